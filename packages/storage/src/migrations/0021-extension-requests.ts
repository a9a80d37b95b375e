import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** For how much time, and why, delegations asked in a round. */
export function extensionRequests(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('extension_requests')
        .addColumn('round_id', text, (column) => column.notNull().references('rounds.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('given', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('extension_requests_key', ['round_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'extension_requests', keys: [['round_id', 'ordinal']] })
    },
  }
}
