import type { MeetingFolder } from '@samsyn/protocol'
import { type EntryState, entriesOf, entryState, type FolderEntry } from '../folder/folder-entries.ts'
import type { Seen } from './keeping-rules.ts'

/** What there is to see of a folder now. */
export function seenNow(folder: MeetingFolder): Seen {
  return Object.fromEntries(
    entriesOf(folder).map(({ entry }) => [
      entry.positionId,
      { releaseId: entry.release?.id ?? null, state: entryState(entry) },
    ]),
  )
}

/** What became of a position since somebody saw the folder last. */
export interface FolderChange {
  readonly entry: FolderEntry
  readonly kind: 'released' | 'replaced' | Exclude<EntryState, 'final' | 'none'>
}

/** What of a folder is otherwise than somebody saw it, where that matters to whoever reads from it. */
export function changesSince(seen: Seen, folder: MeetingFolder): readonly FolderChange[] {
  return entriesOf(folder).flatMap(({ entry }): readonly FolderChange[] => {
    const before = seen[entry.positionId]
    const state = entryState(entry)
    const releaseId = entry.release?.id ?? null
    if (before?.releaseId === releaseId && before.state === state) return []
    if (state === 'none') return []
    if (state !== 'final') return before?.state === state ? [] : [{ entry, kind: state }]
    return [{ entry, kind: before?.releaseId && before.releaseId !== releaseId ? 'replaced' : 'released' }]
  })
}
