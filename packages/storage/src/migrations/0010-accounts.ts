import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Invitations and passkeys; events that concern people and no position. */
export function accounts(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('invitations')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('token_hash', text, (column) => column.notNull().unique())
        .addColumn('offer', text, (column) => column.notNull())
        .addColumn('made_at', text, (column) => column.notNull())
        .addColumn('made_by', text, (column) => column.references('people.id'))
        .addColumn('expires_at', text, (column) => column.notNull())
        .addColumn('ended_as', text, (column) => column.check(sql`ended_as in ('used', 'withdrawn')`))
        .addColumn('ended_at', text)
        .addColumn('ended_by', text, (column) => column.references('people.id'))
        .addCheckConstraint(
          'invitations_end',
          sql`(ended_as is null) = (ended_at is null)
            and (ended_as is not null or ended_by is null)
            and (ended_as is null or ended_as <> 'used' or ended_by is not null)`,
        )
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('passkeys')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('public_key', text, (column) => column.notNull())
        .addColumn('counter', integer, (column) => column.notNull())
        .addColumn('transports', text, (column) => column.notNull())
        .addColumn('added_at', text, (column) => column.notNull())
        .addColumn('last_used_at', text)
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('passkeys_by_person')
        .on('passkeys')
        .columns(['person_id', 'added_at', 'id'])
        .execute()
      if (dialect === 'postgres') await openEvents(db)
      else await rebuildEvents(db)
    },
  }
}

async function openEvents(db: Kysely<unknown>): Promise<void> {
  for (const column of ['position_id', 'revision']) {
    await db.schema
      .alterTable('events')
      .alterColumn(column, (altered) => altered.dropNotNull())
      .execute()
  }
}

/** SQLite cannot take a condition off a column: the rows go over into a table without it, as they are. */
async function rebuildEvents(db: Kysely<unknown>): Promise<void> {
  const { text, integer, tableEnd } = columnTypes.sqlite
  await db.schema
    .createTable('events_rebuilt')
    .addColumn('sequence', integer, (column) => column.primaryKey())
    .addColumn('position_id', text, (column) => column.references('positions.id'))
    .addColumn('revision', integer)
    .addColumn('person_id', text, (column) => column.references('people.id'))
    .addColumn('country', text)
    .addColumn('capacity', text)
    .addColumn('at', text, (column) => column.notNull())
    .addColumn('event', text, (column) => column.notNull())
    .addColumn('previous_hash', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull().unique())
    .modifyEnd(tableEnd)
    .execute()
  await sql`insert into events_rebuilt
    (sequence, position_id, revision, person_id, country, capacity, at, event, previous_hash, hash)
    select sequence, position_id, revision, person_id, country, capacity, at, event, previous_hash, hash
    from events order by sequence`.execute(db)
  await db.schema.dropTable('events').execute()
  await db.schema.alterTable('events_rebuilt').renameTo('events').execute()
  await db.schema
    .createIndex('events_by_position')
    .on('events')
    .columns(['position_id', 'sequence'])
    .execute()
  await refuseChanges(db, 'sqlite', { table: 'events', keys: [['sequence'], ['hash']] })
}
