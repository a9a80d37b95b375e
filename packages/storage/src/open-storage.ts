import { type Dialect, Kysely } from 'kysely'
import {
  assertOutsideTransaction,
  type Connection,
  inTransaction,
  outsideTransactionOnly,
} from './connection.ts'
import { type GroupCommit, groupCommit } from './group-commit.ts'
import { assertMigrated, migrate } from './migrate.ts'
import { createKeyring, type PagesKeyring } from './pages-keys.ts'
import { type PostgresOptions, postgresDialect, usualAnswer } from './postgres.ts'
import { lockPostgres } from './postgres-lock.ts'
import type { Database } from './schema.ts'
import { sealedLog, sealedPages, sealedUpdates } from './sealed-pages.ts'
import { sqliteDialect, sqliteReader } from './sqlite.ts'
import { lockSqlite } from './sqlite-lock.ts'
import { createSqliteWriter } from './sqlite-writer.ts'
import type { DatabaseOptions, ReadStorage, Storage, StorageOptions } from './storage.ts'
import { StorageError } from './storage-error.ts'
import { accountTurnsTable } from './tables/account-turns.ts'
import {
  agendaItemsTable,
  dossiersTable,
  forumsTable,
  meetingsTable,
  ministriesTable,
} from './tables/calendar.ts'
import { calendarFeedsTable } from './tables/calendar-feeds.ts'
import { contributionsTable } from './tables/contributions.ts'
import { delegationContactsTable } from './tables/delegation-contacts.ts'
import { deputyshipsTable } from './tables/deputyships.ts'
import { eventsTable } from './tables/events.ts'
import { followUpsTable } from './tables/follow-ups.ts'
import { heartbeatTable } from './tables/heartbeat.ts'
import { invitationsTable } from './tables/invitations.ts'
import { lastLooksTable } from './tables/last-looks.ts'
import { mailsTable } from './tables/mails.ts'
import { notificationsTable } from './tables/notifications.ts'
import { countByKey, ownPagesTable } from './tables/own-pages.ts'
import { passkeysTable } from './tables/passkeys.ts'
import { peopleTable } from './tables/people.ts'
import { positionsTable } from './tables/positions.ts'
import { proposalsTable } from './tables/proposals.ts'
import { purgingOf } from './tables/purging.ts'
import { recordNotesTable } from './tables/record-notes.ts'
import { recoveriesTable } from './tables/recoveries.ts'
import { releasesTable } from './tables/releases.ts'
import { reportsTable } from './tables/reports.ts'
import { roundsTable } from './tables/rounds.ts'
import { searchTable } from './tables/search.ts'
import { sessionsTable } from './tables/sessions.ts'
import { signaturesTable } from './tables/signatures.ts'
import { spillsTable } from './tables/spills.ts'
import { threadsTable } from './tables/threads.ts'
import { translationsTable } from './tables/translations.ts'
import { appendEntries, removeStaleSnapshots, updateLog, updatesTable } from './tables/updates.ts'
import { versionsTable } from './tables/versions.ts'
import { workspaceTable } from './tables/workspace.ts'
import type { Tables } from './tables.ts'
import { scrub, withoutGuards } from './unguarded.ts'

/**
 * Opens the database and migrates it to the newest schema. Throws `schema_too_new` when a newer program has already
 * migrated it further, `migration_failed` when a migration does not go through, `in_use` when another process has it
 * open alone, and `not_writable` when the files of SQLite cannot be written.
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const release = await lock(options)
  try {
    return await openLocked(options, release)
  } catch (error) {
    await release()
    throw error
  }
}

/**
 * Opens the database to read it alone, beside a server that works on it, without its keys. Throws `schema_too_new`, and
 * `schema_outdated` where it is not in this program's schema yet.
 */
