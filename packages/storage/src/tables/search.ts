import { assertNever, type CountryCode } from '@samsyn/domain'
import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely'
import { atomically, type Connection, type DialectName } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { FoundText, PassageOfText, SearchClause, SearchTable, SearchToken } from '../search.ts'

export function searchTable(connection: Connection): SearchTable {
  const { db, dialect } = connection
  return {
    put: ({ positionId, releaseId, tokens, passages, ...text }) =>
      atomically(connection, async (inside) => {
        const { kind, number } = text
        await remove(inside, (rows) =>
          rows.and([
            rows('position_id', '=', positionId),
            rows('kind', '=', kind),
            rows('number', '=', number),
          ]),
        )
        const { id } = await inside.db
          .insertInto('search_texts')
          .values({
            ...text,
            position_id: positionId,
            release_id: releaseId,
            passages: JSON.stringify(passages),
          })
          .returning('id')
          .executeTakeFirstOrThrow()
        await inside.db
          .insertInto('search_words')
          .values({ rowid: id, tokens: stored([...tokens], dialect) })
          .execute()
      }),
    async find(clauses, kinds) {
      let query = db
        .selectFrom('search_texts')
        .leftJoin('releases', 'releases.id', 'search_texts.release_id')
        .select([
          'search_texts.id',
          'search_texts.position_id as positionId',
          'search_texts.kind',
          'search_texts.number',
          'search_texts.release_id as releaseId',
          'search_texts.title',
          'search_texts.at',
          'releases.superseded_by as supersededBy',
          'releases.supporters',
          sql<number>`(select count(*) from support_withdrawals where release_id = releases.id)`.as(
            'withdrawals',
          ),
        ])
        .orderBy('search_texts.id')
      if (kinds) query = query.where('search_texts.kind', 'in', kinds)
      for (const clause of clauses) query = query.where((rows) => holds(clause, rows, dialect))
      return (await query.execute()).map(
        ({ supersededBy, withdrawals, supporters, ...row }): FoundText => ({
          ...row,
          id: Number(row.id),
          isSuperseded: supersededBy !== null,
          isSupportWithdrawn: Number(withdrawals) > 0,
          // Written by the releases' own table.
          supporters: JSON.parse(supporters ?? '[]') as CountryCode[],
        }),
      )
    },
    async ids(clauses) {
      let query = db.selectFrom('search_texts').select('search_texts.id').orderBy('search_texts.id')
      for (const clause of clauses) query = query.where((rows) => holds(clause, rows, dialect))
      return (await query.execute()).map(({ id }) => Number(id))
    },
    async passages(ids) {
      if (ids.length === 0) return []
      const rows = await db
        .selectFrom('search_texts')
        .select(['id', 'passages'])
        .where('id', 'in', ids)
        .execute()
      const byId = new Map(rows.map(({ id, passages }) => [Number(id), passages]))
      // Written by `put` and by nothing else; gone where it was purged in this very moment.
      return ids.map((id) => JSON.parse(byId.get(id) ?? '[]') as PassageOfText[])
    },
    async drafts() {
      const rows = await db
        .selectFrom('search_texts')
        .select(['position_id as positionId', 'title', 'place', 'analysis'])
        .where('kind', '=', 'draft')
        .orderBy('position_id')
        .execute()
      return rows.map((row) => ({ ...row, place: Number(row.place), analysis: Number(row.analysis) }))
    },
    async missing(analysis, most) {
      const versions = await db
        .selectFrom('versions')
        .leftJoin('search_texts', (join) =>
          join
            .onRef('search_texts.position_id', '=', 'versions.position_id')
            .onRef('search_texts.number', '=', 'versions.number')
            .on('search_texts.kind', '=', 'version')
            .on('search_texts.analysis', '=', analysis),
        )
        .select(['versions.position_id as positionId', 'versions.number'])
        .where('search_texts.id', 'is', null)
        .orderBy('versions.position_id')
        .orderBy('versions.number')
        .limit(most)
        .execute()
      const releases = await db
        .selectFrom('releases')
        .leftJoin('search_texts', (join) =>
          join
            .onRef('search_texts.position_id', '=', 'releases.position_id')
            .onRef('search_texts.number', '=', 'releases.version_number')
            .on('search_texts.kind', '=', 'release')
            .on('search_texts.analysis', '=', analysis),
        )
        .select([
          'releases.position_id as positionId',
          'releases.version_number as number',
          'releases.id as releaseId',
        ])
        .where('search_texts.id', 'is', null)
        .orderBy('releases.id')
        .limit(most)
        .execute()
      return [
        ...versions.map((row) => ({ ...row, releaseId: null })),
        ...releases.map((row) => ({ ...row })),
      ].slice(0, most)
    },
    clear: () => atomically(connection, (inside) => remove(inside, () => sql<boolean>`1 = 1`)),
  }
}

