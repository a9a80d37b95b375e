import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChangesBut } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What somebody may no longer stays with the instant at which it ended: grants are added and ended once, nothing else. */
export function endedGrants(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text } = columnTypes[dialect]
      await db.schema.alterTable('grants').addColumn('ended_at', text).execute()
      await refuseChangesBut(db, dialect, {
        table: 'grants',
        keys: [['person_id', 'ordinal']],
        fillable: ['ended_at'],
      })
    },
  }
}
