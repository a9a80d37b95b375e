import { eventsOf } from '@samsyn/export'
import type { StoredPositionEvent } from '@samsyn/storage'

/** An event of a position of one type. */
export type EventOf<Type extends StoredPositionEvent['event']['type']> = StoredPositionEvent & {
  readonly event: Extract<StoredPositionEvent['event'], { type: Type }>
}

/**
 * Whether a purge took away the round that an event tells of (ADR 30). It leaves a mark in the place of the round's beginning, and by those
 * the chain is counted; what is left are events that tell of no version, or of a text that an older version has as well.
 */
export function isRoundPurged(
  events: readonly StoredPositionEvent[],
  { roundId, sequence }: { readonly roundId: string; readonly sequence: number },
): boolean {
  return (
    !eventsOf(events, 'round.opened').some(({ event }) => event.roundId === roundId) &&
    eventsOf(events, 'spill.purged').some((purge) => purge.sequence > sequence)
  )
}

/** Whether an event is from before decisions were signed: it does not say which decision it tells of. */
export function isBeforeSignatures({ event }: EventOf<'decision.given'>): boolean {
  // The type is that of events as they are written now.
  return event.decisionId === undefined
}
