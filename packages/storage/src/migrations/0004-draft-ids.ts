import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A position has more texts than one: what the update log and the snapshots are keyed by is the draft. */
export function draftIds(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const table of ['updates', 'snapshots']) {
        await db.schema.alterTable(table).renameColumn('position_id', 'draft_id').execute()
      }
    },
  }
}
