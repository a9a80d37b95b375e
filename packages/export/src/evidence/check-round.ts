import {
  type ChainedEvent,
  type CountryCode,
  outcomeOf,
  type Round,
  type RoundOutcome,
  tacitIn,
  usualReservationEffects,
} from '@samsyn/domain'
import { canonicalText } from '@samsyn/editor'
import { eventsOf } from './told-events.ts'

/** A round that may be open still. */
export type AnyRound = Round & { readonly outcome: RoundOutcome | null; readonly closedAt: string | null }

/** What the log tells, the events of one round or of its whole position. */
type Told = Pick<ChainedEvent, 'event' | 'at' | 'personId' | 'revision'>

/** Whether a round is as it was opened, once, among those who are parties where no event of before tells it, and its deadline the last that it was given. */
export function isAsOpened(
  round: AnyRound,
  own: readonly Told[],
  usualParties: readonly CountryCode[],
): boolean {
  const [opened, ...again] = eventsOf(own, 'round.opened')
  if (!opened || again.length > 0) return false
  // Events of before did not say what kind of round it was, among whom, and with which words.
  const { number, contentHash, deadline, kind = round.kind, parties = usualParties } = opened.event
  const { notice = round.notice, openPointsReason = round.openPointsReason } = opened.event
  const { reservationEffects = usualReservationEffects } = opened.event
  const told = {
    version: { number, contentHash },
    kind,
    parties,
    reservationEffects,
    notice,
    openPointsReason,
    firstDeadline: deadline,
    deadline: eventsOf(own, 'round.extended').at(-1)?.event.deadline ?? deadline,
    openedAt: opened.at,
    openedBy: opened.personId,
  }
  const { version, openedAt, openedBy } = round
  // Packages of before do not say it.
  const { firstDeadline = deadline } = round as Partial<Round>
  const stored = { kind: round.kind, parties: round.parties, firstDeadline, deadline: round.deadline }
  const { notice: words, openPointsReason: reason, reservationEffects: effects } = round
  const said = { notice: words, openPointsReason: reason, reservationEffects: effects }
  return canonicalText(told) === canonicalText({ version, openedAt, openedBy, ...stored, ...said })
}

/** Whether a round ended once, and as the events tell. */
export function isAsEnded({ outcome, closedAt }: AnyRound, own: readonly Told[]): boolean {
  const [closed, ...again] = eventsOf(own, 'round.closed')
  if (again.length > 0) return false
  return (closed?.event.outcome ?? null) === outcome && (closed?.at ?? null) === closedAt
}

/** Whether a round ended as its answers come to, and silence was taken from those alone who had not answered. */
export function isAsAnswered(round: AnyRound, own: readonly Told[], events: readonly Told[]): boolean {
  const [closed] = eventsOf(own, 'round.closed')
  const taken = eventsOf(own, 'silence.taken')
  const tacit = tacitIn(round)
  const isTaken =
    tacit.length === 0
      ? taken.length === 0
      : taken.length === 1 && canonicalText(taken[0]?.event.countries) === canonicalText(tacit)
  if (!closed) return isTaken
  const { outcome } = closed.event
  if (outcome === 'reopened' || outcome === 'withdrawn')
    return isTaken && events.some((one) => isEndOfRound(one, closed))
  const isOverdue = Date.parse(closed.at) >= Date.parse(round.deadline)
  const waits = outcome === 'lapsed' || outcome === 'silence_held'
  const comesTo = outcomeOf(round)
  // A party that had lost its lead was not silent: no row keeps that, and nothing is agreed by it.
  const isUnheard = comesTo === 'silence_held' && outcome === 'lapsed'
  return isTaken && (outcome === comesTo || isUnheard) && (isOverdue || !waits)
}

/** Whether an event tells why a round was broken off; of its reason a purge leaves a mark. */
function isEndOfRound({ event, revision }: Told, closed: Told): boolean {
  const type = event.type === 'event.purged' ? event.was : event.type
  return revision === closed.revision && (type === 'draft.reopened' || type === 'position.withdrawn')
}
