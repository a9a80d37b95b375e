import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Who decides in a lead's stead, and when; in whose stead a decision was given. Decisions of before are all their person's own. */
export function deputies(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('deputyships')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('lead_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('deputy_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('named_at', text, (column) => column.notNull())
        .addColumn('valid_from', text, (column) => column.notNull())
        .addColumn('valid_to', text, (column) => column.notNull())
        .addColumn('ended_at', text)
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('deputyships_by_deputy')
        .on('deputyships')
        .columns(['deputy_id', 'named_at', 'id'])
        .execute()
      await db.schema.createIndex('deputyships_by_lead').on('deputyships').column('lead_id').execute()
      await refuseChangesBut(db, dialect, { table: 'deputyships', keys: [['id']], fillable: ['ended_at'] })
      await db.schema.alterTable('decisions').addColumn('deputy_for', text).execute()
    },
  }
}
