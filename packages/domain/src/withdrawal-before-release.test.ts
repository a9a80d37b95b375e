import { describe, expect, it } from 'vitest'
import type { GivenDecisionValue } from './command.ts'
import type { CountryCode } from './country.ts'
import { type ClosedRound, type Position, tacitIn } from './position.ts'
import { buildRelease } from './release.ts'
import { awaitedConfirmations, formulaOf, weightyReservations } from './round-terms.ts'
import { at, buildPosition, commands, now, substantive, version } from './testing/builders.ts'
import { transition } from './transition.ts'

const withdraw = { kind: 'withdraw_support', reason: 'The mandate has changed.' } as const
const late = { kind: 'late_objection', reason: 'We were away.' } as const
const deadline = '2026-11-26T11:00:00.000Z'

class Agreed {
  position: Position
  private count = 0

  constructor(answers: Readonly<Partial<Record<CountryCode, GivenDecisionValue>>>) {
    this.position = buildPosition({
      parties: ['DK', 'FI', 'SE'],
      life: { status: 'frozen', version: version(2) },
    })
    const silence = { partiesWithoutLead: [], unresolvedReservations: [] }
    const isSilence = Object.keys(answers).length < 3
    this.attempt({
      ...commands.open_round,
      roundId: 'round-1',
      deadline,
      silence: isSilence ? silence : null,
    })
    for (const [country, value] of Object.entries(answers)) this.answer(country as CountryCode, value)
    if (isSilence) this.attempt({ type: 'pass_deadline', partiesWithoutLead: [] }, deadline)
  }

  attempt(command: Parameters<typeof transition>[1], instant = now) {
    const result = transition(this.position, command, at(instant))
    if (result.ok) this.position = result.value.position
    return result.ok ? result.value : result.refusal.code
  }

  answer(country: CountryCode, value: GivenDecisionValue, instant = now) {
    this.count += 1
    const decisionId = `decision-${this.count}`
    return this.attempt({ ...commands.decide, roundId: 'round-1', decisionId, country, value }, instant)
  }

  get round(): ClosedRound {
    const { life } = this.position
    if (!('round' in life) || !('outcome' in life.round)) throw new Error('The round is open')
    return life.round
  }

  confirmAll() {
    for (const { country, of } of awaitedConfirmations(this.round, 'en'))
      this.attempt({ ...commands.confirm_terms, country, of })
  }
}

const agree = { kind: 'agree' } as const
const rest = 'This text is put forward by Finland and Sweden.'

describe('support that is withdrawn between the agreement and the release', () => {
  it('[D404] the others confirm the formula that follows; how the round ended stays', () => {
    const agreed = new Agreed({ DK: substantive, FI: agree, SE: agree })
    expect(agreed.position.life.status).toBe('agreed_with_reservations')
    expect(agreed.answer('DK', { ...withdraw, reason: ' ' })).toBe('reason_required')
    expect(agreed.answer('DK', withdraw)).toMatchObject({
      events: [{ type: 'decision.given', country: 'DK', value: 'withdraw_support' }],
      closedRound: null,
    })
    expect(agreed.position.life.status).toBe('agreed')
    expect(agreed.round.outcome).toBe('unanimous_with_reservations')
    expect(formulaOf(agreed.round, 'en')).toBe(rest)
    // Nothing of what Denmark reserved is printed or confirmed any more.
    const of = { kind: 'formula', partyFormula: rest }
    expect(awaitedConfirmations(agreed.round, 'en')).toEqual([
      { country: 'FI', of },
      { country: 'SE', of },
    ])
    expect(agreed.attempt(commands.release)).toBe('terms_unconfirmed')
    agreed.confirmAll()
    const given = { id: 'release-1', reference: 'SAM', now, personId: 'secretariat' }
    expect(buildRelease(agreed.position, agreed.round, given)).toMatchObject({
      supporters: ['FI', 'SE'],
      reservations: [],
      partyFormula: rest,
    })
    expect(agreed.attempt(commands.release)).toMatchObject({ position: { life: { status: 'released' } } })
    expect(agreed.answer('FI', withdraw)).toBe('round_not_open')
  })

  it('[D404] only once, only by whoever stands behind it, and not while the round is open', () => {
    const agreed = new Agreed({ DK: { kind: 'not_participating' }, FI: agree, SE: agree })
    expect(agreed.answer('DK', withdraw)).toBe('state_conflict')
    expect(agreed.answer('NO', withdraw)).toBe('not_a_party')
    expect(agreed.answer('FI', agree)).toBe('round_not_open')
    expect(agreed.answer('FI', late)).toBe('round_not_open')
    agreed.answer('FI', withdraw)
    expect(agreed.answer('FI', withdraw)).toBe('state_conflict')
    // Sweden alone is no joint text.
    expect(agreed.attempt(commands.release)).toBe('not_agreed_by_all')
    const open = buildPosition({
      parties: ['DK', 'FI', 'SE'],
      life: { status: 'frozen', version: version(2) },
    })
    const opened = transition(open, { ...commands.open_round, roundId: 'round-1' }, at(now))
    if (!opened.ok) throw new Error('It does not open')
    const command = { ...commands.decide, roundId: 'round-1', country: 'FI', value: withdraw } as const
    expect(transition(opened.value.position, command, at(now))).toMatchObject({
      refusal: { code: 'state_conflict' },
    })
  })

  it('[D433] of a text that one country is left behind nothing is confirmed, nor is anybody reminded', () => {
    const agreed = new Agreed({ DK: agree, FI: agree, SE: agree })
    agreed.answer('FI', withdraw)
    expect(awaitedConfirmations(agreed.round, 'en').map(({ country }) => country)).toEqual(['DK', 'SE'])
    agreed.answer('SE', withdraw)
    expect(awaitedConfirmations(agreed.round, 'en')).toEqual([])
    const of = { kind: 'formula', partyFormula: 'This text is put forward by Denmark.' } as const
    expect(agreed.attempt({ ...commands.confirm_terms, country: 'DK', of })).toBe('state_conflict')
    expect(agreed.attempt({ type: 'remind', roundId: 'round-1', lastAt: null })).toBe('round_not_open')
  })

  it('[D404] after a silence that held an objection undoes nothing, and support may be withdrawn', () => {
    const agreed = new Agreed({})
    expect(agreed.round.outcome).toBe('silence_held')
    agreed.answer('DK', late, deadline)
    expect(formulaOf(agreed.round, 'en')).toContain('Denmark')
    expect(agreed.answer('DK', withdraw, deadline)).toMatchObject({ closedRound: null })
    expect(tacitIn(agreed.round)).toEqual(['DK', 'FI', 'SE'])
    expect(awaitedConfirmations(agreed.round, 'en').map(({ country }) => country)).toEqual(['FI', 'SE'])
  })

  it('[D430] covers the answers of its own round: what is reserved in a later one is of weight', () => {
    const first = new Agreed({ DK: agree, FI: agree, SE: substantive })
    first.answer('SE', withdraw)
    expect(weightyReservations([first.round])).toEqual([])
    const second = new Agreed({
      DK: agree,
      FI: { kind: 'object', reason: 'Twelve months are too few.' },
      SE: substantive,
    })
    expect(weightyReservations([first.round, second.round])).toEqual(['SE'])
    // What it withdraws last it does not reserve any more.
    expect(weightyReservations([second.round, first.round])).toEqual([])
  })
})
