import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DialectName } from '../connection.ts'
import { columnTypes } from './column-types.ts'

/** The texts that can be searched, and beside them the index of their tokens. */
export function search(dialect: DialectName): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const { text, integer, counted, tableEnd } = columnTypes[dialect]
      await db.schema
        .createTable('search_texts')
        .addColumn('id', counted)
        .addColumn('position_id', text, (column) => column.notNull().references('positions.id'))
        .addColumn('kind', text, (column) => column.notNull())
        // 0 for the draft, which has no number.
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('release_id', text)
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('at', text, (column) => column.notNull())
        .addColumn('place', integer)
        .addColumn('words', text, (column) => column.notNull())
        .addColumn('passages', text, (column) => column.notNull())
        .addColumn('analysis', integer, (column) => column.notNull())
        .addUniqueConstraint('search_texts_key', ['position_id', 'kind', 'number'])
        .modifyEnd(tableEnd)
        .execute()
      if (dialect === 'postgres') {
        await sql`create table search_words (rowid bigint primary key, tokens tsvector not null)`.execute(db)
        await sql`create index search_words_tokens on search_words using gin (tokens)`.execute(db)
        return
      }
      // Which texts have a token is all that is asked; what is deleted leaves the index at once.
      await sql`create virtual table search_words using fts5(tokens, tokenize = 'ascii', detail = none)`.execute(
        db,
      )
      await sql`insert into search_words (search_words, rank) values ('secure-delete', 1)`.execute(db)
    },
  }
}
