import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Corrections of slips in final texts, and how each ended: only added to. */
export function corrigenda(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('corrigenda')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('release_id', text, (column) => column.notNull().references('releases.id'))
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('content_hash', text, (column) => column.notNull())
        .addColumn('deadline', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('corrigenda_by_release')
        .on('corrigenda')
        .columns(['release_id', 'at', 'id'])
        .execute()
      await db.schema
        .createTable('corrigendum_endings')
        .addColumn('corrigendum_id', text, (column) => column.primaryKey().references('corrigenda.id'))
        .addColumn('objection_id', text)
        .addColumn('given', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'corrigenda', keys: [['id']] })
      await refuseChanges(db, dialect, { table: 'corrigendum_endings', keys: [['corrigendum_id']] })
    },
  }
}
