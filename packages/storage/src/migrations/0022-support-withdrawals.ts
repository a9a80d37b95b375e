import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Countries that no longer stand behind a final text, and why. */
export function supportWithdrawals(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('support_withdrawals')
        .addColumn('release_id', text, (column) => column.notNull().references('releases.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('support_withdrawals_key', ['release_id', 'country'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'support_withdrawals', keys: [['release_id', 'country']] })
    },
  }
}
