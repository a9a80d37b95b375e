import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What each delegation keeps of a position beside its own pages' text: kept apart from everything joint, and only added to. */
export function ownPages(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('own_pages')
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('begun_at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('own_pages_of_country', ['position_id', 'country'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('mandates')
        .addColumn('position_id', text, (column) => column.notNull())
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('reference', text, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('is_shared', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('mandates_of_country', ['position_id', 'country', 'ordinal'])
        .addForeignKeyConstraint('mandates_on_pages', ['position_id', 'country'], 'own_pages', [
          'position_id',
          'country',
        ])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('pages_versions')
        .addColumn('position_id', text, (column) => column.notNull())
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('content_hash', text, (column) => column.notNull())
        .addColumn('canonical_text', text, (column) => column.notNull())
        .addColumn('note', text, (column) => column.notNull())
        .addColumn('kept_at', text, (column) => column.notNull())
        .addColumn('kept_by', text, (column) => column.notNull().references('people.id'))
        .addPrimaryKeyConstraint('versions_of_pages', ['position_id', 'country', 'number'])
        .addForeignKeyConstraint('versions_on_pages', ['position_id', 'country'], 'own_pages', [
          'position_id',
          'country',
        ])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'own_pages', keys: [['position_id', 'country']] })
      await refuseChanges(db, dialect, { table: 'mandates', keys: [['position_id', 'country', 'ordinal']] })
      await refuseChanges(db, dialect, {
        table: 'pages_versions',
        keys: [['position_id', 'country', 'number']],
      })
    },
  }
}
