import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** Where people want to have mails, the mails that go there, and the secret addresses of their calendars. */
export function mails(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('mail_addresses')
        .addColumn('person_id', text, (column) => column.primaryKey().references('people.id'))
        .addColumn('address', text, (column) => column.notNull())
        .addColumn('confirmed_at', text, (column) => column.notNull())
        .addColumn('digest_hour', integer, (column) => column.notNull())
        .addColumn('digested_on', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('mails')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('tries', integer, (column) => column.notNull())
        .addColumn('next_at', text, (column) => column.notNull())
        .addColumn('ended_as', text, (column) =>
          column.check(sql`ended_as in ('sent', 'dropped', 'given_up')`),
        )
        .addColumn('ended_at', text)
        .addCheckConstraint('mails_end', sql`(ended_as is null) = (ended_at is null)`)
        .modifyEnd(tableEnd)
        .execute()
      await db.schema.createIndex('mails_waiting').on('mails').columns(['ended_as', 'next_at']).execute()
      await db.schema.createIndex('mails_by_person').on('mails').columns(['person_id', 'at']).execute()
      await db.schema
        .alterTable('notifications')
        .addColumn('mail_id', text, (column) => column.references('mails.id'))
        .execute()
      await db.schema
        .createIndex('notifications_by_mail')
        .on('notifications')
        .columns(['mail_id', 'way', 'number'])
        .execute()
      await db.schema
        .createTable('calendar_feeds')
        .addColumn('person_id', text, (column) => column.primaryKey().references('people.id'))
        .addColumn('secret_hash', text, (column) => column.notNull().unique())
        .addColumn('made_at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
    },
  }
}
