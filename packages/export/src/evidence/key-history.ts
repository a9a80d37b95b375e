import type { ChainedEvent } from '@samsyn/domain'
import type { KnownKey } from './check-decision.ts'

/** A passkey as the chain tells of it. */
interface ToldKey {
  readonly passkeyId: string
  readonly personId: string | null
  /** Null where no event names it: keys of before were registered without it, and are noted with their first decision. */
  readonly keyHash: string | null
  readonly added: number
  /** Null where it never was. */
  readonly removed: number | null
}

/** Which passkeys people had at which place in the chain, as far as it tells. */
export interface KeyHistory {
  /** The keys that were held at a place. */
  at(sequence: number): readonly KnownKey[]
  /** Whether a person had any passkey at a place. */
  holds(personId: string, sequence: number): boolean
  /** Those that were never removed. */
  readonly held: readonly ToldKey[]
}

/**
 * Reads the history of passkeys from the events of accounts, oldest first. Packages of before have of a key that was registered before
 * there were signatures no more than that it was noted.
 */
export function keyHistory(
  events: readonly Pick<ChainedEvent, 'event' | 'personId' | 'sequence'>[],
  { isPackage }: { readonly isPackage: boolean },
): KeyHistory {
  const told: ToldKey[] = []
  for (const { event, personId, sequence } of events) {
    if (!('passkeyId' in event)) continue
    const { passkeyId } = event
    const index = told.findLastIndex((key) => key.passkeyId === passkeyId && key.removed === null)
    const key = told[index]
    const isNotedAlone = event.type === 'passkey.noted' && isPackage
    if ((event.type === 'passkey.added' || isNotedAlone) && !key)
      // Missing in events of before there were signatures.
      told.push({
        passkeyId,
        personId,
        keyHash: event.keyHash ?? null,
        added: sequence,
        removed: null,
      })
    else if (event.type === 'passkey.noted' && key?.keyHash === null && key.personId === personId)
      told[index] = { ...key, keyHash: event.keyHash }
    else if (event.type === 'passkey.removed' && key) told[index] = { ...key, removed: sequence }
  }
  const at = (sequence: number) =>
    told.filter(({ added, removed }) => added < sequence && (removed === null || sequence < removed))
  return {
    at: (sequence) =>
      at(sequence).flatMap(({ passkeyId, keyHash, personId }) =>
        keyHash === null ? [] : [{ passkeyId, keyHash, personId }],
      ),
    holds: (personId, sequence) => at(sequence).some((key) => key.personId === personId),
    held: told.filter(({ removed }) => removed === null),
  }
}
