import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** The passkey that a session was begun with; of those begun before it is not known. */
export function sessionPasskeys(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('sessions').addColumn('passkey_id', columnTypes[dialect].text).execute()
    },
  }
}
