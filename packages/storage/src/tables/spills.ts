import type { Spill } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { SpillsTable } from '../tables.ts'

export function spillsTable({ db, dialect }: Connection): SpillsTable {
  return {
    async insert({ id, positionId, country, reason, personId, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('spills')
        .values({
          id,
          position_id: positionId,
          country,
          reason,
          person_id: personId,
          at,
          end_reason: null,
          ended_by: null,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async byId(id) {
      const row = await db
        .selectFrom('spills')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      return row ? readSpill(row) : null
    },
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('spills')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(readSpill)
    },
    async end(id, { reason, personId, at }) {
      await db
        .updateTable('spills')
        .set({ end_reason: reason, ended_by: personId, ended_at: at })
        .where('id', '=', id)
        .execute()
    },
  }
}

function readSpill(row: Selectable<Database['spills']>): Spill {
  const { ended_at: endedAt, ended_by: endedBy, end_reason: endReason } = row
  return {
    id: row.id,
    positionId: row.position_id,
    country: row.country,
    reason: row.reason,
    personId: row.person_id,
    at: row.at,
    // All three or none, which the database checks.
    end:
      endedAt === null || endedBy === null || endReason === null
        ? null
        : { reason: endReason, personId: endedBy, at: endedAt },
  }
}
