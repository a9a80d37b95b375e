import type { LiveEvent } from '@samsyn/protocol'

/** What a page is about. */
export interface Concern {
  readonly positionIds: readonly string[]
  /** Whether texts of other positions may come to it. */
  readonly isOpen: boolean
}

/** What issues or ends a final text, or the right to read it: together with what comes in the same breath. */
const soon = 200
/** What leaves the final texts as they are may wait, and is gathered. */
export const later = 3_000

const isOfFinalText: Readonly<Partial<Record<LiveEvent['type'], true>>> = {
  'release.issued': true,
  'release.superseded': true,
  'release.reservation_lifted': true,
  'translation.issued': true,
  'corrigendum.issued': true,
  'support.withdrawn': true,
  'meeting.postponed': true,
  'meeting.cancelled': true,
  'release.reconfirmed': true,
  'position.withdrawn': true,
  'position.superseded': true,
  'spill.reported': true,
  'spill.ended': true,
  'spill.purged': true,
}

/** Within how many milliseconds a page asks anew after an event; null where the event is none of its business. */
export function patienceFor(
  { type, id }: Partial<LiveEvent>,
  { positionIds, isOpen }: Concern,
): number | null {
  if (type === undefined || id === undefined) return null
  const isKnown = positionIds.includes(id)
  if (!isKnown && !isOpen) return null
  if (isOfFinalText[type]) return soon
  // Said also to whoever may read it no more.
  if (isKnown) return type === 'position.moved' ? soon : later
  // Positions that come to stand on the agenda without a text.
  return type === 'position.created' || type === 'coordination.started' ? later : null
}

/** Whether an event may change what is kept of final texts on a device, whichever they are. */
export function concernsKept(event: Partial<LiveEvent>): boolean {
  return event.type === 'position.moved' || patienceFor(event, { positionIds: [], isOpen: true }) !== null
}
