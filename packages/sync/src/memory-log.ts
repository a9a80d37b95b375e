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
  const of = (positionId: string) => rows.filter((entry) => entry.positionId === positionId).map(copy)
  add(seed)
  return {
    append: async (entries) => add(entries),
    async load(positionId) {
      const snapshot = snapshots.get(positionId) ?? null
      const entries = of(positionId).filter(({ sequence }) => sequence > (snapshot?.through ?? 0))
      return { snapshot, entries }
    },
    history: async (positionId) => of(positionId),
    async saveSnapshot(snapshot) {
      const known = snapshots.get(snapshot.positionId)
      if (!known || known.through < snapshot.through) snapshots.set(snapshot.positionId, snapshot)
    },
  }
}

/** What is stored does not change when the caller's buffer does. */
function copy<Entry extends LogEntry>(entry: Entry): Entry {
  return { ...entry, update: entry.update.slice() }
}
