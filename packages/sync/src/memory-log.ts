import type { LogEntry, Snapshot, StoredEntry, UpdateLog } from './update-log.ts'

/** An update log in memory, for programs whose drafts need not outlive them. */
export function memoryLog(seed: readonly LogEntry[] = []): UpdateLog {
  const rows: StoredEntry[] = []
  const snapshots = new Map<string, Snapshot>()
  const add = (entries: readonly LogEntry[]) =>
    entries.map((entry) => {
      const sequence = rows.length + 1
      rows.push({ ...copy(entry), sequence })
      return sequence
    })
  const of = (draftId: string) => rows.filter((entry) => entry.draftId === draftId).map(copy)
  add(seed)
  return {
    append: async (entries) => add(entries),
    async load(draftId) {
      const snapshot = snapshots.get(draftId) ?? null
      const entries = of(draftId).filter(({ sequence }) => sequence > (snapshot?.through ?? 0))
      return { snapshot, entries }
    },
    history: async (draftId) => of(draftId),
    async saveSnapshot(snapshot) {
      const known = snapshots.get(snapshot.draftId)
      if (
        !rows.some(({ draftId, sequence }) => draftId === snapshot.draftId && sequence === snapshot.through)
      )
        return
      if (!known || known.through < snapshot.through) snapshots.set(snapshot.draftId, snapshot)
    },
  }
}

/** What is stored does not change when the caller's buffer does. */
function copy<Entry extends LogEntry>(entry: Entry): Entry {
  return { ...entry, update: entry.update.slice() }
}
