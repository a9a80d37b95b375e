import { createSecretKey } from 'node:crypto'
import { countryCodes } from '@samsyn/domain'
import { keyBytes, type PagesKeys, type StorageOptions } from '../../src/index.ts'

/** What a test opens a database with. */
export type KeysGiven = Pick<StorageOptions, 'pagesKeys' | 'onSealFault'>

/** A key for each country, made of one byte each. */
export function keysOf(...generations: readonly number[]): PagesKeys {
  return new Map(
    countryCodes.map((country, place) => [
      country,
      generations.map((generation) => createSecretKey(Buffer.alloc(keyBytes, generation * 16 + place))),
    ]),
  )
}

/** The keys of every test that says nothing of keys. */
export const testKeys: KeysGiven = { pagesKeys: () => keysOf(1) }
