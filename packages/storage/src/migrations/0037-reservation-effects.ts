import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What reservations do in a forum, and did in a round; nothing is the usual, as in all of before. */
export function reservationEffects(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text } = columnTypes[dialect]
      await db.schema.alterTable('forums').addColumn('reservation_effects', text).execute()
      await db.schema.alterTable('rounds').addColumn('reservation_effects', text).execute()
      // Those of PostgreSQL look at every column that there is.
      if (dialect === 'postgres') return
      for (const guard of ['rounds_no_delete', 'rounds_no_replace', 'rounds_fill_once'])
        await sql.raw(`drop trigger if exists ${guard}`).execute(db)
      await refuseChangesBut(db, dialect, {
        table: 'rounds',
        keys: [['id'], ['position_id', 'opened_revision']],
        fillable: ['outcome', 'closed_at'],
      })
    },
  }
}
