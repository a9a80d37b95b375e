import type { CountryCode } from '@samsyn/domain'
import type { SyncMode } from '@samsyn/protocol'

/** One client's line as a room sees it: a thin adapter over a WebSocket. */
export interface Connection {
  /**
   * Sends whole messages, in order. The list is the same object for everybody who is sent the same, so that an adapter
   * may prepare it once.
   */
  send(messages: readonly Uint8Array[]): void
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

/** What a person may do in a draft at this instant; `locked` when nobody may read it, null when they may not. */
export type Authority = (personId: string, draftId: string) => Promise<SyncMode | 'locked' | null>

/** What came of work that was to take something out of a draft's log: whether it did, and its answer. */
export interface Purge<Value> {
  readonly isDone: boolean
  readonly value: Value
}

/** Where the rooms report what went wrong; never with text of a draft in it. */
export interface SyncLogger {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** An edit that was refused because it wrote under a client id that is not its sender's. */
export interface Forgery {
  readonly draftId: string
  readonly personId: string
  readonly clientId: number
  /** Null for the server itself, which wrote the first text. */
  readonly ownerId: string | null
  /** Whether the owner wrote under it; otherwise their caret alone has introduced it, of which the log knows nothing. */
  readonly isWritten: boolean
}

/** Bounds on what one session may cost the others. */
export interface SyncLimits {
  /** The largest message that is read. */
  readonly messageBytes: number
  /** How much may wait for a client that does not read. */
  readonly bufferedBytes: number
  /** How much may wait for all clients together that do not read. */
  readonly waitingBytes: number
  /** The largest awareness state of one client id, as JSON. */
  readonly awarenessBytes: number
  /** How many awareness client ids one session may introduce; tabs of one browser speak for each other. */
  readonly awarenessClients: number
  /** Sustained messages a second of one session; ten seconds' worth may come at once. */
  readonly messagesPerSecond: number
  /** Sustained bytes a second of one session; ten seconds' worth may come at once. */
  readonly bytesPerSecond: number
  /** How long a session may say nothing at all after it was let in, in milliseconds. */
  readonly silence: number
  /** The largest draft, as merged bytes. */
  readonly draftBytes: number
  /** Sessions in one draft. */
  readonly sessionsPerDraft: number
  /** How long a draft stays open after everybody has left, in milliseconds: people come back, and from page to page. */
  readonly keptOpen: number
  /** Open drafts, and the bytes they may take together. */
  readonly openDrafts: number
  readonly openBytes: number
}

/** The limits that hold when nothing else is said. */
export const defaultLimits: SyncLimits = {
  messageBytes: 1024 * 1024,
  bufferedBytes: 16 * 1024 * 1024,
  // What is sent to many at once is kept once and counts for each: a full draft of the largest size may be opened by all at once.
  waitingBytes: 4 * 1024 * 1024 * 1024,
  awarenessBytes: 4 * 1024,
  awarenessClients: 32,
  // A key that is held down makes up to fifty edits a second, each with a question and a caret.
  messagesPerSecond: 200,
  bytesPerSecond: 512 * 1024,
  silence: 20_000,
  draftBytes: 16 * 1024 * 1024,
  sessionsPerDraft: 250,
  keptOpen: 5_000,
  openDrafts: 5_000,
  openBytes: 1024 * 1024 * 1024,
}
