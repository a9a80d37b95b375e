import type { AccountEvent } from './account-events.ts'
import type { PositionEvent } from './events.ts'

/** An event as it stands in the chain. */
export interface ChainedEvent {
  readonly sequence: number
  readonly positionId: string | null
  readonly revision: number | null
  readonly personId: string | null
  readonly country: string | null
  readonly capacity: string | null
  readonly at: string
  readonly event: PositionEvent | AccountEvent
  /** Goes into the digest with the event; null once its words were purged, and of events from before there were digests. */
  readonly salt: string | null
  readonly digest: string | null
  readonly previousHash: string
  readonly hash: string
}

/**
 * What the hash of an event is taken over, as canonical JSON: all its other fields, save its words and their salt, which go into its
 * digest; an event of before there were digests goes in as it is.
 */
export function hashedFields(chained: Omit<ChainedEvent, 'hash' | 'salt'>): unknown {
  const { sequence, positionId, revision, personId, country, capacity, at, event, digest, previousHash } =
    chained
  return {
    sequence,
    positionId,
    revision,
    personId,
    country,
    capacity,
    at,
    ...(digest === null ? { event } : { digest }),
    previousHash,
  }
}
