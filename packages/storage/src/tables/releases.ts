import type { Release } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type { ReleasesTable } from '../tables.ts'

export function releasesTable({ db }: Connection): ReleasesTable {
  return {
    async insert(release) {
      await db.insertInto('releases').values(rowOf(release)).execute()
    },
    async byId(id) {
      const row = await db.selectFrom('releases').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? read(row, await withdrawalsOf(db, [id])) : null
    },
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('releases')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('version_number', 'desc')
        .execute()
      const withdrawals = await withdrawalsOf(
        db,
        rows.map(({ id }) => id),
      )
      return rows.map((row) => read(row, withdrawals))
    },
    async withdraw(id, { country, personId, reason, at }) {
      await db
        .insertInto('support_withdrawals')
        .values({ release_id: id, country, person_id: personId, reason, at })
        .execute()
    },
    async supersede(id, byId) {
      const { numUpdatedRows } = await db
        .updateTable('releases')
        .set({ superseded_by: byId })
        .where('id', '=', id)
        .where('superseded_by', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) {
        throw new StorageError('row_not_changeable', `Release ${id} is not there or already superseded`)
      }
    },
  }
}

type StoredWithdrawal = Selectable<Database['support_withdrawals']>

async function withdrawalsOf(
  db: Connection['db'],
  releaseIds: readonly string[],
): Promise<readonly StoredWithdrawal[]> {
  if (releaseIds.length === 0) return []
  return db
    .selectFrom('support_withdrawals')
    .selectAll()
    .where('release_id', 'in', releaseIds)
    .orderBy('at')
    .orderBy('country')
    .execute()
}

function read(row: Selectable<Database['releases']>, withdrawals: readonly StoredWithdrawal[]): Release {
  return {
    id: row.id,
    positionId: row.position_id,
    reference: row.reference,
    title: row.title,
    version: { number: row.version_number, contentHash: row.content_hash },
    roundId: row.round_id,
    supporters: JSON.parse(row.supporters),
    partyFormula: row.party_formula,
    reservations: JSON.parse(row.reservations),
    draftingLanguage: row.drafting_language,
    marking: row.marking,
    releasedAt: row.released_at,
    releasedBy: row.released_by,
    supersededBy: row.superseded_by,
    withdrawals: withdrawals
      .filter(({ release_id }) => release_id === row.id)
      .map(({ country, person_id, reason, at }) => ({ country, personId: person_id, reason, at })),
  }
}

function rowOf(release: Release): Selectable<Database['releases']> {
  return {
    id: release.id,
    position_id: release.positionId,
    reference: release.reference,
    title: release.title,
    version_number: release.version.number,
    content_hash: release.version.contentHash,
    round_id: release.roundId,
    supporters: JSON.stringify(release.supporters),
    party_formula: release.partyFormula,
    reservations: JSON.stringify(release.reservations),
    drafting_language: release.draftingLanguage,
    marking: release.marking,
    released_at: release.releasedAt,
    released_by: release.releasedBy,
    superseded_by: release.supersededBy,
  }
}
