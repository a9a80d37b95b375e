import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Whom to ask of a delegation about a position at its meeting: one of each, said anew in its place. */
export function delegationContacts(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text } = columnTypes[dialect]
      await db.schema
        .createTable('delegation_contacts')
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('phone', text)
        .addColumn('mail', text)
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('delegation_contacts_key', ['position_id', 'country'])
        .execute()
    },
  }
}
