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
    .map((positionId) => {
      const { purges, untold } = marksOf(events.filter((one) => one.positionId === positionId))
      return untold ?? purges.find(({ purge, marks }) => marks.length !== purge.event.events)?.purge
    })
    .find((untold) => untold !== undefined)
}

/** A purge, and the marks that it accounts for. */
export interface PurgeMarks {
  readonly purge: StoredPositionEvent & {
    readonly event: Extract<PositionEvent, { readonly type: 'spill.purged' }>
  }
  readonly marks: readonly StoredPositionEvent[]
}

/** Of one position each purge with its marks, and the first mark that none accounts for. Takes events oldest first. */
export function marksOf(events: readonly StoredPositionEvent[]): {
  readonly purges: readonly PurgeMarks[]
  readonly untold: StoredPositionEvent | undefined
} {
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
    const marks: StoredPositionEvent[] = []
    return [{ purge: { ...one, event }, from: kept?.sequence ?? 0, marks }]
  })
  for (const mark of events) {
    if (mark.event.type !== 'event.purged') continue
    // The first that could have taken it: what it leaves, only later ones can have.
    const taker = purges.find(
      ({ purge, from, marks }) =>
        from < mark.sequence && mark.sequence < purge.sequence && marks.length < purge.event.events,
    )
    if (!taker) return { purges, untold: mark }
    taker.marks.push(mark)
  }
  return { purges, untold: undefined }
}
