import { deleteDB } from 'idb'

const prefix = 'samsyn-draft:'
const reportsPrefix = 'samsyn-reports:'

/** What remembers on this device in which mode a person wrote in a position, with their id and the position's. */
export const modePrefix = 'samsyn-mode:'

/** Nobody waits longer than this for a sleeping tab, in milliseconds. */
const patience = 2_000

/** Name of the database that keeps one person's unsent edits of one draft on this device. */
export function draftDatabase(personId: string, draftId: string): string {
  return `${prefix}${encodeURIComponent(personId)}:${draftId}`
}

/** The names of all databases of the kind that are on this device for one person; none where the browser keeps nothing. */
export async function draftDatabasesOf(personId: string): Promise<readonly string[]> {
  return (await databaseNames()).filter((name) => name.startsWith(draftDatabase(personId, '')))
}

/** Name of the database that keeps one person's reports on this device: those begun, and those that wait to be sent. */
export function reportsDatabase(personId: string): string {
  return `${reportsPrefix}${encodeURIComponent(personId)}`
}

/**
 * Removes what is kept of drafts and reports on this device: everything at sign-out and where the session was ended, and what is not the given person's when
 * somebody else signs in. What cannot be reached (no IndexedDB) holds nothing.
 */
export async function wipeDrafts(exceptOf?: string): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    const isOwn = exceptOf !== undefined && key.startsWith(`${modePrefix}${exceptOf}:`)
    if (key.startsWith(modePrefix) && !isOwn) localStorage.removeItem(key)
  }
  const names = await databaseNames()
  const isOwn = (name: string) =>
    exceptOf !== undefined &&
    (name.startsWith(draftDatabase(exceptOf, '')) || name === reportsDatabase(exceptOf))
  const doomed = names.filter(
    (name) => (name.startsWith(prefix) || name.startsWith(reportsPrefix)) && !isOwn(name),
  )
  const wiped = Promise.all(doomed.map((name) => deleteDB(name)))
  // A tab that the browser has put to sleep may hold one open; it goes when that one wakes or ends.
  await Promise.race([wiped, new Promise((resolve) => setTimeout(resolve, patience))])
}

async function databaseNames(): Promise<readonly string[]> {
  try {
    return (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]))
  } catch {
    // Switched off in this browser: nothing was ever kept.
    return []
  }
}
