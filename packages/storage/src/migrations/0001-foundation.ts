import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { createLogs } from './0001-logs.ts'
import { createPeople } from './0001-people.ts'
import { createPositions } from './0001-positions.ts'
import { createGuards } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** The first schema: the workspace, the calendar, people, positions and the two logs. */
export function foundation(dialect: DialectName): Migration {
  return {
    // The migrator hands over a database of which nothing is known.
    async up(db: Kysely<unknown>) {
      await createGuards(db, dialect)
      await createReferences(db, dialect)
      await createPeople(db, dialect)
      await createPositions(db, dialect)
      await createLogs(db, dialect)
    },
  }
}

async function createReferences(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('workspace')
    .addColumn('id', integer, (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('is_sample', integer, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('ministries')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('country', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('name_in_english', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('forums')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('short_name', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('participation', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('dossiers')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('reference_list', text, (column) => column.notNull())
    .addColumn('legal_basis', text)
    .addColumn('stage', text, (column) => column.notNull())
    .addColumn('as_of', text, (column) => column.notNull())
    .addColumn('applicability', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('meetings')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('forum_id', text, (column) => column.notNull().references('forums.id'))
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('starts_at', text, (column) => column.notNull())
    .addColumn('ends_at', text, (column) => column.notNull())
    .addColumn('place', text, (column) => column.notNull())
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('is_chatham_house', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('agenda_items')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('meeting_id', text, (column) => column.notNull().references('meetings.id'))
    .addColumn('number', text, (column) => column.notNull())
    .addColumn('title', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('documents', text, (column) => column.notNull())
    .addColumn('dossier_id', text, (column) => column.references('dossiers.id'))
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('agenda_items_by_meeting').on('agenda_items').column('meeting_id').execute()
}
