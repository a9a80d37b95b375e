import type { Deputyship } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { DeputyshipsTable } from '../tables.ts'

export function deputyshipsTable({ db }: Connection): DeputyshipsTable {
  return {
    async insert({ id, leadId, deputyId, namedAt, validFrom, validTo, endedAt }) {
      await db
        .insertInto('deputyships')
        .values({
          id,
          lead_id: leadId,
          deputy_id: deputyId,
          named_at: namedAt,
          valid_from: validFrom,
          valid_to: validTo,
          ended_at: endedAt,
        })
        .execute()
    },
    async byLead(leadId) {
      const rows = await db
        .selectFrom('deputyships')
        .selectAll()
        .where('lead_id', '=', leadId)
        .orderBy('named_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(readDeputyship)
    },
    async end(id, at) {
      const { numUpdatedRows } = await db
        .updateTable('deputyships')
        .set({ ended_at: at })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

export function readDeputyship(row: Selectable<Database['deputyships']>): Deputyship {
  return {
    id: row.id,
    leadId: row.lead_id,
    deputyId: row.deputy_id,
    namedAt: row.named_at,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endedAt: row.ended_at,
  }
}
