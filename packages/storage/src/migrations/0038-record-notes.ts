import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What each country notes of a position for its own register: sealed with its key, and only added to. */
export function recordNotes(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('record_notes')
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('key_id', text, (column) => column.notNull())
        .addColumn('notes', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('record_notes_of_country', ['position_id', 'country', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, {
        table: 'record_notes',
        keys: [['position_id', 'country', 'ordinal']],
      })
    },
  }
}
