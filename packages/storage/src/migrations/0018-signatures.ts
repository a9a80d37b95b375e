import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What was signed with a passkey, by the decision that it stands for. Decisions of before have none. */
export function signatures(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema.alterTable('decisions').addColumn('statement_hash', text).execute()
      await db.schema
        .createTable('signatures')
        .addColumn('decision_id', text, (column) => column.primaryKey().references('decisions.id'))
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
      await refuseChanges(db, dialect, { table: 'signatures', keys: [['decision_id']] })
    },
  }
}
