import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** What is proposed beside a draft, and what became of it: both are written once. */
export function proposals(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('proposals')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('anchor', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('explanation', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('proposals_by_position')
        .on('proposals')
        .columns(['position_id', 'at', 'id'])
        .execute()
      await db.schema
        .createTable('settlements')
        .addColumn('proposal_id', text, (column) => column.primaryKey().references('proposals.id'))
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('reason', text)
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'proposals', keys: [['id']] })
      await refuseChanges(db, dialect, { table: 'settlements', keys: [['proposal_id']] })
    },
  }
}
