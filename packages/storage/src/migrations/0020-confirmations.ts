import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What delegations confirmed of the terms of a round after they had answered. */
export function confirmations(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('confirmations')
        .addColumn('round_id', text, (column) => column.notNull().references('rounds.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('given', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('confirmations_key', ['round_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'confirmations', keys: [['round_id', 'ordinal']] })
    },
  }
}
