import { outcomeOf, type Position, tacitIn, usualReservationEffects } from '@samsyn/domain'
import { canonicalText } from '@samsyn/editor'
import { isToldAsBefore, unsignedConfirmations } from '@samsyn/export'
import type { StoredPositionEvent, StoredRound, Tables } from '@samsyn/storage'
import { eventsOf, isRoundPurged } from './chain-events.ts'
import type { DecisionCount, Fault } from './report.ts'
import { type Known, verifyDecisions } from './verify-decisions.ts'

/** Checks every round of a position: how it was opened, put off, answered, confirmed and ended. */
export async function verifyRounds(
  tables: Tables,
  position: Position,
  {
    rounds,
    events,
    known,
  }: {
    readonly rounds: readonly StoredRound[]
    readonly events: readonly StoredPositionEvent[]
    readonly known: Known
  },
): Promise<{
  readonly faults: readonly Fault[]
  readonly counts: Readonly<Record<DecisionCount | 'tacit', number>>
}> {
  const faults: Fault[] = []
  const counts = { signed: 0, unsigned: 0, before: 0, tacit: 0 }
  for (const round of rounds) {
    const signatures = await tables.signatures.byRound(round.id)
    const decisions = await verifyDecisions(round, { position, events, signatures, known })
    const own = events.filter(({ event }) => 'roundId' in event && event.roundId === round.id)
    const at = { positionId: position.id, roundId: round.id }
    if (!isAsOpened(round, position, own)) faults.push({ kind: 'round_untold', ...at })
    if (!isAsEnded(round, own)) faults.push({ kind: 'ending_untold', ...at })
    else if (!isAsAnswered(round, own, events)) faults.push({ kind: 'outcome_wrong', ...at })
    faults.push(...decisions.faults, ...confirmationFaults(position.id, round, { own, known }))
    counts.signed += decisions.counts.signed
    counts.unsigned += decisions.counts.unsigned
    counts.before += decisions.counts.before
    counts.tacit += tacitIn(round).length
  }
  const missing = events.flatMap(({ event, sequence }) =>
    'roundId' in event &&
    !rounds.some(({ id }) => id === event.roundId) &&
    !isRoundPurged(events, { roundId: event.roundId, sequence })
      ? [event.roundId]
      : [],
  )
  for (const roundId of new Set(missing))
    faults.push({ kind: 'round_missing', positionId: position.id, roundId })
  return { faults, counts }
}

/** Whether a round is as it was opened, once, and its deadline the last that it was given. */
function isAsOpened(round: StoredRound, position: Position, own: readonly StoredPositionEvent[]): boolean {
  const [opened, ...again] = eventsOf(own, 'round.opened')
  if (!opened || again.length > 0) return false
  // Events of before did not say what kind of round it was, among whom, and with which words.
  const { number, contentHash, deadline, kind = round.kind, parties = position.parties } = opened.event
  const { notice = round.notice, openPointsReason = round.openPointsReason } = opened.event
  const { reservationEffects = usualReservationEffects } = opened.event
  const told = {
    version: { number, contentHash },
    kind,
    parties,
    reservationEffects,
    notice,
    openPointsReason,
    deadline: eventsOf(own, 'round.extended').at(-1)?.event.deadline ?? deadline,
    openedAt: opened.at,
    openedBy: opened.personId,
  }
  const { version, openedAt, openedBy } = round
  const stored = { kind: round.kind, parties: round.parties, deadline: round.deadline }
  const { notice: words, openPointsReason: reason, reservationEffects: effects } = round
  const said = { notice: words, openPointsReason: reason, reservationEffects: effects }
  return canonicalText(told) === canonicalText({ version, openedAt, openedBy, ...stored, ...said })
}

/** Whether a round ended once, and as the events tell. */
function isAsEnded({ outcome, closedAt }: StoredRound, own: readonly StoredPositionEvent[]): boolean {
  const [closed, ...again] = eventsOf(own, 'round.closed')
  if (again.length > 0) return false
  return (closed?.event.outcome ?? null) === outcome && (closed?.at ?? null) === closedAt
}

/** Whether a round ended as its answers come to, and silence was taken from those alone who had not answered. */
function isAsAnswered(
  round: StoredRound,
  own: readonly StoredPositionEvent[],
  events: readonly StoredPositionEvent[],
): boolean {
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
function isEndOfRound({ event, revision }: StoredPositionEvent, closed: StoredPositionEvent): boolean {
  const type = event.type === 'event.purged' ? event.was : event.type
  return revision === closed.revision && (type === 'draft.reopened' || type === 'position.withdrawn')
}

/** Each confirmation from before they were signed has its event of then, and each such event its confirmation; the others are acts. */
function confirmationFaults(
  positionId: string,
  round: StoredRound,
  { own, known }: { readonly own: readonly StoredPositionEvent[]; readonly known: Known },
): readonly Fault[] {
  const { id: roundId, version } = round
  const faults: Fault[] = []
  // The type is that of events as they are written now.
  const left = new Set(
    eventsOf(own, 'terms.confirmed').filter(({ event }) => event.confirmationId === undefined),
  )
  for (const confirmation of unsignedConfirmations(round)) {
    const { country } = confirmation
    const told = [...left].find(
      (one) =>
        one.sequence < known.confirmationsSignedSince &&
        isToldAsBefore(one, confirmation, version.contentHash),
    )
    if (told) left.delete(told)
    else faults.push({ kind: 'confirmation_untold', positionId, roundId, country })
  }
  for (const { event } of left)
    faults.push({ kind: 'confirmation_missing', positionId, roundId, country: event.country })
  return faults
}
