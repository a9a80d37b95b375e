import { schemaVersion } from '@samsyn/editor'
import { deleteDB, type IDBPDatabase } from 'idb'
import { draftDatabase } from '../../../app/device-storage.ts'
import { type DraftDatabase, openDraftDatabase } from './draft-database.ts'
import type { DraftOfPerson, RefusalCode, RefusedText } from './refused-text.ts'
import type { UnsentText } from './unsent-text.ts'

/**
 * One person's own edits of one draft that are not known to be on the server, on this device: written when they are
 * made, forgotten when the server has them. Nobody else's text is kept.
 */
export interface UnsentStore {
  /** Whether what is kept outlives the page; false where the browser lets it keep nothing. */
  readonly isLasting: boolean
  /** Keeps one edit, and why it must not be sent where that is known; resolves with the key to forget it by. */
  add(update: Uint8Array, refusal: RefusalCode | null): Promise<number>
  forget(keys: readonly number[]): Promise<void>
  /** Removes what is from before the draft was purged last; says whether there was any. */
  forgetPurged(): Promise<boolean>
  /** Removes everything but what was written after a purge that this page does not know of, in another tab. */
  wipe(): Promise<void>
  /** Everything kept, of all tabs of the person, each edit by itself. */
  unsent(): Promise<readonly UnsentText[]>
  /** Says that these edits must not be sent again. */
  refuse(code: RefusalCode, keys: readonly number[]): Promise<void>
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
    add: (update, refusal) =>
      database.add('edits', {
        update,
        schemaVersion,
        ...(purges > 0 ? { purges } : {}),
        ...(refusal === null ? {} : { refusal }),
      }),
    async forgetPurged() {
      const transaction = database.transaction(['edits', 'facts'], 'readwrite')
      const [edits, facts] = [transaction.objectStore('edits'), transaction.objectStore('facts')]
      const [keys, kept] = await Promise.all([edits.getAllKeys(), edits.getAll()])
      const old = keys.filter((_key, index) => (kept[index]?.purges ?? 0) < purges)
      const isOld = purgesOf(await facts.get('purges')) < purges
      const hadRefused = isOld && (await facts.get('refused')) !== undefined
      await Promise.all([
        ...old.map((key) => edits.delete(key)),
        ...(isOld ? [facts.delete('refused'), facts.put(purges, 'purges')] : []),
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
      const { store } = database.transaction('edits')
      const [keys, edits] = await Promise.all([store.getAllKeys(), store.getAll()])
      return edits.map((edit, index) => ({
        update: edit.update,
        refusal: edit.refusal ?? (edit.schemaVersion === schemaVersion ? null : 'schema_mismatch'),
        keys: keys.slice(index, index + 1),
      }))
    },
    async refuse(code, keys) {
      const transaction = database.transaction('edits', 'readwrite')
      const mark = async (key: number) => {
        const edit = await transaction.store.get(key)
        // Gone where another tab has brought it to the server meanwhile.
        if (edit) await transaction.store.put({ ...edit, refusal: code }, key)
      }
      await Promise.all([...keys.map(mark), transaction.done])
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
  const edits = new Map<number, Pick<UnsentText, 'update' | 'refusal'>>()
  let nextKey = 1
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
    async add(update, refusal) {
      nextKey += 1
      edits.set(nextKey, { update, refusal })
      return nextKey
    },
    forget: async (keys) => forget(keys),
    unsent: async () => [...edits].map(([key, edit]) => ({ ...edit, keys: [key] })),
    async refuse(code, keys) {
      for (const key of keys) {
        const edit = edits.get(key)
        if (edit) edits.set(key, { ...edit, refusal: code })
      }
    },
    refused: async () => kept,
    async keepRefused(refused, keys) {
      forget(keys)
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
