import type { CountryCode, Mandate, MandateChange } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import { prepared } from '../prepared.ts'
import type { Database } from '../schema.ts'
import type { OwnPagesTable } from '../tables.ts'

export function ownPagesTable(connection: Connection): OwnPagesTable {
  const { db, dialect } = connection
  return {
    async begin({ positionId, country }, at) {
      const [known] = await begun(connection, positionId, country)
      if (!known) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('own_pages')
          .values({ position_id: positionId, country, begun_at: at })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows === 1n) return true
      }
      // SQLite lets one transaction write at a time anyway.
      if (dialect === 'postgres' && db.isTransaction) {
        await db
          .selectFrom('own_pages')
          .select('begun_at')
          .where('position_id', '=', positionId)
          .where('country', '=', country)
          .forUpdate()
          .execute()
      }
      return false
    },
    isBegun: async ({ positionId, country }) => (await begun(connection, positionId, country)).length > 0,
    async mandateLog({ positionId, country }) {
      const rows = await db
        .selectFrom('mandates')
        .selectAll()
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .orderBy('ordinal')
        .execute()
      return rows.map(readChange)
    },
    async mandates(positionId) {
      const rows = await db
        .selectFrom('mandates')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('ordinal')
        .execute()
      return new Map<CountryCode, Mandate>(rows.map((row) => [row.country, readMandate(row)]))
    },
    async addMandate({ positionId, country }, log, { reference, state, isShared, personId, at }) {
      await db
        .insertInto('mandates')
        .values({
          position_id: positionId,
          country,
          ordinal: log.length,
          reference,
          state,
          is_shared: Number(isShared),
          person_id: personId,
          at,
        })
        .execute()
    },
    async versions({ positionId, country }) {
      const rows = await db
        .selectFrom('pages_versions')
        .select(summaryColumns)
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .orderBy('number', 'desc')
        .execute()
      return rows.map((row) => ({ ...row }))
    },
    async version({ positionId, country }, number) {
      const row = await db
        .selectFrom('pages_versions')
        .select([...summaryColumns, 'canonical_text as canonicalText'])
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .where('number', '=', number)
        .executeTakeFirst()
      return row ? { ...row } : null
    },
    async addVersion({ positionId, country, number, contentHash, canonicalText, note, keptAt, keptBy }) {
      await db
        .insertInto('pages_versions')
        .values({
          position_id: positionId,
          country,
          number,
          content_hash: contentHash,
          canonical_text: canonicalText,
          note,
          kept_at: keptAt,
          kept_by: keptBy,
        })
        .execute()
    },
  }
}

/** Asked whenever somebody opens own pages. */
const begun = prepared(({ db }, positionId: string, country: CountryCode) =>
  db
    .selectFrom('own_pages')
    .select('begun_at')
    .where('position_id', '=', positionId)
    .where('country', '=', country),
)

const summaryColumns = [
  'position_id as positionId',
  'country',
  'number',
  'content_hash as contentHash',
  'note',
  'kept_at as keptAt',
  'kept_by as keptBy',
] as const

type MandateRow = Selectable<Database['mandates']>

function readMandate({ reference, state, is_shared }: MandateRow): Mandate {
  return { reference, state, isShared: is_shared === 1 }
}

function readChange(row: MandateRow): MandateChange {
  return { ...readMandate(row), personId: row.person_id, at: row.at }
}
