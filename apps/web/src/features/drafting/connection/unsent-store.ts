import { schemaVersion } from '@samsyn/editor'
import { deleteDB, type IDBPDatabase } from 'idb'
import * as Y from 'yjs'
import { draftDatabase } from '../../../app/device-storage.ts'
import { type DraftDatabase, openDraftDatabase } from './draft-database.ts'
import type { DraftOfPerson, RefusalCode, RefusedText } from './refused-text.ts'

/** Own edits that the server is not known to have. */
export interface UnsentText {
  readonly update: Uint8Array
  /** Null while nothing speaks against sending them. */
  readonly refusal: RefusalCode | null
  /** To forget them by, once they are on the server. */
  readonly keys: readonly number[]
}

/**
 * One person's own edits of one draft that are not known to be on the server, on this device: written when they are
 * made, forgotten when the server has them. Nobody else's text is kept.
 */
export interface UnsentStore {
  /** Whether what is kept outlives the page; false where the browser lets it keep nothing. */
  readonly isLasting: boolean
  /** Keeps one edit; resolves with the key to forget it by. */
  add(update: Uint8Array): Promise<number>
  forget(keys: readonly number[]): Promise<void>
  /** Removes what is from before the draft was purged last; says whether there was any. */
  forgetPurged(): Promise<boolean>
  /** Removes everything but what was written after a purge that this page does not know of, in another tab. */
  wipe(): Promise<void>
  /** Everything kept, of all tabs of the person; null when nothing is. */
  unsent(): Promise<UnsentText | null>
  /** Says that what is kept must not be sent again. */
  refuse(code: RefusalCode): Promise<void>
  /** What was refused and is kept for the person to copy; null when nothing is. */
  refused(): Promise<RefusedText | null>
  /** Puts what was refused in place of the edits it was made of. */
  keepRefused(refused: RefusedText, keys: readonly number[]): Promise<RefusedText>
  dismissRefused(): Promise<void>
  close(): void
}

/** Whose edits of which draft, and how often that has been purged: what is from before is not to come back. */
export interface PlaceOfEdits extends DraftOfPerson {
  readonly purges: number
}

/** Opens the store of a person and a draft; where the browser has none, one that lasts as long as the page. */
export async function openUnsentStore({ personId, draftId, purges }: PlaceOfEdits): Promise<UnsentStore> {
  try {
    const database = await openDraftDatabase(draftDatabase(personId, draftId))
    return storeIn(database, purges)
  } catch {
    const name = draftDatabase(personId, draftId)
    if ((memories.get(name)?.purges ?? purges) !== purges) memories.delete(name)
    const { store } = memories.get(name) ?? { store: storeInMemory(name) }
    memories.set(name, { store, purges })
    return store
  }
}

/** Removes everything that this device keeps of a person's draft. */
export async function wipeUnsent({ personId, draftId }: DraftOfPerson): Promise<void> {
  const name = draftDatabase(personId, draftId)
  memories.delete(name)
  // No IndexedDB: nothing was kept in it.
  await deleteDB(name).catch(() => undefined)
}

