import type { CountryCode } from '@samsyn/domain'
import type { SyncMode } from '@samsyn/protocol'

/** One client's line as a room sees it: a thin adapter over a WebSocket. */
export interface Connection {
  send(bytes: Uint8Array): void
  close(code: number, reason: string): void
  /** What was sent and has not left yet. */
  readonly bufferedBytes: number
}

/** Who sits behind a session, as the server knows them; what clients say about themselves is overwritten with it. */
export interface SyncIdentity {
  readonly personId: string
  readonly name: string
  readonly country: CountryCode | null
  /** A CSS colour for clients that have none of their own for countries. */
  readonly color?: string
}

/** What a person may do in a draft at this instant; null when they may no longer read it. */
export type Authority = (personId: string, positionId: string) => Promise<SyncMode | null>

/** Where the rooms report what went wrong; never with text of a draft in it. */
export interface SyncLogger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Bounds on what one session may cost the others. */
export interface SyncLimits {
  /** The largest message that is read. */
  readonly messageBytes: number
  /** How much may wait for a client that does not read. */
  readonly bufferedBytes: number
  /** The largest awareness state of one client id, as JSON. */
  readonly awarenessBytes: number
  /** How many awareness client ids one session may introduce; tabs of one browser speak for each other. */
  readonly awarenessClients: number
}

/** The limits that hold when nothing else is said. */
export const defaultLimits: SyncLimits = {
  messageBytes: 1024 * 1024,
  bufferedBytes: 16 * 1024 * 1024,
  awarenessBytes: 4 * 1024,
  awarenessClients: 32,
}
