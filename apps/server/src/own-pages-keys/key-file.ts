import { createSecretKey, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { type CountryCode, countryCodes } from '@samsyn/domain'
import { keyBytes, keyIdOf, type PagesKeys, type SealedPages } from '@samsyn/storage'
import type { Logger } from 'pino'
import { z } from 'zod'
import { ConfigError } from '../config.ts'
import type { SealWatch } from './seal-watch.ts'

/** Reads the keys of own pages, and makes them where there were none yet and nothing was sealed. */
export function keysFor(
  path: string,
  { logger, watch }: { readonly logger: Logger; readonly watch: SealWatch },
): (sealed: SealedPages) => PagesKeys {
  return ({ unsealed, byKey }) => {
    // Where pages are sealed already, keys made anew would only hide that the right ones are gone.
    if (byKey.size === 0 && makeKeyFile(path)) {
      logger.info(
        { path },
        'made the keys of own pages: keep a copy of this file, apart from copies of the database',
      )
    }
    const keys = readKeyFile(path, logger)
    const known = new Set([...keys.values()].flat().map(keyIdOf))
    const missing = new Map([...byKey].filter(([keyId]) => !known.has(keyId)))
    if (missing.size > 0) watch.missing(missing)
    const without = countryCodes.filter((country) => !keys.has(country))
    if (without.length > 0) {
      logger.warn({ countries: without }, 'these countries have no key: own pages of theirs cannot be begun')
    }
    if (unsealed > 0) {
      logger.warn({ pages: unsealed }, 'own pages were begun before there were keys, and lie unsealed')
    }
    return keys
  }
}

const keyFile = z.partialRecord(z.enum(countryCodes), z.array(z.base64()).min(1))

/** Writable by anybody but its owner, or readable by everybody. */
const tooOpen = 0o026
const readableByGroup = 0o040

/** The keys in the file; none where it is not there. Never says what the file holds. */
function readKeyFile(path: string, logger: Logger): PagesKeys {
  const text = textOf(path)
  if (text === null) return new Map()
  const mode = process.platform === 'win32' ? 0 : statSync(path).mode
  if ((mode & tooOpen) !== 0) refuse(path, 'may be read or changed by others than its owner: chmod 600')
  if ((mode & readableByGroup) !== 0) logger.warn({ path }, 'the keys of own pages may be read by a group')
  const parsed = keyFile.safeParse(jsonOf(text))
  if (!parsed.success) refuse(path, 'is not a list of keys for each country')
  return new Map(
    Object.entries(parsed.data).map(([country, keys]) => [
      country as CountryCode,
      keys.map(keyIn(path, country)),
    ]),
  )
}

function keyIn(path: string, country: string): (text: string, index: number) => KeyObject {
  return (text, index) => {
    const bytes = Buffer.from(text, 'base64')
    if (bytes.length !== keyBytes) {
      refuse(path, `has no key of ${keyBytes} bytes in base64 for ${country} at place ${index + 1}`)
    }
    return createSecretKey(bytes)
  }
}

/** Makes the file with a key for each country; false where there is one. It is whole from the moment that it is there. */
function makeKeyFile(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })) return false
  const keys = Object.fromEntries(
    countryCodes.map((country) => [country, [randomBytes(keyBytes).toString('base64')]]),
  )
  const draft = `${path}.${randomUUID()}.new`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    // Unlike a rename this never takes the place of a file that another process has made meanwhile.
    linkSync(draft, path)
    syncFolder(dirname(path))
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw new ConfigError([`OWN_PAGES_KEYS: ${path} could not be made (${codeOf(error)})`])
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Nothing may be sealed with keys that a power cut could take. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    return refuse(path, `could not be read (${codeOf(error)})`)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What a parser says of a text quotes it.
    return null
  }
}

function refuse(path: string, why: string): never {
  throw new ConfigError([`OWN_PAGES_KEYS: ${path} ${why}`])
}

function isCode(error: unknown, code: string): boolean {
  return codeOf(error) === code
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
