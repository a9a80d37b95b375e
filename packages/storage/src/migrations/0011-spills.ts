import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Reports of classified information, each of which locks a text of a position until it is ended: once, and for good. */
export function spills(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('spills')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('country', text)
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('end_reason', text)
        .addColumn('ended_by', text, (column) => column.references('people.id'))
        .addColumn('ended_at', text)
        .addCheckConstraint(
          'spills_ended',
          sql`(ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null)`,
        )
        .modifyEnd(tableEnd)
        .execute()
      // One lock of a text at a time. No country is the joint text.
      await sql`create unique index spills_open on spills (position_id, coalesce(country, '')) where ended_at is null`.execute(
        db,
      )
      await refuseChangesBut(db, dialect, {
        table: 'spills',
        keys: [['id']],
        fillable: ['end_reason', 'ended_by', 'ended_at'],
      })
    },
  }
}
