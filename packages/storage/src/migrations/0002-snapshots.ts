import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Merged states of drafts, made from the update log and replaced at will: the only rows that may be lost. */
export function snapshots(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, bytes, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('snapshots')
        .addColumn('position_id', text, (column) => column.primaryKey())
        .addColumn('through', integer, (column) => column.notNull())
        .addColumn('bytes', bytes, (column) => column.notNull())
        .addColumn('draft_index', bytes, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
    },
  }
}
