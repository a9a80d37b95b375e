import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Sets of proposals that a delegation prepares by itself, and what was done with each: only added to. */
export function contributions(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('contributions')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('begun_at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('contributions_by_position')
        .on('contributions')
        .columns(['position_id', 'begun_at', 'id'])
        .execute()
      await db.schema
        .createTable('contribution_turns')
        .addColumn('contribution_id', text, (column) => column.notNull().references('contributions.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('turns_of_contribution', ['contribution_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .alterTable('proposals')
        .addColumn('contribution_id', text, (column) => column.references('contributions.id'))
        .execute()
      await refuseChanges(db, dialect, { table: 'contributions', keys: [['id']] })
      await refuseChanges(db, dialect, {
        table: 'contribution_turns',
        keys: [['contribution_id', 'ordinal']],
      })
    },
  }
}
