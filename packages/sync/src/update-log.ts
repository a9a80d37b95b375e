/** One accepted update as the log keeps it: who sent it, when the server took it, and its bytes as they came. */
export interface LogEntry {
  readonly positionId: string
  /** Null for the seed, which no person typed. */
  readonly personId: string | null
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
  /** A Yjs update, encoding v1. */
  readonly update: Uint8Array
}

/** The append-only log of every draft: the port through which the rooms reach the disk. */
export interface UpdateLog {
  /** Appends the entries in order, all or none; resolves when they are on disk (fsync), rejects when they are not. */
  append(entries: readonly LogEntry[]): Promise<void>
  /** Every entry of one position, oldest first; empty when it has none. */
  load(positionId: string): Promise<readonly LogEntry[]>
}
