import { type Dialect, Kysely } from 'kysely'
import {
  assertOutsideTransaction,
  type Connection,
  inTransaction,
  outsideTransactionOnly,
} from './connection.ts'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres.ts'
import type { Database } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import type { Storage, StorageOptions } from './storage.ts'
import { StorageError } from './storage-error.ts'
import {
  agendaItemsTable,
  dossiersTable,
  forumsTable,
  meetingsTable,
  ministriesTable,
} from './tables/calendar.ts'
import { eventsTable } from './tables/events.ts'
import { peopleTable } from './tables/people.ts'
import { positionsTable } from './tables/positions.ts'
import { releasesTable } from './tables/releases.ts'
import { roundsTable } from './tables/rounds.ts'
import { sessionsTable } from './tables/sessions.ts'
import { updateLog } from './tables/updates.ts'
import { versionsTable } from './tables/versions.ts'
import { workspaceTable } from './tables/workspace.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the database and migrates it to the newest schema. Throws `schema_too_new` when a newer program has already
 * migrated it further, and `migration_failed` when a migration does not go through.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const connection: Connection = {
    db: new Kysely<Database>({ dialect: dialectOf(options) }),
    dialect: options.kind,
  }
  try {
    await migrate(connection)
  } catch (error) {
    await connection.db.destroy()
    throw error
  }
  return storageOn(connection)
}

function dialectOf(options: StorageOptions): Dialect {
  return options.kind === 'sqlite'
    ? sqliteDialect(options.path, { busyTimeout: options.busyTimeout ?? 5000 })
    : postgresDialect(options.url, { onConnectionLost: options.onConnectionLost ?? (() => undefined) })
}

function storageOn(connection: Connection): Storage {
  const { db } = connection
  const outside: Connection = { ...connection, db: db.withPlugin(outsideTransactionOnly) }
  let closed: Promise<void> | null = null
  return {
    tables: tablesOf(outside),
    transaction: (work) => inTransaction(connection, (inside) => work(tablesOf(inside))),
    updateLog: updateLog(outside),
    async checkWritable() {
      assertOutsideTransaction()
      try {
        await db
          .updateTable('write_check')
          .set(({ eb }) => ({ count: eb('count', '+', 1) }))
          .execute()
      } catch (error) {
        throw new StorageError('not_writable', 'The database could not be written', { cause: error })
      }
    },
    close() {
      closed ??= close(connection)
      return closed
    },
  }
}

async function close({ db, dialect }: Connection): Promise<void> {
  // Takes its turn behind what is under way, which SQLite would break off; the pool of PostgreSQL does so by itself.
  if (dialect === 'sqlite') await db.connection().execute(async () => undefined)
  await db.destroy()
}

function tablesOf(connection: Connection): Tables {
  return {
    workspace: workspaceTable(connection),
    ministries: ministriesTable(connection),
    forums: forumsTable(connection),
    dossiers: dossiersTable(connection),
    meetings: meetingsTable(connection),
    agendaItems: agendaItemsTable(connection),
    people: peopleTable(connection),
    sessions: sessionsTable(connection),
    positions: positionsTable(connection),
    versions: versionsTable(connection),
    rounds: roundsTable(connection),
    releases: releasesTable(connection),
    events: eventsTable(connection),
    updates: updateLog(connection),
  }
}
