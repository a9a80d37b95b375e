import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Purges that were asked of another party's lead (ADR 59), each ended once at most. */
export function purgeAsks(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('purge_asks')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('spill_id', text, (column) => column.notNull().references('spills.id'))
        .addColumn('version', integer)
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('ended_as', text)
        .addColumn('ended_by', text, (column) => column.references('people.id'))
        .addColumn('ended_at', text)
        .addCheckConstraint(
          'purge_asks_ended',
          sql`(ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_as is null)`,
        )
        .modifyEnd(tableEnd)
        .execute()
      // One waits at a time.
      await sql`create unique index purge_asks_open on purge_asks (spill_id) where ended_at is null`.execute(
        db,
      )
      await refuseChangesBut(db, dialect, {
        table: 'purge_asks',
        keys: [['id']],
        fillable: ['ended_as', 'ended_by', 'ended_at'],
      })
    },
  }
}
