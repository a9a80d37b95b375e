import { textHash } from '@samsyn/editor'
import { eventsOf } from '@samsyn/export'
import type { StoredPositionEvent, Tables } from '@samsyn/storage'
import type { Fault } from './report.ts'

/** Checks the text of every version against its hash, and the versions against the events. A purge takes both (ADR 30). */
export async function verifyVersions(
  tables: Tables,
  positionId: string,
  events: readonly StoredPositionEvent[],
): Promise<{ readonly faults: readonly Fault[]; readonly count: number }> {
  const faults: Fault[] = []
  const list = await tables.versions.list(positionId)
  const told = eventsOf(events, 'version.frozen')
  for (const { number, contentHash } of list) {
    const version = await tables.versions.byNumber(positionId, number)
    const at = { positionId, version: number }
    if (textHash(version?.canonicalText ?? '') !== contentHash)
      faults.push({ kind: 'version_changed', ...at })
    if (!told.some(({ event }) => event.number === number && event.contentHash === contentHash))
      faults.push({ kind: 'version_untold', ...at })
  }
  for (const { event } of told) {
    const isThere = list.some(
      ({ number, contentHash }) => event.number === number && event.contentHash === contentHash,
    )
    if (!isThere) faults.push({ kind: 'version_missing', positionId, version: event.number })
  }
  return { faults, count: list.length }
}
