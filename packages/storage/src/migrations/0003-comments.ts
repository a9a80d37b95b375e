import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { refuseChanges } from './append-only.ts'
import { columnTypes } from './column-types.ts'

/** Threads beside the text: what is said in them is only ever added to. */
export function comments(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('threads')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('audience', text)
        .addColumn('anchor', text)
        .addColumn('raised_at', text, (column) => column.notNull())
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createIndex('threads_by_position')
        .on('threads')
        .columns(['position_id', 'raised_at', 'id'])
        .execute()
      await db.schema
        .createTable('comments')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('thread_id', text, (column) => column.notNull().references('threads.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addUniqueConstraint('comments_in_thread', ['thread_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('wordings')
        .addColumn('comment_id', text, (column) => column.notNull().references('comments.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('text', text)
        .addColumn('mentions', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('wordings_of_comment', ['comment_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await db.schema
        .createTable('turns')
        .addColumn('thread_id', text, (column) => column.notNull().references('threads.id'))
        .addColumn('ordinal', integer, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('person_id', text, (column) => column.notNull().references('people.id'))
        .addColumn('country', text)
        .addColumn('at', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('turns_of_thread', ['thread_id', 'ordinal'])
        .modifyEnd(tableEnd)
        .execute()
      await refuseChanges(db, dialect, { table: 'threads', keys: [['id']] })
      await refuseChanges(db, dialect, { table: 'comments', keys: [['id'], ['thread_id', 'ordinal']] })
      await refuseChanges(db, dialect, { table: 'wordings', keys: [['comment_id', 'ordinal']] })
      await refuseChanges(db, dialect, { table: 'turns', keys: [['thread_id', 'ordinal']] })
    },
  }
}
