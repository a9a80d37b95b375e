import type { Storage } from '../../src/index.ts'

/** A database made for one test, and the ways around the storage that a test needs. */
export interface Opened {
  readonly storage: Storage
  /** Closes the storage and opens the same database anew, as a restarted process does. */
  reopen(): Promise<Storage>
  /** Runs statements as somebody with the database's own tools would. */
  raw(...statements: readonly string[]): Promise<void>
  /** Reads as somebody with the database's own tools would. */
  query(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Takes away what guards the table, as only somebody who means harm would. */
  unguard(table: string): Promise<void>
  /** Closes everything and removes the database. */
  close(): Promise<void>
}
