import type { AccountEvent } from './account-events.ts'
import type { PositionEvent } from './events.ts'
import type { Capacity } from './people.ts'

/** An event as it stands in the chain. */
export interface ChainedEvent {
  readonly sequence: number
  readonly positionId: string | null
  readonly revision: number | null
  readonly personId: string | null
  readonly country: string | null
  /** Null for what the server did, for what was done of an account, and in events of before it was told. */
  readonly capacity: Capacity | null
  readonly at: string
  readonly event: PositionEvent | AccountEvent
  /** Goes into the digest with the event; null once its words were purged, and of events from before there were digests. */
  readonly salt: string | null
  readonly digest: string | null
  readonly previousHash: string
  readonly hash: string
}

/** Whether an event tells that a country's answer, or what it did to one, was given by its lead, or in the stead of one; those of before tell nothing. */
export function isOfWhoBinds(
  { capacity }: Pick<ChainedEvent, 'capacity'>,
  deputyFor: string | null,
): boolean {
  return capacity === null || capacity === (deputyFor === null ? 'lead' : 'deputy')
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
