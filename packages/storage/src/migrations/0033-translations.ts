import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Working translations of final texts, every one that was issued: only added to. */
export function translations(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('translations')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('release_id', text, (column) => column.notNull().references('releases.id'))
        .addColumn('translates', text, (column) => column.notNull())
        .addColumn('language', text, (column) => column.notNull())
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('canonical_text', text, (column) => column.notNull())
        .addColumn('content_hash', text, (column) => column.notNull())
        .addColumn('country', text)
        .addColumn('issued_by', text, (column) => column.notNull().references('people.id'))
        .addColumn('issued_at', text, (column) => column.notNull())
        .addUniqueConstraint('translations_of_release', ['release_id', 'language', 'number'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('translations_by_position')
        .on('translations')
        .columns(['position_id', 'issued_at'])
        .execute()
      await refuseChanges(db, dialect, {
        table: 'translations',
        keys: [['id'], ['release_id', 'language', 'number']],
      })
    },
  }
}
