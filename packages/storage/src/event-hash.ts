import { createHash } from 'node:crypto'
import { hashedFields } from '@samsyn/domain'
import canonicalize from 'canonicalize'
import type { StoredEvent } from './tables.ts'

/** What the first event names as the hash before it. */
export const firstPreviousHash = '0'.repeat(64)

/** The hash of an event: lower-case hexadecimal SHA-256 over the canonical JSON (RFC 8785) of what the domain names. */
export function eventHash(
  event: {
    readonly [Field in Exclude<keyof StoredEvent, 'hash' | 'salt'>]: StoredEvent[Field]
  },
): string {
  return sha256(canonicalJson(hashedFields(event)))
}

/**
 * The digest of an event: SHA-256 over its salt and its canonical JSON. Without the salt, which goes with the words, it confirms no
 * guess of them.
 */
export function eventDigest(salt: string, event: unknown): string {
  return sha256(salt + canonicalJson(event))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The canonical JSON (RFC 8785) of a value; throws when it has none. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Only JSON values have a canonical form')
  return text
}
