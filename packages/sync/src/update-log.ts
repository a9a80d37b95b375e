/** One accepted update as the log keeps it: who sent it, when the server took it, and its bytes as they came. */
export interface LogEntry {
  /** Opaque here: which text of which position it is (the domain's draft ids). */
  readonly draftId: string
  /** Null for the seed, which no person typed. */
  readonly personId: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
  /** A Yjs update, encoding v1. */
  readonly update: Uint8Array
}

/** An entry with its place in the log; places of one draft only ever rise. */
export interface StoredEntry extends LogEntry {
  readonly sequence: number
}

/**
 * The merged state of a draft up to a place in its log, so that opening it does not replay its history. Made from the
 * log and worth nothing without it: it can be thrown away at any time.
 */
export interface Snapshot {
  readonly draftId: string
  /** Place of the last entry in it. */
  readonly through: number
  /** A Yjs update, encoding v1: the whole state. */
  readonly update: Uint8Array
  /** What the rooms need to know of it without reading it; theirs to interpret. */
  readonly index: Uint8Array
}

/** What opens a draft: the newest snapshot, if there is one, and every entry after it, oldest first. */
export interface StoredDraft {
  readonly snapshot: Snapshot | null
  readonly entries: readonly StoredEntry[]
}

/** The append-only log of every draft: the port through which the rooms reach the disk. */
export interface UpdateLog {
  /**
   * Appends the entries in order, all or none. Resolves with their places when they are on disk (fsync), rejects when
   * they are not: with the code `outcome_unknown` where they may be all the same. Calls that come while another is on
   * its way share the next write.
   */
  append(entries: readonly LogEntry[]): Promise<readonly number[]>
  /** What opens one draft; nothing when it has no entries. */
  load(draftId: string): Promise<StoredDraft>
  /** Every entry of one draft, oldest first: who sent what, and when. */
  history(draftId: string): Promise<readonly StoredEntry[]>
  /** Keeps a snapshot in place of an older one of the same draft; a newer one stays. */
  saveSnapshot(snapshot: Snapshot): Promise<void>
}

/** Whether an append was rejected that may have been written all the same. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'outcome_unknown'
}
