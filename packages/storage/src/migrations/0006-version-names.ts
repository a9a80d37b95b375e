import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What versions are called, each name kept, and who contributed to them. */
export function versionNames(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema.alterTable('versions').addColumn('contributions', text).execute()
      await db.schema
        .createTable('version_names')
        .addColumn('position_id', text, (column) => column.notNull())
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('named_at', text, (column) => column.notNull())
        .addColumn('named_by', text, (column) => column.notNull().references('people.id'))
        .addPrimaryKeyConstraint('version_names_key', ['position_id', 'number', 'ordinal'])
        .addForeignKeyConstraint('version_names_to_version', ['position_id', 'number'], 'versions', [
          'position_id',
          'number',
        ])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, {
        table: 'version_names',
        keys: [['position_id', 'number', 'ordinal']],
      })
    },
  }
}
