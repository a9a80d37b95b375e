import { type Kysely, sql } from 'kysely'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** People, what they may, and the browsers they are signed in with. */
export async function createPeople(db: Kysely<unknown>, dialect: DialectName): Promise<void> {
  const { text, integer, tableEnd } = columnTypes[dialect]
  await db.schema
    .createTable('people')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('country', text)
    .addColumn('ministry_id', text, (column) => column.references('ministries.id'))
    .addColumn('language', text, (column) => column.notNull())
    .addColumn('is_disabled', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('grants')
    .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
    .addColumn('ordinal', integer, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('country', text)
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('forum_id', text, (column) => column.references('forums.id'))
    .addColumn('dossier_id', text, (column) => column.references('dossiers.id'))
    .addColumn('reads_drafts', integer, (column) => column.notNull())
    .addColumn('valid_from', text, (column) => column.notNull())
    .addColumn('valid_to', text)
    .addPrimaryKeyConstraint('grants_key', ['person_id', 'ordinal'])
    .addCheckConstraint(
      'grants_scope',
      sql`(scope = 'forum') = (forum_id is not null) and (scope = 'dossier') = (dossier_id is not null)`,
    )
    .modifyEnd(tableEnd)
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('expires_at', text, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute()
  await db.schema.createIndex('sessions_by_person').on('sessions').column('person_id').execute()
  await db.schema.createIndex('sessions_by_end').on('sessions').column('expires_at').execute()
}
