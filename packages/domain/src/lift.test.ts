import { describe, expect, it } from 'vitest'
import type { Command } from './command.ts'
import { standingReservations } from './lift.ts'
import {
  type Decision,
  type DecisionValue,
  type Position,
  positionStatuses,
  type ReservationType,
  reservationTypes,
} from './position.ts'
import { buildRelease, standingSupporters } from './release.ts'
import { awaitedConfirmations, formulaOf, weightyReservations } from './round-terms.ts'
import { outcomeOf } from './round-transitions.ts'
import {
  buildClosedRound,
  buildDecision,
  buildPosition,
  commands,
  lives,
  now,
  positionIn,
} from './testing/builders.ts'
import { transition } from './transition.ts'

type Lifting = Extract<Command, { type: 'lift_reservation' }>

const reserved = (type: ReservationType): DecisionValue => ({
  kind: 'agree_with_reservation',
  type,
  text: 'Our parliament has not been heard.',
  passage: null,
})
const decided = (country: 'FI' | 'SE' | 'NO', value?: DecisionValue): Decision => ({
  ...buildDecision(country, value),
  id: `decision-of-${country.toLowerCase()}`,
})
const parties = ['FI', 'NO', 'SE'] as const
/** Finland has agreed with a reservation, the others without one. */
const agreed = (type: ReservationType, more: readonly Decision[] = []): Position =>
  buildPosition({
    parties,
    life: {
      status: 'agreed_with_reservations',
      round: buildClosedRound({
        parties,
        decisions: [decided('FI', reserved(type)), decided('NO'), decided('SE'), ...more],
        outcome: 'unanimous_with_reservations',
      }),
    },
  })
const before: Lifting = { ...commands.lift_reservation, release: null }
const after = commands.lift_reservation
const attempt = (position: Position, command: Command = before) =>
  transition(position, command, { now, personId: 'lead-fi' })
const refusal = (position: Position, command: Command = before) => {
  const result = attempt(position, command)
  return result.ok ? null : result.refusal.code
}
function lifted(position: Position, command: Command = before) {
  const result = attempt(position, command)
  if (!result.ok || !('round' in result.value.position.life)) throw new Error('It was not lifted')
  const { position: next, events } = result.value
  if (!('outcome' in result.value.position.life.round)) throw new Error('The round is open again')
  return { position: next, round: result.value.position.life.round, events }
}
const given = { id: 'release-1', reference: 'SAM 1 v2', now, personId: 'lead-fi' }

