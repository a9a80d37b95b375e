import {
  beforeRelease,
  type ChainedEvent,
  type Decision,
  formulaIfLifted,
  isAgreement,
  type Language,
  type Release,
  type Round,
  type StatementSignature,
  shownFormula,
  standingReservations,
  standingSupporters,
} from '@samsyn/domain'
import type { CheckedAct } from './check-act.ts'
import { readStatement } from './check-decision.ts'
import type { AnyRound } from './check-round.ts'
import { eventsOf } from './told-events.ts'

/** Whether a decision came after the one before it, of a party, while its round was open; a late objection after a silence. */
export function isInPlace(
  { sequence }: Pick<ChainedEvent, 'sequence'>,
  { country, value, at }: Decision,
  {
    round,
    after,
    closed,
  }: { readonly round: AnyRound; readonly after: number; readonly closed: number | null },
): boolean {
  if (sequence <= after || !round.parties.includes(country)) return false
  if (value.kind === 'late_objection')
    return round.outcome === 'silence_held' && closed !== null && sequence > closed
  if (value.kind === 'withdraw_support')
    return round.outcome !== null && isAgreement(round.outcome) && closed !== null && sequence > closed
  return (closed === null || sequence < closed) && Date.parse(at) < Date.parse(round.deadline)
}

/** Whether the formula that was signed is the one that the decisions before come to: a statement that was refused is of another moment. */
export function isOfItsTime(
  signature: Pick<StatementSignature, 'statement'> | null,
  { country, value }: Decision,
  {
    language,
    round,
    index,
  }: { readonly language: Language; readonly round: AnyRound; readonly index: number },
): boolean {
  const { parties, reservationEffects } = round
  const before = { parties, reservationEffects, decisions: round.decisions.slice(0, index) }
  const statement = readStatement(signature?.statement ?? '')
  return statement?.partyFormula === shownFormula({ country, value }, before, language)
}

/** Whether an act came when it could, about what stood then: a lift after its round, and before or after the release as it says. */
export function isActInPlace(
  act: CheckedAct,
  {
    round,
    release,
    events,
    told,
  }: {
    readonly round: Round
    readonly release: Release | null
    readonly events: readonly Pick<ChainedEvent, 'event' | 'sequence'>[]
    readonly told: Pick<ChainedEvent, 'sequence'> | undefined
  },
): boolean {
  if (!told) return true
  const issued = eventsOf(events, 'release.issued').find(({ event }) => event.releaseId === release?.id)
  const isAfterRelease = issued !== undefined && told.sequence > issued.sequence
  const { act: done } = act
  if (done.kind === 'withdraw_support')
    return (
      isAfterRelease &&
      release !== null &&
      standingSupporters({ ...release, withdrawals: [] }).includes(act.country)
    )
  if (done.kind === 'reconfirm_release') {
    const asked = eventsOf(events, 'meeting.postponed').find(
      ({ event }) => event.postponementId === done.postponementId && event.releaseId === act.releaseId,
    )
    return isAfterRelease && !!asked?.event.asked.includes(act.country) && told.sequence > asked.sequence
  }
  // When it could come and ended what it is about, the corrigendum's own check asks.
  if (done.kind === 'object_to_corrigendum') return isAfterRelease
  // What waited then, the confirmation's own check asks.
  if (done.kind === 'confirm_terms') return !isAfterRelease
  const earlier = round.lifts.slice(
    0,
    round.lifts.findIndex(({ id }) => id === act.id),
  )
  const isStanding = standingReservations({ decisions: round.decisions, lifts: earlier }).some(
    ({ decisionId, country }) => decisionId === done.decisionId && country === act.country,
  )
  const closed = eventsOf(events, 'round.closed').find(({ event }) => event.roundId === round.id)
  const isAfterRound = closed !== undefined && told.sequence > closed.sequence
  return isStanding && isAfterRound && (act.releaseId === null ? !isAfterRelease : isAfterRelease)
}

/** The formula that was put before whoever lifted a reservation: of what had been answered and lifted by then. */
export function actFormula(
  { id, act, releaseId }: CheckedAct,
  round: Round,
  language: Language,
): string | null {
  if (act.kind !== 'lift_reservation' || releaseId !== null) return null
  const lifts = beforeRelease(round.lifts)
  const earlier = lifts.slice(
    0,
    lifts.findIndex((lift) => lift.id === id),
  )
  return formulaIfLifted({ ...round, lifts: earlier }, act, language)
}
