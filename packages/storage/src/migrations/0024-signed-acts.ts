import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/**
 * Reservations that were lifted, with the round that they were entered in, and what was signed of that and of withdrawals of support.
 * Withdrawals of before have no id and no signature.
 */
export function signedActs(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      for (const column of ['id', 'deputy_for', 'statement_hash'])
        await db.schema.alterTable('support_withdrawals').addColumn(column, text).execute()
      await db.schema
        .createTable('reservation_lifts')
        .addColumn('round_id', text, (column) => column.notNull().references('rounds.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('given', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('reservation_lifts_key', ['round_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'reservation_lifts', keys: [['round_id', 'ordinal']] })
      await db.schema
        .createTable('act_signatures')
        .addColumn('act_id', text, (column) => column.primaryKey())
        .addColumn('round_id', text, (column) => column.notNull().references('rounds.id'))
        .addColumn('statement', text, (column) => column.notNull())
        .addColumn('passkey_id', text, (column) => column.notNull())
        .addColumn('public_key', text, (column) => column.notNull())
        .addColumn('authenticator_data', text, (column) => column.notNull())
        .addColumn('client_data', text, (column) => column.notNull())
        .addColumn('signature', text, (column) => column.notNull())
        .addColumn('origin', text, (column) => column.notNull())
        .addColumn('relying_party', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'act_signatures', keys: [['act_id']] })
    },
  }
}
