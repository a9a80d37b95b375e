import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** The key that own pages are sealed with from their beginning on; those begun before have none and stay as they are. */
export function pagesKeys(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('own_pages').addColumn('key_id', columnTypes[dialect].text).execute()
    },
  }
}
