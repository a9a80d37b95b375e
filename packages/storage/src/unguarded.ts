import { sql } from 'kysely'
import { type Connection, inTransaction } from './connection.ts'
import { guardFunctions } from './migrations/append-only.ts'

/** Every table that has words of a text, or leads to them, and that the database itself refuses to change or delete from. */
const purgeable = [
  'rounds',
  'decisions',
  'signatures',
  'act_signatures',
  'confirmations',
  'reservation_lifts',
  'extension_requests',
  'extensions',
  'versions',
  'version_names',
  'releases',
  'support_withdrawals',
  'reconfirmations',
  'translations',
  'corrigenda',
  'corrigendum_endings',
  'reports',
  'consolidations',
  'report_notes',
  'follow_ups',
  'follow_up_turns',
  'threads',
  'comments',
  'wordings',
  'turns',
  'contributions',
  'contribution_turns',
  'proposals',
  'settlements',
  'mandates',
  'record_notes',
  'pages_versions',
  'updates',
  'events',
] as const

/**
 * Runs the work in one transaction in which the guards of what may be purged are lifted; they stand again before it ends, and
 * whoever reads meanwhile sees them standing.
 */
export function withoutGuards<T>(
  connection: Connection,
  positionId: string,
  work: (inside: Connection) => Promise<T>,
): Promise<T> {
  return inTransaction(connection, (inside) =>
    connection.dialect === 'sqlite' ? onSqlite(inside, work) : onPostgres(inside, positionId, work),
  )
}

async function onSqlite<T>(inside: Connection, work: (inside: Connection) => Promise<T>): Promise<T> {
  const { rows: guards } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'trigger' and tbl_name in (${sql.join(purgeable)})`.execute(inside.db)
  for (const { name } of guards) await sql`drop trigger ${sql.id(name)}`.execute(inside.db)
  const done = await work(inside)
  for (const guard of guards) await sql.raw(guard.sql).execute(inside.db)
  return done
}

/**
 * The functions that the guards call are made anew, and no table is locked: a deed on another position never waits for a purge, nor
 * the other way round. Nobody else sees those functions before the end of the transaction, and by then they are as they were.
 */
async function onPostgres<T>(
  inside: Connection,
  positionId: string,
  work: (inside: Connection) => Promise<T>,
): Promise<T> {
  const { db } = inside
  // Two that replace the same function at once fail; no deed waits for this lock.
  await sql`select pg_advisory_xact_lock(${purgeLockSpace}, 0)`.execute(db)
  // As every deed does: the position first.
  await db.selectFrom('positions').select('id').where('id', '=', positionId).forUpdate().execute()
  for (const statement of guardFunctions(purgeable)) await sql.raw(statement).execute(db)
  const done = await work(inside)
  for (const statement of guardFunctions([])) await sql.raw(statement).execute(db)
  return done
}

/** The first half of the key of an advisory lock of PostgreSQL: that of no other lock here. */
const purgeLockSpace = 3

/**
 * Takes what was deleted off the disk: the file of SQLite is written anew without it and its write-ahead log emptied, and so are
 * the tables of PostgreSQL. Throws where that cannot be done now; it is to be tried again.
 */
export async function scrub({ db, dialect }: Connection): Promise<void> {
  if (dialect === 'postgres') {
    for (const table of [
      ...purgeable,
      'snapshots',
      'last_looks',
      'positions',
      'search_texts',
      'search_words',
    ]) {
      await sql`vacuum full ${sql.table(table)}`.execute(db)
    }
    return
  }
  await sql`vacuum`.execute(db)
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  if (rows[0]?.busy !== 0) throw new Error('The write-ahead log is being read and could not be emptied')
}
