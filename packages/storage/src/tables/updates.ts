import type { LogEntry, UpdateLog } from '@samsyn/sync'
import { sql } from 'kysely'
import { atomically, type Connection } from '../connection.ts'

/** The update log of the rooms, as the port asks for it and as a table of a transaction. */
export function updateLog(connection: Connection): UpdateLog {
  return {
    append: (entries) => atomically(connection, (inside) => append(inside, entries)),
    async load(positionId) {
      const rows = await connection.db
        .selectFrom('updates')
        .select(['position_id as positionId', 'person_id as personId', 'at', 'bytes'])
        .where('position_id', '=', positionId)
        .orderBy('sequence')
        .execute()
      // One database gives Buffers that share memory with what came over its socket, the other plain bytes.
      return rows.map(({ bytes, ...entry }) => ({ ...entry, update: new Uint8Array(bytes) }))
    },
  }
}

/** Below what either database takes as parameters of one statement, at four for each row. */
const rowsAtATime = 1000

async function append(connection: Connection, entries: readonly LogEntry[]): Promise<void> {
  const { db } = connection
  await lockDrafts(connection, entries)
  for (let start = 0; start < entries.length; start += rowsAtATime) {
    await db
      .insertInto('updates')
      .values(
        entries.slice(start, start + rowsAtATime).map(({ positionId, personId, at, update }) => ({
          position_id: positionId,
          person_id: personId,
          at,
          bytes: update,
        })),
      )
      .execute()
  }
}

/** Any number that nothing else locks by; the second half of the key is the position. */
const lockSpace = 1

/**
 * Lets appends to the same draft wait for each other, so that its entries lie in the order in which they were
 * committed and those of one append together. SQLite lets one transaction write at a time anyway.
 */
async function lockDrafts({ db, dialect }: Connection, entries: readonly LogEntry[]): Promise<void> {
  if (dialect === 'sqlite' || entries.length === 0) return
  const positionIds = [...new Set(entries.map(({ positionId }) => positionId))]
  await sql`select pg_advisory_xact_lock(${lockSpace}, key) from (
    select distinct hashtext(id) as key from unnest(${positionIds}::text[]) as id order by 1
  ) as keys`.execute(db)
}
