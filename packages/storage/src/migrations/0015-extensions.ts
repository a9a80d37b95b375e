import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Later deadlines of a round; the one that it was opened with stays in its row. */
export function extensions(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('extensions')
        .addColumn('round_id', text, (column) => column.notNull().references('rounds.id'))
        .addColumn('deadline', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('extensions_of_round', ['round_id', 'deadline'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'extensions', keys: [['round_id', 'deadline']] })
    },
  }
}