export async function openForReading(options: DatabaseOptions): Promise<ReadStorage> {
  const dialect =
    options.kind === 'sqlite'
      ? sqliteReader(options.path, { busyTimeout: busyTimeoutOf(options) })
      : postgresOf(options, { answerWithin: null, idleWithin: null })
  const connection: Connection = {
    db: new Kysely<Database>({ dialect }),
    dialect: options.kind,
    isReadOnly: true,
    writes: { count: 0 },
  }
  try {
    await assertMigrated(connection)
  } catch (error) {
    await connection.db.destroy()
    throw error
  }
  const keyring = createKeyring(new Map(), { onFault: () => undefined })
  return {
    read: (work) => inTransaction(connection, (inside) => work(tablesOf(inside, keyring))),
    close: () => close(connection),
  }
}

/** Has the database for this process alone: SQLite always, PostgreSQL where that is asked for. */
async function lock(options: StorageOptions): Promise<() => Promise<void>> {
  if (options.kind === 'sqlite') {
    const held = lockSqlite(options.path)
    return async () => held.release()
  }
  const { alone, url, onConnectionLost = () => undefined } = options
  if (!alone) return async () => undefined
  const held = await lockPostgres(url, { onConnectionLost, ...alone })
  return () => held.release()
}

async function openLocked(options: StorageOptions, release: () => Promise<void>): Promise<Storage> {
  const connections = connect(options)
  const { connection, longWork } = connections
  try {
    await migrate(longWork)
    const keyring = await keyringOf(options, connection)
    return storageOn(connections, { keyring, log: logOf(options, connection), release })
  } catch (error) {
    await connection.db.destroy()
    await longWork.db.destroy()
    throw error
  }
}

/** One database: for what people wait for, and for what takes as long as it takes. */
interface Connections {
  readonly connection: Connection
  /** The same one on SQLite, which has no more. */
  readonly longWork: Connection
}

function connect(options: StorageOptions): Connections {
  const on = (dialect: Dialect) => new Kysely<Database>({ dialect })
  const shared = { dialect: options.kind, isReadOnly: false, writes: { count: 0 } }
  if (options.kind === 'sqlite') {
    const dialect = sqliteDialect(options.path, { busyTimeout: busyTimeoutOf(options) })
    const connection: Connection = { ...shared, db: on(dialect) }
    return { connection, longWork: connection }
  }
  const { answerWithin = usualAnswer } = options
  return {
    connection: { ...shared, db: on(postgresOf(options, { answerWithin, idleWithin: answerWithin * 0.8 })) },
    longWork: {
      ...shared,
      db: on(postgresOf(options, { answerWithin: null, idleWithin: 6 * answerWithin })),
    },
  }
}

async function keyringOf(
  { pagesKeys, onSealFault = () => undefined }: StorageOptions,
  connection: Connection,
): Promise<PagesKeyring> {
  const keys = pagesKeys ? await pagesKeys(await countByKey(connection)) : new Map()
  return createKeyring(keys, { onFault: onSealFault })
}

function postgresOf(
  { url, onConnectionLost = () => undefined }: Extract<DatabaseOptions, { readonly kind: 'postgres' }>,
  patience: Pick<PostgresOptions, 'answerWithin' | 'idleWithin'>,
): Dialect {
  return postgresDialect(url, { onConnectionLost, ...patience })
}

/** The way into the log: of its own beside SQLite's one connection, through the pool of PostgreSQL otherwise. */
interface LogWay {
  readonly commits: GroupCommit
  /** Throws where what was appended before may not be on disk. */
  makeSure(): void
  close(): Promise<void>
}

function logOf(options: StorageOptions, connection: Connection): LogWay {
  if (options.kind === 'postgres') {
    const commits = groupCommit((entries) => appendEntries(besideTables(connection), entries))
    return { commits, makeSure: () => undefined, close: () => commits.settled() }
  }
  const writer = createSqliteWriter(options.path, { busyTimeout: busyTimeoutOf(options) })
  const commits = groupCommit((entries) => writer.write(entries))
  return {
    commits,
    makeSure: () => writer.makeSure(),
    async close() {
      await commits.settled()
      await writer.close()
    },
  }
}

function busyTimeoutOf({ busyTimeout = 5000 }: { readonly busyTimeout?: number }): number {
  return busyTimeout
}

