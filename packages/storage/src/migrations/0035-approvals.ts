import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Whether a lead has to approve an invitation, and who did. Those of before counted at once. */
export function approvals(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer } = columnTypes[dialect]
      await db.schema
        .alterTable('invitations')
        .addColumn('awaits_approval', integer, (column) => column.notNull().defaultTo(0))
        .execute()
      await db.schema.alterTable('invitations').addColumn('approved_at', text).execute()
      await db.schema.alterTable('invitations').addColumn('approved_by', text).execute()
    },
  }
}
