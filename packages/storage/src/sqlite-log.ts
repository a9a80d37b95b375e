import { DatabaseSync } from 'node:sqlite'

/** One entry as its row has it. */
export type LogRow = readonly [draftId: string, personId: string | null, at: string, bytes: Uint8Array]

/** One connection to the log of an SQLite file, used by one thread. */
export interface SqliteLog {
  /** Writes rows in one transaction and gives their places when they are on disk; throws, and has written nothing. */
  write(rows: readonly LogRow[]): readonly number[]
  /** The same, but they are on disk only when the write-ahead log has been synced. */
  writeUnsynced(rows: readonly LogRow[]): readonly number[]
  /** Moves what was written into the database file, and begins the write-ahead log anew when it has grown long. */
  checkpoint(): void
  /** Moves everything that was written into the database file and syncs that; throws where it could not. */
  moveAll(): void
  close(): void
}

/** A write-ahead log of so many pages is begun anew even if writers must wait for it: 32 MB. */
const longPages = 8192

/** Opens the log of a database that has been migrated. `busyTimeout` is in milliseconds. */
export function openSqliteLog(path: string, { busyTimeout }: { readonly busyTimeout: number }): SqliteLog {
  const database = new DatabaseSync(path, { timeout: busyTimeout })
  // Moving pages takes long; it is done by the thread alone, never in the middle of a commit.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0')
  const begin = database.prepare('begin immediate')
  const insert = database.prepare('insert into updates (draft_id, person_id, at, bytes) values (?, ?, ?, ?)')
  const commit = database.prepare('commit')
  let isSyncing = true

  function syncAtCommit(whether: boolean): void {
    if (isSyncing === whether) return
    // In WAL, NORMAL differs from FULL in just this: a commit does not sync the log. Checkpoints sync it either way.
    database.exec(`PRAGMA synchronous = ${whether ? 'FULL' : 'NORMAL'}`)
    isSyncing = whether
  }

  function write(rows: readonly LogRow[]): readonly number[] {
    try {
      begin.run()
      const sequences = rows.map((row) => Number(insert.run(...row).lastInsertRowid))
      commit.run()
      return sequences
    } catch (error) {
      // After a full disk SQLite has rolled back already; the first error is the one to report.
      if (database.isTransaction) database.exec('rollback')
      throw error
    }
  }

  return {
    write(rows) {
      syncAtCommit(true)
      return write(rows)
    },
    writeUnsynced(rows) {
      syncAtCommit(false)
      return write(rows)
    },
    checkpoint() {
      const moved = database.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()
      if (Number(moved?.log) > longPages) database.exec('PRAGMA wal_checkpoint(RESTART)')
    },
    moveAll() {
      const moved = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
      if (Number(moved?.busy) !== 0) throw new Error('The write-ahead log is in use')
    },
    close: () => database.close(),
  }
}
