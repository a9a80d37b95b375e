import type { Translation } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { TranslationSummary, TranslationsTable } from '../tables.ts'

const summary = [
  'id',
  'position_id',
  'release_id',
  'translates',
  'language',
  'number',
  'title',
  'content_hash',
  'country',
  'issued_by',
  'issued_at',
] as const

export function translationsTable({ db }: Connection): TranslationsTable {
  return {
    async insert(translation) {
      await db.insertInto('translations').values(rowOf(translation)).execute()
    },
    async byId(id) {
      const row = await db.selectFrom('translations').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? { ...read(row), canonicalText: row.canonical_text } : null
    },
    async byRelease(releaseId) {
      const rows = await db
        .selectFrom('translations')
        .select(summary)
        .where('release_id', '=', releaseId)
        .orderBy('language')
        .orderBy('number', 'desc')
        .execute()
      return rows.map(read)
    },
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('translations')
        .select(summary)
        .where('position_id', '=', positionId)
        .orderBy('issued_at')
        .orderBy('id')
        .execute()
      return rows.map(read)
    },
  }
}

type Row = Selectable<Database['translations']>

function read(row: Omit<Row, 'canonical_text'>): TranslationSummary {
  return {
    id: row.id,
    positionId: row.position_id,
    releaseId: row.release_id,
    translates: row.translates,
    language: row.language,
    number: row.number,
    title: row.title,
    contentHash: row.content_hash,
    country: row.country,
    issuedBy: row.issued_by,
    issuedAt: row.issued_at,
  }
}

function rowOf(translation: Translation): Row {
  return {
    id: translation.id,
    position_id: translation.positionId,
    release_id: translation.releaseId,
    translates: translation.translates,
    language: translation.language,
    number: translation.number,
    title: translation.title,
    canonical_text: translation.canonicalText,
    content_hash: translation.contentHash,
    country: translation.country,
    issued_by: translation.issuedBy,
    issued_at: translation.issuedAt,
  }
}
