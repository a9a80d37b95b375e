import type { ReadStorage, Storage } from '../../src/index.ts'
import type { KeysGiven } from './keys.ts'

/** A database made for one test, and the ways around the storage that a test needs. */
export interface Opened {
  readonly storage: Storage
  /** Closes the storage and opens the same database anew, as a restarted process does; with the test's keys unless told. */
  reopen(given?: KeysGiven): Promise<Storage>
  /** Opens the same database to read it alone. */
  reading(): Promise<ReadStorage>
  /** Everything that the database has stored, as somebody finds it who takes a copy: files, or every row. */
  bytes(): Promise<Buffer>
  /** Runs statements as somebody with the database's own tools would. */
  raw(...statements: readonly string[]): Promise<void>
  /** Reads as somebody with the database's own tools would. */
  query(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  /** Takes away what guards the table, as only somebody who means harm would. */
  unguard(table: string): Promise<void>
  /** Closes everything and removes the database. */
  close(): Promise<void>
}
