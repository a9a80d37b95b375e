import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Who shall come back without a passkey: who asked, and who confirmed or withdrew it. */
export function recoveries(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('recoveries')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('account_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('reason', text, (column) => column.notNull())
        .addColumn('asked_at', text, (column) => column.notNull())
        .addColumn('asked_by', text, (column) => column.notNull().references('people.id'))
        .addColumn('expires_at', text, (column) => column.notNull())
        .addColumn('ended_as', text, (column) => column.check(sql`ended_as in ('confirmed', 'withdrawn')`))
        .addColumn('ended_at', text)
        .addColumn('ended_by', text, (column) => column.references('people.id'))
        .addColumn('invitation_id', text, (column) => column.references('invitations.id'))
        .addCheckConstraint(
          'recoveries_end',
          sql`(ended_as is null) = (ended_at is null)
            and (ended_as is not null or ended_by is null)
            and (ended_as is not null and ended_as = 'confirmed') = (invitation_id is not null)
            and (invitation_id is null or ended_by is not null)`,
        )
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('recoveries_by_account')
        .on('recoveries')
        .columns(['account_id', 'asked_at', 'id'])
        .execute()
    },
  }
}
