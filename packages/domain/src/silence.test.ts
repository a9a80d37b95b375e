import { describe, expect, it } from 'vitest'
import type { Command, GivenDecisionValue } from './command.ts'
import type { CountryCode } from './country.ts'
import { type Position, tacitIn } from './position.ts'
import { buildRelease } from './release.ts'
import { awaitedConfirmations, awaitedIn } from './round-terms.ts'
import { at, buildPosition, commands, now, substantive, version } from './testing/builders.ts'
import { transition } from './transition.ts'

const parties = ['DK', 'FI', 'SE'] as const
/** Monday to Thursday, noon in Brussels. */
const deadline = '2026-11-26T11:00:00.000Z'
const second = (seconds: number) => new Date(Date.parse(deadline) + seconds * 1000).toISOString()
const amendment = {
  kind: 'propose_amendment',
  passage: 'within 12 months',
  text: 'within 18 months',
} as const
const withoutSweden = {
  kind: 'formula',
  partyFormula: 'This text is put forward by Denmark and Finland.',
} as const
const opening: Extract<Command, { type: 'open_round' }> = {
  ...commands.open_round,
  roundId: 'round-1',
  deadline,
  silence: { partiesWithoutLead: [], unresolvedReservations: [] },
}

class Silence {
  position: Position = buildPosition({
    parties: [...parties],
    life: { status: 'frozen', version: version(2) },
  })

  attempt(command: Command, instant = now) {
    const result = transition(this.position, command, at(instant))
    if (result.ok) this.position = result.value.position
    return result.ok ? result.value : result.refusal.code
  }

  open(more: Partial<typeof opening> = {}) {
    return this.attempt({ ...opening, ...more })
  }

  answer(country: CountryCode, value: GivenDecisionValue = { kind: 'agree' }, instant = now) {
    const { decide } = commands
    return this.attempt(
      { ...decide, decisionId: `${country}-${instant}-${value.kind}`, country, value },
      instant,
    )
  }

  pass(instant = deadline, partiesWithoutLead: readonly CountryCode[] = []) {
    return this.attempt({ type: 'pass_deadline', partiesWithoutLead }, instant)
  }
}

const opened = () => {
  const silence = new Silence()
  silence.open()
  return silence
}

