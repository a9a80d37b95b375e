import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { draftDatabasesOf } from '../../../app/device-storage.ts'
import type { RefusalCode, RefusedText } from './refused-text.ts'

/** What this device keeps of one person's draft: own edits that the server is not known to have, and what is known of them. */
export interface DraftDatabase extends DBSchema {
  edits: { key: number; value: KeptEdit }
  facts: { key: 'refused' | 'purges'; value: RefusedText | number }
}

interface KeptEdit {
  readonly update: Uint8Array
  readonly schemaVersion: number
  /** How often the draft had been purged when it was written; left out for never. */
  readonly purges?: number
  /** Why it must not be sent again; left out while nothing speaks against it. */
  readonly refusal?: RefusalCode
}

/** Nobody who signs out waits longer than this for a tab that sleeps with a draft in its hands, in milliseconds. */
const patience = 1_000

/** Opens what is kept under this name, and makes it where there is nothing yet. */
export function openDraftDatabase(name: string): Promise<IDBPDatabase<DraftDatabase>> {
  return openDB<DraftDatabase>(name, 1, {
    upgrade(created) {
      created.createObjectStore('edits', { autoIncrement: true })
      created.createObjectStore('facts')
    },
    // Signing out, here or in another tab, removes it.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}

/** In how many texts a person has words on this device that were not sent, or refused and not dismissed yet. */
export async function countUnsentTexts(personId: string): Promise<number> {
  const holding = await Promise.all((await draftDatabasesOf(personId)).map(holdsWords))
  return holding.filter(Boolean).length
}

/** One that cannot be looked into is taken to hold some: a question too many costs no words. */
async function holdsWords(name: string): Promise<boolean> {
  const looking = look(name).catch(() => true)
  return Promise.race([looking, new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patience))])
}

async function look(name: string): Promise<boolean> {
  const database = await openDraftDatabase(name)
  try {
    const transaction = database.transaction(['edits', 'facts'])
    const [edits, refused] = await Promise.all([
      transaction.objectStore('edits').count(),
      transaction.objectStore('facts').get('refused'),
    ])
    return edits > 0 || refused !== undefined
  } finally {
    database.close()
  }
}
