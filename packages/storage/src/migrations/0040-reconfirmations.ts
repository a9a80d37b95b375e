import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What a position asks since its meeting was put off, and the countries that stand by their final text all the same. */
export function reconfirmations(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema.alterTable('positions').addColumn('postponement', text).execute()
      await db.schema
        .createTable('reconfirmations')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('release_id', text, (column) => column.notNull().references('releases.id'))
        .addColumn('postponement_id', text, (column) => column.notNull())
        .addColumn('meeting_id', text, (column) => column.notNull().references('meetings.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('deputy_for', text)
        .addColumn('statement_hash', text)
        .addColumn('at', text, (column) => column.notNull())
        .addUniqueConstraint('reconfirmations_once', ['release_id', 'postponement_id', 'country'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, {
        table: 'reconfirmations',
        keys: [['id'], ['release_id', 'postponement_id', 'country']],
      })
    },
  }
}
