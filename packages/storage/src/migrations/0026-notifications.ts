import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/**
 * What people are told, how each wants to be told, and how far in the event log that has come. What happened before this is
 * told to nobody.
 */
export function notifications(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, counted, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('notifications')
        .addColumn('number', counted)
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('topic', text, (column) => column.notNull())
        .addColumn('cause', text, (column) => column.notNull())
        .addColumn('position_id', text, (column) => column.references('positions.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('way', text, (column) => column.notNull())
        .addColumn('read_at', text)
        .addUniqueConstraint('notifications_once', ['person_id', 'cause'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('notifications_by_person')
        .on('notifications')
        .columns(['person_id', 'read_at', 'number'])
        .execute()
      await db.schema
        .createTable('notification_ways')
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('way', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('notification_ways_of_person', ['person_id', 'kind'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('notified')
        .addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
        .addColumn('through', integer, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await sql`insert into notified (id, through) select 1, count from event_chain`.execute(db)
    },
  }
}
