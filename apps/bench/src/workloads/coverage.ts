import * as Y from 'yjs'
import type { Content } from '../wire/client.ts'

type Clocks = ReadonlyMap<number, number>

const rememberedUpdates = 8
const smallUpdate = 4_096
let remembered: { readonly bytes: Uint8Array; readonly to: Clocks }[] = []

/** The clocks an update reaches. Joiners are often sent the same bytes, which are then read only once. */
export function clocksOf(update: Uint8Array): Clocks {
  if (update.length < smallUpdate) return Y.parseUpdateMeta(update).to
  const found = remembered.find(
    ({ bytes }) => bytes.length === update.length && Buffer.compare(bytes, update) === 0,
  )
  if (found) return found.to
  const { to } = Y.parseUpdateMeta(update)
  // A message is a window on a buffer of the socket's, which would be kept alive by it.
  remembered = [{ bytes: Uint8Array.from(update), to }, ...remembered.slice(0, rememberedUpdates - 1)]
  return to
}

/** What of a text a client has been sent. */
export interface Coverage {
  readonly isComplete: boolean
  /** Notes an update; whether the text is complete with it. */
  add(update: Uint8Array): boolean
}

/** Gathers what a client is sent until it has a whole text. */
export function createCoverage(content: Content): Coverage {
  const missing = Y.decodeStateVector(content.stateVector)
  return {
    get isComplete() {
      return missing.size === 0
    },
    add(update) {
      for (const [clientId, clock] of clocksOf(update)) {
        if (clock >= (missing.get(clientId) ?? Number.POSITIVE_INFINITY)) missing.delete(clientId)
      }
      return missing.size === 0
    },
  }
}