/** Takes the draft of a position out of the index, and whatever is of a version above a number. */
export function removeFromSearch(connection: Connection, positionId: string, version: number): Promise<void> {
  return remove(connection, (rows) =>
    rows.and([
      rows('position_id', '=', positionId),
      rows.or([rows('kind', '=', 'draft'), rows('number', '>', version)]),
    ]),
  )
}

type Rows = ExpressionBuilder<Database, 'search_texts'>
type Condition = RawBuilder<boolean> | ReturnType<Rows['and']>

async function remove({ db }: Connection, which: (rows: Rows) => Condition): Promise<void> {
  await db
    .deleteFrom('search_words')
    .where('rowid', 'in', db.selectFrom('search_texts').select('id').where(which))
    .execute()
  await db.deleteFrom('search_texts').where(which).execute()
}

function holds(
  { anyOf, phrase, dossierIds, agendaItemIds }: SearchClause,
  rows: ExpressionBuilder<Database, 'search_texts'>,
  dialect: DialectName,
) {
  const inText: ReturnType<Rows['and']>[] = []
  if (anyOf.length > 0) inText.push(rows(sql.ref('search_texts.id'), 'in', idsWith(anyOf, dialect)))
  if (phrase !== null) inText.push(rows(indexOf(phrase, dialect), '>', 0))
  const around: ReturnType<Rows['and']>[] = []
  if (dossierIds.length > 0 || agendaItemIds.length > 0) {
    const positions = sql`(select id from positions where ${sql.join(
      [
        ...(dossierIds.length > 0 ? [sql`dossier_id in (${sql.join(dossierIds)})`] : []),
        ...(agendaItemIds.length > 0 ? [sql`agenda_item_id in (${sql.join(agendaItemIds)})`] : []),
      ],
      sql` or `,
    )})`
    around.push(rows(sql.ref('search_texts.position_id'), 'in', positions))
  }
  return rows.or([...(inText.length > 0 ? [rows.and(inText)] : []), ...around])
}

function idsWith(tokens: readonly SearchToken[], dialect: DialectName): RawBuilder<number> {
  const question = questionOf(tokens, dialect)
  switch (dialect) {
    case 'sqlite':
      return sql`(select rowid from search_words where search_words match ${question})`
    case 'postgres':
      return sql`(select rowid from search_words where tokens @@ ${question}::tsquery)`
    default:
      return assertNever(dialect)
  }
}

/** Any of the tokens, in the words of each database. */
function questionOf(tokens: readonly SearchToken[], dialect: DialectName): string {
  const isSqlite = dialect === 'sqlite'
  return tokens
    .map(({ token, isPrefix }) => {
      assertToken(token)
      if (isSqlite) return `"${token}"${isPrefix ? ' *' : ''}`
      return `'${token}'${isPrefix ? ':*' : ''}`
    })
    .join(isSqlite ? ' OR ' : ' | ')
}

/** Where in the words of a text a phrase stands; 0 for nowhere. */
function indexOf(phrase: string, dialect: DialectName): RawBuilder<number> {
  return dialect === 'sqlite'
    ? sql`instr(search_texts.words, ${phrase})`
    : sql`strpos(search_texts.words, ${phrase})`
}

function stored(tokens: readonly string[], dialect: DialectName): string | RawBuilder<string> {
  for (const token of tokens) assertToken(token)
  return dialect === 'sqlite' ? tokens.join(' ') : sql`array_to_tsvector(${tokens}::text[])`
}

/** Anything else would be taken apart, or be part of the question. */
function assertToken(token: string): void {
  if (!/^[\p{L}\p{M}\p{N}]+$/u.test(token)) throw new Error('A token has letters and digits alone')
}
