import type { PurgeAsk, Spill } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { KeptAsk, SpillsTable } from '../tables.ts'

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
    async ask({ id, spillId, version, reason, personId, country, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('purge_asks')
        .values({
          id,
          spill_id: spillId,
          version,
          reason,
          person_id: personId,
          country,
          at,
          ended_as: null,
          ended_by: null,
          ended_at: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async askById(id) {
      const row = await db
        .selectFrom('purge_asks')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      return row ? readAsk(row) : null
    },
    async waitingAsk(spillId) {
      const row = await db
        .selectFrom('purge_asks')
        .selectAll()
        .where('spill_id', '=', spillId)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return row ? readAsk(row).ask : null
    },
    async waitingAsks() {
      const rows = await db
        .selectFrom('purge_asks')
        .innerJoin('spills', 'spills.id', 'purge_asks.spill_id')
        .selectAll('purge_asks')
        .select('spills.position_id')
        .where('purge_asks.ended_at', 'is', null)
        .where('spills.ended_at', 'is', null)
        .orderBy('purge_asks.at')
        .orderBy('purge_asks.id')
        .execute()
      return rows.map((row) => ({ positionId: row.position_id, ask: readAsk(row).ask }))
    },
    async endAsk(id, { how, personId, at }) {
      await db
        .updateTable('purge_asks')
        .set({ ended_as: how, ended_by: personId, ended_at: at })
        .where('id', '=', id)
        .execute()
    },
  }
}

function readAsk(row: Selectable<Database['purge_asks']>): KeptAsk {
  const { ended_as: how, ended_by: personId, ended_at: at } = row
  const ask: PurgeAsk = {
    id: row.id,
    spillId: row.spill_id,
    version: row.version,
    reason: row.reason,
    personId: row.person_id,
    country: row.country,
    at: row.at,
  }
  // All three or none, which the database checks.
  return { ask, end: how === null || personId === null || at === null ? null : { how, personId, at } }
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
