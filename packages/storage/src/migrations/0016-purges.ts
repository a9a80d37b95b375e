import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/**
 * What a purge needs (ADR 30): which place in its log a version was made at, events whose words can go without their hash, and
 * which drafts were purged. Versions and events of before have none of it.
 */
export function purges(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, counted, tableEnd } = columnTypes[dialect]
      await db.schema.alterTable('versions').addColumn('place', integer).execute()
      await db.schema.alterTable('pages_versions').addColumn('place', integer).execute()
      await db.schema.alterTable('events').addColumn('salt', text).execute()
      await db.schema.alterTable('events').addColumn('digest', text).execute()
      await db.schema
        .createTable('purges')
        .addColumn('id', counted)
        .addColumn('draft_id', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('is_scrubbed', integer, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await sql`create index purges_by_draft on purges (draft_id)`.execute(db)
    },
  }
}
