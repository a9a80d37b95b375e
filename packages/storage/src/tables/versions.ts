import type { Connection } from '../connection.ts'
import type { VersionsTable } from '../tables.ts'

export function versionsTable({ db }: Connection): VersionsTable {
  return {
    async insert({ positionId, number, contentHash, canonicalText, note, frozenAt, frozenBy }) {
      await db
        .insertInto('versions')
        .values({
          position_id: positionId,
          number,
          content_hash: contentHash,
          canonical_text: canonicalText,
          note,
          frozen_at: frozenAt,
          frozen_by: frozenBy,
        })
        .execute()
    },
    async byNumber(positionId, number) {
      const row = await db
        .selectFrom('versions')
        .select([...summaryColumns, 'canonical_text as canonicalText'])
        .where('position_id', '=', positionId)
        .where('number', '=', number)
        .executeTakeFirst()
      // SQLite's rows have no prototype; what leaves here is an object like any other.
      return row ? { ...row } : null
    },
    async list(positionId) {
      const rows = await db
        .selectFrom('versions')
        .select(summaryColumns)
        .where('position_id', '=', positionId)
        .orderBy('number', 'desc')
        .execute()
      return rows.map((row) => ({ ...row }))
    },
  }
}

const summaryColumns = [
  'position_id as positionId',
  'number',
  'content_hash as contentHash',
  'note',
  'frozen_at as frozenAt',
  'frozen_by as frozenBy',
] as const
