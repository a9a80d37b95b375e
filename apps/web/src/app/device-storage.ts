import { deleteDB } from 'idb'

const prefix = 'samsyn-draft:'

/** Name of the database that keeps one person's unsent edits of one draft on this device. */
export function draftDatabase(personId: string, positionId: string): string {
  return `${prefix}${encodeURIComponent(personId)}:${positionId}`
}

/**
 * Removes what is kept of drafts on this device: everything at sign-out, and what is not the given person's when
 * somebody else signs in. What cannot be reached (no IndexedDB) holds nothing.
 */
export async function wipeDrafts(exceptOf?: string): Promise<void> {
  const names = await databaseNames()
  const kept = exceptOf === undefined ? null : draftDatabase(exceptOf, '')
  const doomed = names.filter((name) => name.startsWith(prefix) && (kept === null || !name.startsWith(kept)))
  await Promise.all(doomed.map((name) => deleteDB(name)))
}

async function databaseNames(): Promise<readonly string[]> {
  try {
    return (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]))
  } catch {
    // Switched off in this browser: nothing was ever kept.
    return []
  }
}
