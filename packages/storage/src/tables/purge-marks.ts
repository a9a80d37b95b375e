import type { PositionEvent } from '@samsyn/domain'
import type { StoredPositionEvent } from '../tables.ts'

/** The events by which marks are accounted for. */
export const tellsOfPurges: ReadonlySet<string> = new Set<PositionEvent['type']>([
  'event.purged',
  'spill.purged',
  'version.frozen',
])

/**
 * The first mark that no purge of its position accounts for, or purge that tells of more than are there; undefined for none. A purge left
 * its marks before it and behind the version that it kept (ADR 30). Takes what `tellsOfPurges`, oldest first.
 */
export function untoldMark(events: readonly StoredPositionEvent[]): StoredPositionEvent | undefined {
  return [...new Set(events.map(({ positionId }) => positionId))]
    .map((positionId) => untoldOf(events.filter((one) => one.positionId === positionId)))
    .find((untold) => untold !== undefined)
}

function untoldOf(events: readonly StoredPositionEvent[]): StoredPositionEvent | undefined {
  const purges = events.flatMap((one) => {
    const { event, sequence } = one
    if (event.type !== 'spill.purged') return []
    // Of a version that a later purge took, it is not known any more where it was.
    const kept = events.findLast(
      (before) =>
        before.sequence < sequence &&
        before.event.type === 'version.frozen' &&
        before.event.number === event.version,
    )
    return [{ one, from: kept?.sequence ?? 0, left: event.events }]
  })
  for (const mark of events) {
    if (mark.event.type !== 'event.purged') continue
    // The first that could have taken it: what it leaves, only later ones can have.
    const purge = purges.find(
      ({ one, from, left }) => from < mark.sequence && mark.sequence < one.sequence && left > 0,
    )
    if (!purge) return mark
    purge.left -= 1
  }
  return purges.find(({ left }) => left !== 0)?.one
}
