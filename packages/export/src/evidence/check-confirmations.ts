import {
  type Answers,
  type ChainedEvent,
  type Confirmation,
  type CountryCode,
  formulaOf,
  isSame,
  type Language,
  type Round,
  type RoundOutcome,
  unconfirmedTerms,
} from '@samsyn/domain'
import type { CheckedAct } from './check-act.ts'

/** What a confirmation is checked against: its round, and what the log tells of it. */
interface Beside {
  readonly round: Round & { readonly outcome: RoundOutcome | null }
  readonly events: readonly Pick<ChainedEvent, 'sequence' | 'event'>[]
  readonly language: Language
}

/** What is wrong with when a country confirmed, and under which formula. */
export type ConfirmationFault = 'act_misplaced' | 'act_formula_differs'

/** Whether terms waited for their country when it confirmed them, under the formula that stood there then; null for an act of another kind, and where all is right. */
export function checkConfirmation(
  { id, act }: CheckedAct,
  signedFormula: string | null | undefined,
  { round, events, language }: Beside,
): ConfirmationFault | null {
  if (act.kind !== 'confirm_terms') return null
  const own = round.confirmations.find((one) => one.id === id)
  const told = events.find(({ event }) => event.type === 'terms.confirmed' && event.confirmationId === id)
  // Of what no event tells, another check says so.
  if (!own || told?.event.type !== 'terms.confirmed') return null
  const then = answersAt(told.sequence, own, { round, events })
  const isAwaited = unconfirmedTerms(then, language).some(
    ({ country, of }) => country === own.country && isSame(of, own.of),
  )
  if (!isAwaited) return 'act_misplaced'
  const formula = formulaOf(then, language)
  const isItsFormula = signedFormula === undefined || signedFormula === formula
  return isItsFormula && told.event.partyFormula === formula ? null : 'act_formula_differs'
}

/** The confirmations from before they were signed: of those the chain alone tells. */
export function unsignedConfirmations({
  confirmations,
}: Pick<Round, 'confirmations'>): readonly Confirmation[] {
  // In packages of before they have no id at all.
  return confirmations.filter(({ id }) => (id ?? '') === '')
}

/** Whether an event of before confirmations were signed tells of one. */
export function isToldAsBefore(
  { event, personId, at }: Pick<ChainedEvent, 'event' | 'personId' | 'at'>,
  confirmation: Confirmation,
  contentHash: string,
): boolean {
  return (
    event.type === 'terms.confirmed' &&
    event.confirmationId === undefined &&
    event.country === confirmation.country &&
    event.of === confirmation.of.kind &&
    event.contentHash === contentHash &&
    personId === confirmation.personId &&
    at === confirmation.at
  )
}

/** What had been answered, lifted and confirmed in a round before a place in the log. */
function answersAt(
  sequence: number,
  own: Confirmation,
  { round, events }: Pick<Beside, 'round' | 'events'>,
): Answers {
  const isNamed = (decisionId: string) =>
    events.some(({ event }) => event.type === 'decision.given' && event.decisionId === decisionId)
  const before = new Set(
    events.flatMap(({ event, sequence: place }) => {
      if (place >= sequence) return []
      if (event.type === 'decision.given') return [event.decisionId]
      if (event.type === 'reservation.lifted') return [event.liftId]
      if (event.type === 'terms.confirmed') return [event.confirmationId]
      return event.type === 'round.closed' && event.roundId === round.id ? [round.id] : []
    }),
  )
  return {
    parties: round.parties,
    reservationEffects: round.reservationEffects,
    decisions: round.decisions.filter(({ id, at }) =>
      // Events of before there were signatures name no decision.
      isNamed(id) ? before.has(id) : at <= own.at,
    ),
    lifts: round.lifts.filter(({ id }) => before.has(id)),
    confirmations: round.confirmations.filter((one) =>
      (one.id ?? '') === '' ? one.at < own.at : before.has(one.id),
    ),
    outcome: before.has(round.id) ? round.outcome : null,
    suspendedBy: withdrawnAt(sequence, events),
  }
}

/** Who had withdrawn its support of the final text in force before a place in the log. */
function withdrawnAt(sequence: number, events: Beside['events']): readonly CountryCode[] {
  const before = events.filter((told) => told.sequence < sequence)
  const issuedAt = before.findLast(({ event }) => event.type === 'release.issued')?.sequence ?? 0
  return before.flatMap(({ event, sequence: place }) =>
    place > issuedAt && event.type === 'support.withdrawn' ? [event.country] : [],
  )
}
