import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** When accounts were disabled and enabled, by whom and why: only added to. */
export function accountTurns(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('account_turns')
        .addColumn('account_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('reason', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('turns_of_account', ['account_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'account_turns', keys: [['account_id', 'ordinal']] })
    },
  }
}
