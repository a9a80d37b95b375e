import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What delegations reported of a meeting, what was made of it, who noted that, and what follows from it: only added to. */
export function reports(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('reports')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('release_id', text, (column) => column.notNull().references('releases.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('outcome', text, (column) => column.notNull())
        .addColumn('content', text, (column) => column.notNull())
        .addUniqueConstraint('reports_of_position', ['position_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('consolidations')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('outcome', text, (column) => column.notNull())
        .addColumn('content', text, (column) => column.notNull())
        .addUniqueConstraint('consolidations_of_position', ['position_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('report_notes')
        .addColumn('consolidation_id', text, (column) => column.notNull().references('consolidations.id'))
        .addColumn('country', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('report_notes_key', ['consolidation_id', 'country'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('follow_ups')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('action', text, (column) => column.notNull())
        .addColumn('owner', text, (column) => column.notNull())
        .addColumn('due', text)
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addColumn('at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('follow_ups_by_position')
        .on('follow_ups')
        .columns(['position_id', 'at', 'id'])
        .execute()
      await db.schema
        .createTable('follow_up_turns')
        .addColumn('follow_up_id', text, (column) => column.notNull().references('follow_ups.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('reason', text)
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('follow_up_turns_key', ['follow_up_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      const place = [['id'], ['position_id', 'ordinal']]
      await refuseChanges(db, dialect, { table: 'reports', keys: place })
      await refuseChanges(db, dialect, { table: 'consolidations', keys: place })
      await refuseChanges(db, dialect, { table: 'report_notes', keys: [['consolidation_id', 'country']] })
      await refuseChanges(db, dialect, { table: 'follow_ups', keys: [['id']] })
      await refuseChanges(db, dialect, { table: 'follow_up_turns', keys: [['follow_up_id', 'ordinal']] })
    },
  }
}
