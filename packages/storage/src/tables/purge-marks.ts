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
  const purges = purgesIn(events).map((one) => ({ ...one, marks: [] as StoredPositionEvent[] }))
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

/** The purges, and behind which event each of them took marks: where the version was frozen that it kept. */
function purgesIn(events: readonly StoredPositionEvent[]) {
  const purges: (Pick<PurgeMarks, 'purge'> & { readonly from: number })[] = []
  const frozenAt = new Map<number, number>()
  let newest = 0
  for (const one of events) {
    const { event, sequence } = one
    if (event.type === 'spill.purged') {
      newest = event.version ?? 0
      purges.push({ purge: { ...one, event }, from: frozenAt.get(newest) ?? 0 })
    } else if (event.type === 'version.frozen' || isMarkOfVersion(event)) {
      // Of one that a later purge took there is a mark, and versions are numbered without a gap.
      newest = event.type === 'version.frozen' ? event.number : newest + 1
      frozenAt.set(newest, sequence)
    }
  }
  return purges
}

function isMarkOfVersion(event: PositionEvent): boolean {
  return event.type === 'event.purged' && event.was === 'version.frozen'
}