function storeIn(database: IDBPDatabase<DraftDatabase>, purges: number): UnsentStore {
  return {
    isLasting: true,
    add: (update) => database.add('edits', { update, schemaVersion, ...(purges > 0 ? { purges } : {}) }),
    async forgetPurged() {
      const transaction = database.transaction(['edits', 'facts'], 'readwrite')
      const [edits, facts] = [transaction.objectStore('edits'), transaction.objectStore('facts')]
      const [keys, kept] = await Promise.all([edits.getAllKeys(), edits.getAll()])
      const old = keys.filter((_key, index) => (kept[index]?.purges ?? 0) < purges)
      const isOld = purgesOf(await facts.get('purges')) < purges
      const hadRefused = isOld && (await facts.get('refused')) !== undefined
      await Promise.all([
        ...old.map((key) => edits.delete(key)),
        ...(isOld ? [facts.delete('refusal'), facts.delete('refused'), facts.put(purges, 'purges')] : []),
        transaction.done,
      ])
      return old.length > 0 || hadRefused
    },
    async wipe() {
      const transaction = database.transaction(['edits', 'facts'], 'readwrite')
      const [edits, facts] = [transaction.objectStore('edits'), transaction.objectStore('facts')]
      const [keys, kept] = await Promise.all([edits.getAllKeys(), edits.getAll()])
      const isNewer = purgesOf(await facts.get('purges')) > purges
      await Promise.all([
        ...keys.filter((_key, index) => (kept[index]?.purges ?? 0) <= purges).map((key) => edits.delete(key)),
        ...(isNewer ? [] : [facts.clear()]),
        transaction.done,
      ])
    },
    async forget(keys) {
      const transaction = database.transaction('edits', 'readwrite')
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done])
    },
    async unsent() {
      const transaction = database.transaction(['edits', 'facts'], 'readwrite')
      const [keys, edits, refusal] = await Promise.all([
        transaction.objectStore('edits').getAllKeys(),
        transaction.objectStore('edits').getAll(),
        transaction.objectStore('facts').get('refusal'),
      ])
      if (edits.length === 0) {
        // A refusal is of edits; without them it must not be taken for one of those to come.
        await transaction.objectStore('facts').delete('refusal')
        return null
      }
      const isOfThisSchema = edits.every((edit) => edit.schemaVersion === schemaVersion)
      return {
        keys,
        update: Y.mergeUpdates(edits.map(({ update }) => update)),
        refusal: (refusal as RefusalCode | undefined) ?? (isOfThisSchema ? null : 'schema_mismatch'),
      }
    },
    async refuse(code) {
      await database.put('facts', code, 'refusal')
    },
    async refused() {
      return ((await database.get('facts', 'refused')) as RefusedText | undefined) ?? null
    },
    async keepRefused(refused, keys) {
      const transaction = database.transaction(['edits', 'facts'], 'readwrite')
      const [edits, facts] = [transaction.objectStore('edits'), transaction.objectStore('facts')]
      const before = (await facts.get('refused')) as RefusedText | undefined
      const kept = joined(before, refused)
      await Promise.all([
        facts.put(kept, 'refused'),
        facts.delete('refusal'),
        ...keys.map((key) => edits.delete(key)),
        transaction.done,
      ])
      return kept
    },
    async dismissRefused() {
      await database.delete('facts', 'refused')
    },
    close: () => database.close(),
  }
}

/** The count that the facts are known by; there is none for never. */
function purgesOf(fact: DraftDatabase['facts']['value'] | undefined): number {
  return typeof fact === 'number' ? fact : 0
}

/** Where there is no IndexedDB: of each draft, as long as the page lives. */
const memories = new Map<string, { readonly store: UnsentStore; readonly purges: number }>()

/** What a page in a browser without IndexedDB holds of each draft, beyond a connection that is opened anew. */
function storeInMemory(name: string): UnsentStore {
  const edits = new Map<number, Uint8Array>()
  let nextKey = 1
  let refusal: RefusalCode | null = null
  let kept: RefusedText | null = null
  const forget = (keys: readonly number[]) => {
    for (const key of keys) edits.delete(key)
  }
  return {
    isLasting: false,
    // One of before a purge is not opened again.
    forgetPurged: async () => false,
    async wipe() {
      if (memories.get(name)?.store === this) memories.delete(name)
    },
    async add(update) {
      nextKey += 1
      edits.set(nextKey, update)
      return nextKey
    },
    forget: async (keys) => forget(keys),
    async unsent() {
      if (edits.size === 0) {
        refusal = null
        return null
      }
      return { keys: [...edits.keys()], update: Y.mergeUpdates([...edits.values()]), refusal }
    },
    async refuse(code) {
      refusal = code
    },
    refused: async () => kept,
    async keepRefused(refused, keys) {
      forget(keys)
      refusal = null
      kept = joined(kept ?? undefined, refused)
      return kept
    },
    async dismissRefused() {
      kept = null
    },
    close: () => undefined,
  }
}

/** Refused a second time before the first was dismissed: both are kept, each passage once. */
export function joined(before: RefusedText | undefined, refused: RefusedText): RefusedText {
  const passages = before?.passages ?? []
  return {
    ...refused,
    passages: [...passages, ...refused.passages.filter((each) => !passages.includes(each))],
  }
}
