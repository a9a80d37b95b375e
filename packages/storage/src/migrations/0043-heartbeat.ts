import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** When the server last ran, and when it did not. */
export function heartbeat(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { integer, text } = columnTypes[dialect]
      await db.schema
        .createTable('heartbeat')
        .addColumn('id', integer, (column) => column.primaryKey())
        .addColumn('at', text, (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('outages')
        .addColumn('from_at', text, (column) => column.primaryKey())
        .addColumn('to_at', text, (column) => column.notNull())
        .execute()
    },
  }
}
