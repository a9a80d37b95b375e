import type { KeyObject } from 'node:crypto'
import { type CountryCode, readDraftId } from '@samsyn/domain'
import type { Connection } from './connection.ts'
import { draftKeyOf, keyIdOf } from './seal.ts'
import { StorageError } from './storage-error.ts'
import { keyIdOfPages } from './tables/own-pages.ts'

/** Each country's keys of 32 bytes, oldest first: what it begins is sealed with the last. */
export type PagesKeys = ReadonlyMap<CountryCode, readonly KeyObject[]>

/** How much of own pages a database holds, so that it can be told what it needs. */
export interface SealedPages {
  /** Begun before there were keys: they stay as they are. */
  readonly unsealed: number
  /** By the id of the key that they were sealed with. */
  readonly byKey: ReadonlyMap<string, number>
}

/** Which key goes with which own pages. */
export interface PagesKeyring {
  /** The id of the key that a country's next pages are sealed with; throws `key_missing`. */
  currentId(country: CountryCode): string
  /** The key of a draft; null for pages that were begun before there were keys. Throws `key_missing`. */
  keyOf(connection: Connection, draftId: string): Promise<Uint8Array | null>
  /** What is made of a country's key that is named, for something of its own that is no draft. Throws `key_missing`, and reports it. */
  opened<Value>(keyId: string, name: string, use: (key: Uint8Array) => Value): Value
  /** Tells whoever keeps watch of what could not be opened, and gives it back. */
  report(error: unknown, draftId: string): unknown
}

/** Drafts whose key is remembered; another is a question to the database. */
const mostRemembered = 10_000

/** A keyring over the keys that are there. */
export function createKeyring(
  keys: PagesKeys,
  { onFault }: { readonly onFault: (fault: StorageError, draftId: string) => void },
): PagesKeyring {
  const known = new Map([...keys.values()].flat().map((key) => [keyIdOf(key), key]))
  // Which key pages were begun with never changes.
  const remembered = new Map<string, Uint8Array | null>()

  function currentId(country: CountryCode): string {
    const key = keys.get(country)?.at(-1)
    if (!key) throw new StorageError('key_missing', `There is no key for the own pages of ${country}`)
    return keyIdOf(key)
  }

  function report(error: unknown, draftId: string): unknown {
    if (error instanceof StorageError) onFault(error, draftId)
    return error
  }

  function draftKey(keyId: string, draftId: string): Uint8Array {
    const key = known.get(keyId)
    if (!key) throw new StorageError('key_missing', `The key ${keyId} of own pages is not there`)
    return draftKeyOf(key, draftId)
  }

  return {
    currentId,
    report,
    opened(keyId, name, use) {
      try {
        return use(draftKey(keyId, name))
      } catch (error) {
        throw report(error, name)
      }
    },
    async keyOf(connection, draftId) {
      const had = remembered.get(draftId)
      if (had !== undefined) return had
      const { positionId = '', country = null } = readDraftId(draftId) ?? {}
      if (country === null) return null
      const begun = await keyIdOfPages(connection, { positionId, country })
      // What is not begun yet will be, with the key of that time; where there is none, nothing is lost.
      if (begun === undefined) return draftKey(currentId(country), draftId)
      try {
        const key = begun === null ? null : draftKey(begun, draftId)
        // A transaction may yet be undone, and with it what it has begun.
        if (!connection.db.isTransaction) {
          if (remembered.size >= mostRemembered) remembered.clear()
          remembered.set(draftId, key)
        }
        return key
      } catch (error) {
        throw report(error, draftId)
      }
    },
  }
}
