import type { UpdateLog } from '@samsyn/sync'
import type { PagesKeys, SealedPages } from './pages-keys.ts'
import type { StorageError } from './storage-error.ts'
import type { Purging, Tables } from './tables.ts'

/** Which database to open, and with which keys. */
export type StorageOptions = DatabaseOptions & KeyOptions

interface KeyOptions {
  /**
   * Gives the keys of own pages, once it is known what the database holds. Without any, own pages that were sealed are not
   * readable and others cannot be begun; everything else works.
   */
  readonly pagesKeys?: (sealed: SealedPages) => PagesKeys | Promise<PagesKeys>
  /** Told each time something of own pages cannot be sealed or opened. */
  readonly onSealFault?: (fault: StorageError, draftId: string) => void
}

/** Which database. */
export type DatabaseOptions =
  | {
      readonly kind: 'sqlite'
      readonly path: string
      /** How long to wait for a lock that another process holds, in milliseconds; 5000 unless told. */
      readonly busyTimeout?: number
    }
  | {
      readonly kind: 'postgres'
      readonly url: string
      /** Told when an idle connection is lost; the next query opens another. */
      readonly onConnectionLost?: (error: Error) => void
      /** How long to wait for an answer before a connection is given up, in milliseconds; 10 000 unless told. */
      readonly answerWithin?: number
      /**
       * That no other process opens the database in this way while it is open here, as with SQLite always. Told when that was lost
       * and could not be had again: another process may have the database now.
       */
      readonly alone?: { readonly onLockLost: () => void }
    }

/** A database that is read and never written. */
export interface ReadStorage {
  /** Reads the database in one state of it; whatever would write throws. */
  read<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The open database. */
export interface Storage {
  /** Outside a transaction; each call is all or nothing by itself. */
  readonly tables: Tables
  /**
   * How often something was written here so far, entries of the log aside: what was read before the last time may be otherwise
   * now. It has grown when a write resolves, and when a transaction throws.
   */
  readonly writes: number
  /**
   * Runs the work in one transaction: everything it wrote is on disk when this resolves, nothing is when it throws.
   * Inside, only the tables handed in may be used; anything else of the storage throws `inside_transaction`.
   */
  transaction<T>(work: (tables: Tables) => Promise<T>): Promise<T>
  /** As `transaction`, with what removes a text of a position for good; the guards of its tables stand again when it ends. */
  purge<T>(positionId: string, work: (tables: Tables, purging: Purging) => Promise<T>): Promise<T>
  /**
   * Takes what was purged off the disk; does nothing where that is done. Throws where it cannot be done now: it is tried again with
   * the next opening.
   */
  scrub(): Promise<void>
  readonly updateLog: UpdateLog
  /** Writes a row and waits until it is on disk; throws `not_writable` when that fails. */
  checkWritable(): Promise<void>
  close(): Promise<void>
}
