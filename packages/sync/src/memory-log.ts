import type { LogEntry, UpdateLog } from './update-log.ts'

/** An update log in memory, for programs whose drafts need not outlive them. */
export function memoryLog(seed: readonly LogEntry[] = []): UpdateLog {
  const rows = seed.map(copy)
  return {
    append: async (entries) => {
      rows.push(...entries.map(copy))
    },
    load: async (positionId) => rows.filter((entry) => entry.positionId === positionId).map(copy),
  }
}

/** What is stored does not change when the caller's buffer does. */
function copy(entry: LogEntry): LogEntry {
  return { ...entry, update: entry.update.slice() }
}
