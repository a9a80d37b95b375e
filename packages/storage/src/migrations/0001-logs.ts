import { type Kysely, sql } from 'kysely'
import type { DialectName } from '../connection.ts'
import { firstPreviousHash } from '../event-hash.ts'
import { refuseChanges, refuseGoingBack } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** The event log with the end of its chain, the update log, and the row that is written to see that it can be. */
export async function createLogs(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, bytes, counted, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('events')
    .addColumn('sequence', integer, (column) => column.primaryKey())
    .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
    .addColumn('revision', integer, (column) => column.notNull())
    .addColumn('person_id', text, (column) => column.references('people.id'))
    .addColumn('country', text)
    .addColumn('capacity', text)
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('event', text, (column) => column.notNull())
    .addColumn('previous_hash', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull().unique())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('events_by_position')
    .on('events')
    .columns(['position_id', 'sequence'])
    .execute()
  await refuseChanges(db, dialect, { table: 'events', keys: [['sequence'], ['hash']] })
  await db.schema
    .createTable('event_chain')
    .addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('count', integer, (column) => column.notNull())
    .addColumn('last_hash', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await sql`insert into event_chain (id, count, last_hash) values (1, 0, ${firstPreviousHash})`.execute(db)
  await refuseGoingBack(db, dialect, { table: 'event_chain', counter: 'count' })
  await db.schema
    .createTable('updates')
    .addColumn('sequence', counted)
    .addColumn('position_id', text, (column) => column.notNull())
    .addColumn('person_id', text)
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('bytes', bytes, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createIndex('updates_by_position')
    .on('updates')
    .columns(['position_id', 'sequence'])
    .execute()
  await refuseChanges(db, dialect, { table: 'updates', keys: [['sequence']] })
  await db.schema
    .createTable('write_check')
    .addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('count', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await sql`insert into write_check (id, count) values (1, 0)`.execute(db)
}