interface Parts {
  readonly keyring: PagesKeyring
  readonly log: LogWay
  readonly release: () => Promise<void>
}

/** For the log: what is written there is no write of the tables. */
function besideTables(connection: Connection): Connection {
  return { ...connection, writes: { count: 0 } }
}

/** As it is used outside transactions. */
function guarded(connection: Connection): Connection {
  return { ...connection, db: connection.db.withPlugin(outsideTransactionOnly(connection.writes)) }
}

function storageOn({ connection, longWork }: Connections, { keyring, log, release }: Parts): Storage {
  const { db } = connection
  const outside = guarded(connection)
  const forLog = guarded(besideTables(connection))
  let closed: Promise<void> | null = null
  return {
    tables: tablesOf(outside, keyring),
    get writes() {
      return connection.writes.count
    },
    async transaction(work) {
      const value = await inTransaction(connection, (inside) => work(tablesOf(inside, keyring)))
      // It may stand behind entries of the log that never got to disk.
      log.makeSure()
      return value
    },
    purge: (positionId, work) =>
      withoutGuards(longWork, positionId, (inside) => work(tablesOf(inside, keyring), purgingOf(inside))),
    scrub: () => scrubPurged(longWork),
    updateLog: sealedLog(updateLog(forLog, log), outside, keyring),
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
      closed ??= log
        .close()
        .then(() => close(connection))
        .finally(() => longWork.db.destroy())
        .finally(release)
      return closed
    },
  }
}

/** Takes off the disk what was purged and was not yet. */
async function scrubPurged(connection: Connection): Promise<void> {
  assertOutsideTransaction()
  const { db } = connection
  const open = await db.selectFrom('purges').select(['id', 'draft_id']).where('is_scrubbed', '=', 0).execute()
  if (open.length === 0) return
  // One that was kept beside a purge got past it, seeing what it removed.
  await removeStaleSnapshots(connection, [...new Set(open.map(({ draft_id }) => draft_id))])
  await scrub(connection)
  const ids = open.map(({ id }) => id)
  await db.updateTable('purges').set({ is_scrubbed: 1 }).where('id', 'in', ids).execute()
}

async function close({ db, dialect }: Connection): Promise<void> {
  // Takes its turn behind what is under way, which SQLite would break off; the pool of PostgreSQL does so by itself.
  if (dialect === 'sqlite') await db.connection().execute(async () => undefined)
  await db.destroy()
}

function tablesOf(connection: Connection, keyring: PagesKeyring): Tables {
  return {
    workspace: workspaceTable(connection),
    ministries: ministriesTable(connection),
    forums: forumsTable(connection),
    dossiers: dossiersTable(connection),
    meetings: meetingsTable(connection),
    agendaItems: agendaItemsTable(connection),
    people: peopleTable(connection),
    sessions: sessionsTable(connection),
    invitations: invitationsTable(connection),
    passkeys: passkeysTable(connection),
    accountTurns: accountTurnsTable(connection),
    recoveries: recoveriesTable(connection),
    deputyships: deputyshipsTable(connection),
    positions: positionsTable(connection),
    versions: versionsTable(connection),
    rounds: roundsTable(connection),
    signatures: signaturesTable(connection),
    releases: releasesTable(connection),
    delegationContacts: delegationContactsTable(connection),
    events: eventsTable(connection),
    threads: threadsTable(connection),
    proposals: proposalsTable(connection),
    contributions: contributionsTable(connection),
    translations: translationsTable(connection),
    reports: reportsTable(connection),
    followUps: followUpsTable(connection),
    lastLooks: lastLooksTable(connection),
    notifications: notificationsTable(connection),
    mails: mailsTable(connection),
    calendarFeeds: calendarFeedsTable(connection),
    heartbeat: heartbeatTable(connection),
    ownPages: sealedPages(ownPagesTable(connection, keyring), connection, keyring),
    recordNotes: recordNotesTable(connection, keyring),
    spills: spillsTable(connection),
    search: searchTable(connection),
    updates: sealedUpdates(updatesTable(connection), connection, keyring),
  }
}