describe('a silence procedure', () => {
  it.each([
    ['silence_lead_missing', { silence: { partiesWithoutLead: ['FI'], unresolvedReservations: [] } }],
    ['silence_open_points', { openPoints: 1, openPointsReason: 'Left to the ministers.' }],
    ['silence_reservation', { silence: { partiesWithoutLead: [], unresolvedReservations: ['SE'] } }],
    ['silence_too_short', { deadline: '2026-11-24T11:00:00.000Z' }],
    ['silence_hours', { deadline: '2026-11-26T18:00:00.000Z' }],
  ] as const)('[D210] does not open: %s', (code, more) => {
    const silence = new Silence()
    expect(silence.open(more)).toBe(code)
    expect(silence.open()).toMatchObject({ position: { life: { round: { kind: 'silence' } } } })
  })

  it('[D545] does not open where mails reach nobody who answers for an asked party, once it has a lead at all', () => {
    const silence = new Silence()
    const unreached = {
      partiesWithoutLead: [],
      unreachedParties: ['FI'],
      unresolvedReservations: [],
    } as const
    expect(silence.open({ silence: unreached })).toBe('lead_not_reachable')
    expect(silence.open({ silence: { ...unreached, partiesWithoutLead: ['FI'] } })).toBe(
      'silence_lead_missing',
    )
    expect(silence.open({ silence: { ...unreached, unreachedParties: ['IS'] } })).toMatchObject({
      position: { life: { round: { kind: 'silence' } } },
    })
  })

  it('[D210] is for a text that the parties have seen in an earlier version', () => {
    const silence = new Silence()
    silence.position = buildPosition({
      parties: [...parties],
      latestVersion: 1,
      life: { status: 'frozen', version: version(1) },
    })
    expect(silence.open({ version: version(1) })).toBe('silence_not_shared')
    expect(silence.open({ version: version(1), silence: null })).toMatchObject({
      position: { life: { round: { kind: 'explicit' } } },
    })
  })

  it('[D211] is never over early with success, and ends in agreement that is told from a tacit one', () => {
    const silence = opened()
    silence.answer('DK')
    silence.answer('SE')
    silence.answer('FI', { kind: 'agree_with_reservation', type: 'scrutiny', text: '', passage: null })
    expect(silence.position.life.status).toBe('in_sign_off')
    expect(silence.pass(second(-1))).toBe('state_conflict')
    expect(silence.pass()).toMatchObject({ closedRound: { outcome: 'silence_held' } })
    expect(silence.position.life.status).toBe('agreed_with_reservations')
  })

  it('[D212] takes a missing answer for tacit agreement, which no person gave', () => {
    const silence = opened()
    silence.answer('SE')
    expect(silence.pass()).toMatchObject({
      events: [
        { type: 'silence.taken', roundId: 'round-1', countries: ['DK', 'FI'] },
        { type: 'round.closed', outcome: 'silence_held' },
      ],
    })
    const { life } = silence.position
    if (life.status !== 'agreed') throw new Error('The silence did not hold')
    expect(tacitIn(life.round)).toEqual(['DK', 'FI'])
    expect(tacitIn({ ...life.round, outcome: 'lapsed' })).toEqual([])
    const given = { id: 'release-1', reference: 'NORD 2026/1', now: second(60), personId: 'lead-fi' }
    expect(buildRelease(silence.position, life.round, given).supporters).toEqual([...parties])
  })

  it.each([{ kind: 'object', reason: 'Twelve months are too few.' }, amendment] as const)(
    '[D213] is broken at once, in writing and in time: %o',
    (value) => {
      const silence = opened()
      const wordless = value.kind === 'object' ? { ...value, reason: '' } : { ...value, text: ' ' }
      expect(silence.answer('FI', wordless)).toBe('reason_required')
      expect(silence.answer('FI', value, deadline)).toBe('deadline_passed')
      expect(silence.answer('FI', value, second(-1))).toMatchObject({
        closedRound: { outcome: 'silence_broken' },
        events: [{ type: 'decision.given' }, { type: 'round.closed', outcome: 'silence_broken' }],
      })
      expect(silence.position.life.status).toBe('not_agreed')
      expect(silence.attempt(commands.release)).toBe('not_agreed_by_all')
    },
  )

  it('[D214] a reservation does not break it; a substantive one is confirmed by those who were silent, too', () => {
    const silence = opened()
    silence.answer('FI', substantive)
    silence.pass()
    expect(silence.attempt(commands.release)).toBe('terms_unconfirmed')
    const { life } = silence.position
    if (life.status !== 'agreed_with_reservations') throw new Error('The silence did not hold')
    expect(awaitedConfirmations(life.round, 'en').map(({ country }) => country)).toEqual(['DK', 'SE'])
  })

  it('[D215] a late objection is recorded and undoes nothing', () => {
    const silence = opened()
    const late = { kind: 'late_objection', reason: 'We were away.' } as const
    expect(silence.answer('SE', late)).toBe('state_conflict')
    silence.pass()
    expect(silence.answer('FI', { kind: 'object', reason: 'No.' }, second(60))).toBe('round_not_open')
    expect(silence.answer('FI', { ...late, reason: '' }, second(60))).toBe('reason_required')
    expect(silence.answer('FI', late, second(60))).toMatchObject({
      events: [{ type: 'decision.given', country: 'FI', value: 'late_objection' }],
    })
    const { life } = silence.position
    if (life.status !== 'agreed') throw new Error('It was undone')
    expect(tacitIn(life.round)).toEqual([...parties])
    expect(silence.attempt(commands.release)).toMatchObject({ position: { life: { status: 'released' } } })
  })

  it('[D215] of an explicit round there is none', () => {
    const round = new Silence()
    round.open({ silence: null })
    round.pass()
    expect(round.answer('FI', { kind: 'late_objection', reason: 'No.' }, second(60))).toBe('round_not_open')
  })

  it('[D206] with fewer than two countries behind the text it holds for nothing', () => {
    const silence = opened()
    silence.answer('DK', { kind: 'not_participating' })
    silence.answer('FI', { kind: 'not_participating' })
    expect(silence.pass()).toMatchObject({ closedRound: { outcome: 'unsupported' } })
  })

  it('[D291] nobody is silent for a party that has no lead any more: the round lapses', () => {
    const unheard = opened()
    unheard.answer('DK')
    unheard.pass(deadline, ['FI'])
    expect(unheard.position.life).toMatchObject({ status: 'not_agreed', round: { outcome: 'lapsed' } })
    const heard = opened()
    heard.answer('FI')
    heard.pass(deadline, ['FI'])
    expect(heard.position.life).toMatchObject({ round: { outcome: 'silence_held' } })
  })

  it.each([
    ['during', [], { type: 'withdraw_support', country: 'SE' }],
    ['before', ['SE'], null],
  ] as const)(
    '[D431] nothing said is no consent of who has withdrawn from the release in force %s the round: it lapses',
    (_when, suspendedBy, withdrawal) => {
      const again = (answered: readonly CountryCode[]) => {
        const silence = new Silence()
        silence.position = { ...silence.position, releaseInForce: 'release-1', suspendedBy }
        silence.open({ rejoining: suspendedBy })
        if (withdrawal) silence.attempt({ ...commands.withdraw_support, ...withdrawal })
        expect(silence.position.suspendedBy).toEqual(['SE'])
        for (const country of answered) silence.answer(country)
        silence.pass()
        return silence.position.life
      }
      expect(again([])).toMatchObject({ status: 'not_agreed', round: { outcome: 'lapsed' } })
      expect(again(['SE'])).toMatchObject({ status: 'agreed', round: { outcome: 'silence_held' } })
    },
  )

  it('[D510] nor of who withdraws when its silence is taken: it confirms the formula before the release', () => {
    const silence = new Silence()
    silence.position = { ...silence.position, releaseInForce: 'release-1' }
    silence.open()
    silence.answer('FI')
    silence.pass()
    for (const country of ['FI', 'SE'] as const)
      silence.attempt({ ...commands.withdraw_support, country }, second(60))
    expect(silence.position.suspendedBy).toEqual(['FI', 'SE'])
    expect(silence.attempt(commands.release, second(120))).toBe('terms_unconfirmed')
    const { life } = silence.position
    if (life.status !== 'agreed') throw new Error('The silence did not hold')
    const partyFormula = 'This text is put forward by Denmark, Finland and Sweden.'
    // Finland has said that it stands behind this text.
    const awaited = { country: 'SE', of: { kind: 'formula', partyFormula } } as const
    expect(awaitedIn(silence.position, life.round)).toEqual([awaited])
    expect(silence.attempt({ ...commands.remind, lastAt: null }, second(120))).toMatchObject({
      events: [{ type: 'round.reminded', countries: ['SE'], of: 'confirmation' }],
    })
    const agreed = silence.position
    silence.attempt({ ...commands.confirm_terms, ...awaited }, second(180))
    expect(silence.attempt(commands.release, second(240))).toMatchObject({
      position: { life: { status: 'released' }, suspendedBy: [] },
    })
    silence.position = agreed
    const withdraw = { kind: 'withdraw_support', reason: 'The mandate has changed.' } as const
    silence.answer('SE', withdraw, second(180))
    silence.attempt({ ...commands.confirm_terms, country: 'DK', of: withoutSweden }, second(240))
    silence.attempt({ ...commands.confirm_terms, country: 'FI', of: withoutSweden }, second(240))
    expect(silence.attempt(commands.release, second(300))).toMatchObject({
      position: { life: { status: 'released' } },
    })
  })

  it('[D292] after a lock it ends 48 working hours later at the earliest, at such an hour', () => {
    const silence = opened()
    const unlocked = '2026-11-24T00:00:00.000Z'
    silence.attempt({ type: 'put_off_deadline', lockedAt: '2026-11-23T09:00:00.000Z' }, unlocked)
    expect(silence.position.life).toMatchObject({ round: { deadline: '2026-11-27T09:00:00.000Z' } })
  })

  it('[D293] whoever was silent, and whoever the text is subject to, confirms a formula that became another', () => {
    const silence = opened()
    const text = 'We keep our position open.'
    const general = { kind: 'agree_with_reservation', type: 'general', text, passage: null } as const
    silence.answer('SE', general, '2026-11-24T09:00:00.000Z')
    silence.pass()
    const { life } = silence.position
    if (life.status !== 'agreed_with_reservations') throw new Error(life.status)
    const awaited = awaitedConfirmations(life.round, 'en')
    expect(awaited.map(({ country, of }) => [country, of.kind])).toEqual([
      ['DK', 'formula'],
      ['FI', 'formula'],
    ])
    const explicit = new Silence()
    explicit.position = { ...explicit.position, parties: ['DK', 'FI', 'NO', 'SE'] }
    explicit.open({ silence: null })
    explicit.answer('SE', general)
    for (const [country, value] of [
      ['NO', { kind: 'not_participating' }],
      ['DK', { kind: 'agree' }],
      ['FI', { kind: 'agree' }],
    ] as const)
      explicit.answer(country, value, '2026-11-24T09:00:00.000Z')
    const ended = explicit.position.life
    if (ended.status !== 'agreed_with_reservations') throw new Error(ended.status)
    // It answered when Norway was still named.
    expect(awaitedConfirmations(ended.round, 'en').map(({ country }) => country)).toEqual(['SE'])
  })
})
