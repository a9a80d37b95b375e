import { sql } from 'kysely'
import { type Connection, inTransaction } from './connection.ts'

/**
 * Every table that has words of a text, or leads to them, and that the database itself refuses to change or delete from: in the order
 * in which deeds write to them, so that none waits for a purge in a circle.
 */
const purgeable = [
  'rounds',
  'decisions',
  'extensions',
  'versions',
  'version_names',
  'releases',
  'threads',
  'comments',
  'wordings',
  'turns',
  'contributions',
  'contribution_turns',
  'proposals',
  'settlements',
  'mandates',
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

async function onPostgres<T>(
  inside: Connection,
  positionId: string,
  work: (inside: Connection) => Promise<T>,
): Promise<T> {
  const { db } = inside
  // As every deed does: the position first, the end of the chain of events behind all else, and only then the events.
  await db.selectFrom('positions').select('id').where('id', '=', positionId).forUpdate().execute()
  for (const table of purgeable) {
    if (table === 'events') await db.selectFrom('event_chain').select('id').forUpdate().execute()
    await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
  }
  const done = await work(inside)
  // A table with checks that wait for the end of the transaction can't be altered.
  await sql`set constraints all immediate`.execute(db)
  for (const table of purgeable) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
  return done
}

/**
 * Takes what was deleted off the disk: the file of SQLite is written anew without it and its write-ahead log emptied, and so are
 * the tables of PostgreSQL. Throws where that cannot be done now; it is to be tried again.
 */
export async function scrub({ db, dialect }: Connection): Promise<void> {
  if (dialect === 'postgres') {
    for (const table of [...purgeable, 'snapshots', 'last_looks', 'positions']) {
      await sql`vacuum full ${sql.table(table)}`.execute(db)
    }
    return
  }
  await sql`vacuum`.execute(db)
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  if (rows[0]?.busy !== 0) throw new Error('The write-ahead log is being read and could not be emptied')
}
