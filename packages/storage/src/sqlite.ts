import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type DialectAdapter,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely'

/** Opens an SQLite file so that what is committed is on disk, as a dialect for Kysely. */
export function sqliteDialect(path: string, options: { readonly busyTimeout: number }): SqliteDialect {
  const database = new DatabaseSync(path, {
    timeout: options.busyTimeout,
    enableForeignKeyConstraints: true,
  })
  try {
    // The log's thread moves pages into the file; this is for a thread that does not keep up.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384')
  } catch (error) {
    database.close()
    throw error
  }
  return new TransactionalSqliteDialect({ database: adapt(database) })
}

/** Opens an SQLite file to read it alone, beside whatever works on it. */
export function sqliteReader(path: string, options: { readonly busyTimeout: number }): SqliteDialect {
  const database = new DatabaseSync(path, { timeout: options.busyTimeout, readOnly: true })
  const { prepare, close } = adapt(database)
  // What reads alone waits for nobody, and sees the database as it was when it began.
  return new SqliteDialect({
    database: { close, prepare: (sql) => prepare(sql === 'begin' ? 'begin deferred' : sql) },
  })
}

/** SQLite rolls back schema changes too; Kysely says it doesn't, for the sake of a pragma no migration here uses. */
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalSqliteAdapter()
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Preparing a statement takes longer than running most of them. More than the tables have; what comes with long lists of parameters in many lengths is bounded by it. */
const statementsKept = 300

function adapt(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const ours = inOurTerms(sql, database)
      const known = kept.get(ours)
      if (known) return known
      const statement = statementOf(database.prepare(ours))
      if (kept.size >= statementsKept) kept.clear()
      kept.set(ours, statement)
      return statement
    },
  }
}

function statementOf(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
  }
}

function inOurTerms(sql: string, database: DatabaseSync): string {
  // A deferred transaction that reads first and then writes fails at once when another process wrote in between.
  if (sql === 'begin') return 'begin immediate'
  // After a full disk or a failed write SQLite has already rolled back; the first error is the one to report.
  if (sql === 'rollback' && !database.isTransaction) return 'select 1'
  return sql
}

function values(parameters: readonly unknown[]): SQLInputValue[] {
  // Kysely passes through what the tables give it, and they give text, numbers, bytes and null alone.
  return parameters as SQLInputValue[]
}
