import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Up to where in the log of a draft each person has looked. */
export function lastLooks(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('last_looks')
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('draft_id', text, (column) => column.notNull())
        .addColumn('place', integer, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('last_looks_of_person', ['person_id', 'draft_id'])
        .modifyEnd(tableEnd)
        .execute()
    },
  }
}
