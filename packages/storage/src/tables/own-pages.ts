import type { CountryCode, MandateChange, MandateStanding, PagesPlace } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { PagesKeyring, SealedPages } from '../pages-keys.ts'
import { prepared } from '../prepared.ts'
import type { Database } from '../schema.ts'
import type { OwnPagesTable } from '../tables.ts'

/** As the rows have it: its words come and go as `sealedPages` seals them. */
export function ownPagesTable(
  connection: Connection,
  { currentId }: Pick<PagesKeyring, 'currentId'>,
): Omit<OwnPagesTable, 'isSealed'> {
  const { db, dialect } = connection
  return {
    async begin({ positionId, country }, at) {
      const [known] = await begun(connection, positionId, country)
      if (!known) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('own_pages')
          .values({ position_id: positionId, country, begun_at: at, key_id: currentId(country) })
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
        .select(['country', 'state', 'is_shared'])
        .where('position_id', '=', positionId)
        .orderBy('ordinal')
        .execute()
      return new Map(rows.map((row) => [row.country, readStanding(row)]))
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
    async instants({ positionId, country }) {
      const rows = await db
        .selectFrom('pages_versions')
        .select(['number', 'kept_at as at'])
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
    async addVersion(
      { positionId, country, number, contentHash, canonicalText, note, keptAt, keptBy },
      place = null,
    ) {
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
          place,
        })
        .execute()
    },
  }
}

/** Asked whenever somebody opens own pages. */
const begun = prepared(({ db }, positionId: string, country: CountryCode) =>
  db
    .selectFrom('own_pages')
    .select('key_id')
    .where('position_id', '=', positionId)
    .where('country', '=', country),
)

/** The id of the key that pages were begun with: null before there were keys, undefined where they are not begun. */
export async function keyIdOfPages(
  connection: Connection,
  { positionId, country }: PagesPlace,
): Promise<string | null | undefined> {
  const [row] = await begun(connection, positionId, country)
  return row?.key_id
}

/** How much of own pages there is, by the key that it was begun with. */
export async function countByKey({ db }: Connection): Promise<SealedPages> {
  const rows = await db
    .selectFrom('own_pages')
    .select(({ fn }) => ['key_id', fn.countAll().as('pages')])
    .groupBy('key_id')
    .execute()
  const counts = rows.map(({ key_id, pages }) => [key_id, Number(pages)] as const)
  const noted = await db.selectFrom('record_notes').select('key_id').distinct().execute()
  return {
    unsealed: counts.find(([keyId]) => keyId === null)?.[1] ?? 0,
    byKey: new Map([
      // A key that nothing but notes were sealed with is as needed.
      ...noted.map(({ key_id }) => [key_id, 0] as const),
      ...counts.flatMap(([keyId, pages]) => (keyId === null ? [] : [[keyId, pages] as const])),
    ]),
  }
}

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

function readStanding({ state, is_shared }: Pick<MandateRow, 'state' | 'is_shared'>): MandateStanding {
  return { state, isShared: is_shared === 1 }
}

function readChange(row: MandateRow): MandateChange {
  return { ...readStanding(row), reference: row.reference, personId: row.person_id, at: row.at }
}