describe('a reservation that is lifted before there is a final text', () => {
  it.each(positionStatuses)(
    '[D300] waits for the end of its round, and is none after it came to nothing: %s',
    (status) => {
      const round = buildClosedRound({ decisions: [decided('FI', reserved('scrutiny')), decided('SE')] })
      const life = lives[status]
      const position = positionIn(status, 'round' in life ? { life: { ...life, round } as typeof life } : {})
      const isAgreed = status === 'agreed' || status === 'agreed_with_reservations'
      expect(refusal(position)).toBe(isAgreed ? null : 'state_conflict')
    },
  )

  it('[D300] is lifted once, by the country whose standing answer entered it', () => {
    const position = agreed('scrutiny')
    expect(refusal(position, { ...before, country: 'SE' })).toBe('state_conflict')
    expect(refusal(position, { ...before, country: 'SE', decisionId: 'decision-of-se' })).toBe(
      'state_conflict',
    )
    const { position: next, round, events } = lifted(position)
    const { liftId, decisionId, country } = before
    expect(round.lifts).toEqual([
      {
        id: liftId,
        decisionId,
        country,
        personId: 'lead-fi',
        deputyFor: null,
        releaseId: null,
        statementHash: null,
        at: now,
      },
    ])
    expect(events).toMatchObject([
      { type: 'reservation.lifted', roundId: round.id, liftId, decisionId, country },
    ])
    expect(refusal(next)).toBe('state_conflict')
    const again = decided('FI', reserved('linguistic'))
    expect(refusal(agreed('scrutiny', [{ ...again, id: 'later' }]))).toBe('state_conflict')
  })

  it.each(reservationTypes)(
    '[D301] is not printed; who had given it, and how the round ended, stays: %s',
    (type) => {
      const { position, round } = lifted(agreed(type))
      expect(position.life.status).toBe('agreed')
      expect(round.outcome).toBe('unanimous_with_reservations')
      expect(round.decisions[0]?.value).toEqual(reserved(type))
      expect(outcomeOf(round)).toBe('unanimous_with_reservations')
      const release = buildRelease(position, round, given)
      expect(release).toMatchObject({ reservations: [], supporters: parties, lifts: [] })
      expect(release.partyFormula).toBe('This text is put forward by Finland, Norway and Sweden.')
    },
  )

  it('[D301] another one keeps the text as one with reservations', () => {
    const position = agreed('scrutiny', [decided('SE', reserved('linguistic'))])
    const { position: next, round } = lifted(position)
    expect(next.life.status).toBe('agreed_with_reservations')
    expect(standingReservations(round)).toEqual([{ decisionId: 'decision-of-se', country: 'SE' }])
    expect(buildRelease(next, round, given).reservations).toMatchObject([
      { country: 'SE', type: 'linguistic' },
    ])
  })

  it('[D301] of a general one the others confirm the formula that they agreed to no more, and whoever lifted it does not', () => {
    const position = agreed('general')
    const { round } = lifted(position)
    const partyFormula = 'This text is put forward by Finland, Norway and Sweden.'
    // Finland answered first: Norway and Sweden agreed to a text that was subject to its reservation.
    expect(awaitedConfirmations(round, 'en')).toEqual([
      { country: 'NO', of: { kind: 'formula', partyFormula } },
      { country: 'SE', of: { kind: 'formula', partyFormula } },
    ])
    expect(formulaOf(round, 'en')).toBe(partyFormula)
    expect(refusal(position, { ...before, shownFormula: partyFormula })).toBe(null)
    expect(refusal(position, { ...before, shownFormula: 'By Finland.' })).toBe('formula_changed')
  })

  it('[D301] of two general ones, whoever lifted theirs last has confirmed the formula with it', () => {
    const position = agreed('general', [decided('SE', reserved('general'))])
    const first = lifted(position)
    const second = lifted(first.position, {
      ...before,
      liftId: 'lift-2',
      decisionId: 'decision-of-se',
      country: 'SE',
    })
    expect(awaitedConfirmations(second.round, 'en').map(({ country }) => country)).toEqual(['FI', 'NO'])
  })

  it('[D301] a substantive one waits for nobody’s confirmation any more', () => {
    const position = agreed('substantive')
    const { life } = position
    if (life.status !== 'agreed_with_reservations') throw new Error('It is not agreed')
    expect(awaitedConfirmations(life.round, 'en').map(({ country }) => country)).toEqual(['NO', 'SE'])
    expect(awaitedConfirmations(lifted(position).round, 'en')).toEqual([])
  })

  it('[D303] keeps no silence procedure from opening', () => {
    const { round } = lifted(agreed('substantive'))
    expect(weightyReservations([{ ...round, lifts: [] }])).toEqual(['FI'])
    expect(weightyReservations([round])).toEqual([])
    expect(
      weightyReservations([{ ...round, lifts: [{ decisionId: 'decision-of-fi', releaseId: 'release-1' }] }]),
    ).toEqual([])
  })
})

describe('a reservation that is lifted after the release', () => {
  const release = {
    id: 'release-1',
    version: { number: 2, contentHash: '' },
    standing: after.release?.standing ?? [],
  }

  it('[D302] is one of the release in force that stands; the position stays as it is', () => {
    const position = positionIn('released')
    const result = attempt(position, after)
    if (!result.ok) throw new Error(result.refusal.code)
    expect(result.value.position).toEqual({ ...position, revision: position.revision + 1 })
    expect(result.value.events).toMatchObject([
      { type: 'release.reservation_lifted', releaseId: 'release-1', country: 'FI' },
    ])
    expect(refusal(position, { ...after, release: { ...release, id: 'release-0' } })).toBe('state_conflict')
    expect(refusal(position, { ...after, release: { ...release, standing: [] } })).toBe('state_conflict')
    expect(refusal(position, { ...after, country: 'SE' })).toBe('state_conflict')
    expect(refusal(buildPosition({ releaseInForce: 'release-1' }), after)).toBe(null)
  })

  it('[D302] changes nothing of what the round came to', () => {
    const { round } = lifted(agreed('general'))
    const later = { ...round, lifts: round.lifts.map((lift) => ({ ...lift, releaseId: 'release-1' })) }
    const built = buildRelease(buildPosition({ parties }), later, given)
    expect(built.reservations).toMatchObject([{ country: 'FI', type: 'general' }])
    expect(built.supporters).toEqual(['NO', 'SE'])
    expect(awaitedConfirmations(later, 'en')).toEqual([])
  })

  it('[D302] of a general one its country stands behind the text, until it withdraws', () => {
    const printed = {
      supporters: ['NO', 'SE'],
      reservations: [
        { country: 'FI', type: 'general' },
        { country: 'SE', type: 'scrutiny' },
      ],
      withdrawals: [],
      lifts: [],
    } as const
    expect(standingSupporters(printed)).toEqual(['NO', 'SE'])
    const lifts = [{ country: 'FI' }, { country: 'SE' }] as const
    expect(standingSupporters({ ...printed, lifts })).toEqual(['FI', 'NO', 'SE'])
    expect(standingSupporters({ ...printed, lifts, withdrawals: [{ country: 'FI' }] })).toEqual(['NO', 'SE'])
  })
})
