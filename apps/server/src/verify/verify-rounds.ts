import { isHourOfSilence, type Position, silenceFault, tacitIn } from '@samsyn/domain'
import {
  eventsOf,
  isAsAnswered,
  isAsEnded,
  isAsOpened,
  isToldAsBefore,
  unsignedConfirmations,
} from '@samsyn/export'
import type { StoredPositionEvent, StoredRound, Tables } from '@samsyn/storage'
import { isRoundPurged } from './chain-events.ts'
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
    if (!isAsOpened(round, own, position.parties)) faults.push({ kind: 'round_untold', ...at })
    if (!isLawfulSilence(round, own)) faults.push({ kind: 'silence_unlawful', ...at })
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

/** Whether a silence had from the beginning the time that it needs, and each of its deadlines was at an hour at which one may end (domain, invariants 6 and 7). */
function isLawfulSilence({ parties }: StoredRound, own: readonly StoredPositionEvent[]): boolean {
  const [opened] = eventsOf(own, 'round.opened')
  if (opened?.event.kind !== 'silence') return true
  return (
    silenceFault({ now: opened.at, deadline: opened.event.deadline }, opened.event.parties ?? parties) ===
      null && eventsOf(own, 'round.extended').every(({ event }) => isHourOfSilence(event.deadline))
  )
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
