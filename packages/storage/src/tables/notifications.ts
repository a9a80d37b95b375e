import type { NotificationKind, NotificationWay } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import { atomically, type Connection } from '../connection.ts'
import { canonicalJson } from '../event-hash.ts'
import type { Database } from '../schema.ts'
import type { NewNotification, NotificationsTable, StoredNotification } from '../tables.ts'

/** A statement has room for so many values and no more: 32,766 in SQLite, 65,535 in PostgreSQL. */
const rowsAtATime = 500

export function notificationsTable(connection: Connection): NotificationsTable {
  const { db } = connection
  const ofPerson = (
    personId: string,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ) => {
    const newest = db
      .selectFrom('notifications')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('number', 'desc')
      .limit(limit)
    return before === null ? newest : newest.where('number', '<', before)
  }
  return {
    add: (entries) =>
      atomically(connection, async (inside) => {
        const added: StoredNotification[] = []
        for (let from = 0; from < entries.length; from += rowsAtATime)
          added.push(...(await addRows(inside, entries.slice(from, from + rowsAtATime))))
        return added
      }),
    async byPerson(personId, part) {
      return (await ofPerson(personId, part).execute()).map(readNotification)
    },
    async unread(personId, part) {
      const rows = await ofPerson(personId, part).where('read_at', 'is', null).execute()
      return rows.map(readNotification)
    },
    async markRead(personId, which, at) {
      const unread = db
        .updateTable('notifications')
        .set({ read_at: at })
        .where('person_id', '=', personId)
        .where('read_at', 'is', null)
      const { numUpdatedRows } = await ('through' in which
        ? unread.where('number', '<=', which.through)
        : unread.where('number', '=', which.number)
      ).executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async removeBefore(at) {
      await db.deleteFrom('notifications').where('at', '<', at).execute()
    },
    async through() {
      return (await db.selectFrom('notified').select('through').executeTakeFirstOrThrow()).through
    },
    async moveOn(from, to) {
      const { numUpdatedRows } = await db
        .updateTable('notified')
        .set({ through: to })
        .where('through', '=', from)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async ways() {
      const rows = await db.selectFrom('notification_ways').selectAll().execute()
      const ways = new Map<string, Map<NotificationKind, NotificationWay>>()
      for (const { person_id: personId, kind, way } of rows) {
        const known = ways.get(personId)
        if (known) known.set(kind, way)
        else ways.set(personId, new Map([[kind, way]]))
      }
      return ways
    },
    async waysOf(personId) {
      const rows = await db
        .selectFrom('notification_ways')
        .select(['kind', 'way'])
        .where('person_id', '=', personId)
        .execute()
      return new Map(rows.map(({ kind, way }) => [kind, way]))
    },
    setWays: (personId, ways) =>
      atomically(connection, async (inside) => {
        for (const [kind, way] of ways) {
          await inside.db
            .insertInto('notification_ways')
            .values({ person_id: personId, kind, way })
            .onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet({ way }))
            .execute()
        }
      }),
  }
}

async function addRows(
  { db }: Connection,
  entries: readonly NewNotification[],
): Promise<readonly StoredNotification[]> {
  const rows = await db
    .insertInto('notifications')
    .values(
      entries.map(({ personId, topic, cause, positionId, at, way }) => ({
        person_id: personId,
        topic,
        cause: canonicalJson(cause),
        position_id: positionId,
        at,
        way,
        read_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['person_id', 'cause']).doNothing())
    .returningAll()
    .execute()
  return rows.map(readNotification)
}

/** A row as it is told of. */
export function readNotification(row: Selectable<Database['notifications']>): StoredNotification {
  return {
    number: row.number,
    personId: row.person_id,
    topic: row.topic,
    cause: JSON.parse(row.cause),
    positionId: row.position_id,
    at: row.at,
    way: row.way,
    readAt: row.read_at,
  }
}
