import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { StoredEvent } from './tables.ts'

/** What the first event names as the hash before it. */
export const firstPreviousHash = '0'.repeat(64)

/** The hash of an event: lower-case hexadecimal SHA-256 over the canonical JSON (RFC 8785) of all its other fields. */
export function eventHash({
  sequence,
  positionId,
  revision,
  personId,
  country,
  capacity,
  at,
  event,
  previousHash,
}: { readonly [Field in Exclude<keyof StoredEvent, 'hash'>]: StoredEvent[Field] }): string {
  const text = canonicalJson({
    sequence,
    positionId,
    revision,
    personId,
    country,
    capacity,
    at,
    event,
    previousHash,
  })
  return createHash('sha256').update(text).digest('hex')
}

/** The canonical JSON (RFC 8785) of a value; throws when it has none. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('Only JSON values have a canonical form')
  return text
}
