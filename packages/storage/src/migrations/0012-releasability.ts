import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** To which countries beyond the Member States a position is releasable; one from before that, to none. */
export function releasability(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text } = columnTypes[dialect]
      await db.schema
        .alterTable('positions')
        .addColumn('releasable_to', text, (column) => column.notNull().defaultTo('[]'))
        .execute()
    },
  }
}
