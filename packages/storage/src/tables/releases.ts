import type { Corrigendum, CorrigendumEnding, Lift, Release } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import { canonicalJson } from '../event-hash.ts'
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
      return row ? read(row, await addedTo(db, [row])) : null
    },
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('releases')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('version_number', 'desc')
        .execute()
      const added = await addedTo(db, rows)
      return rows.map((row) => read(row, added))
    },
    async withdraw(releaseId, { id, country, personId, deputyFor, reason, statementHash, at }) {
      await db
        .insertInto('support_withdrawals')
        .values({
          release_id: releaseId,
          id,
          country,
          person_id: personId,
          deputy_for: deputyFor,
          reason,
          statement_hash: statementHash,
          at,
        })
        .execute()
    },
    async reconfirm(releaseId, reconfirmation) {
      const { id, postponementId, meetingId, country, personId, deputyFor, statementHash, at } =
        reconfirmation
      await db
        .insertInto('reconfirmations')
        .values({
          id,
          release_id: releaseId,
          postponement_id: postponementId,
          meeting_id: meetingId,
          country,
          person_id: personId,
          deputy_for: deputyFor,
          statement_hash: statementHash,
          at,
        })
        .execute()
    },
    async lift(roundId, lift) {
      const { lifts } = await db
        .selectFrom('reservation_lifts')
        .select(({ fn }) => fn.countAll<number>().as('lifts'))
        .where('round_id', '=', roundId)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('reservation_lifts')
        .values({
          round_id: roundId,
          ordinal: Number(lifts),
          person_id: lift.personId,
          given: JSON.stringify(lift),
        })
        .execute()
    },
    async propose({ id, text, contentHash, deadline, proposedBy, proposedAt }) {
      await db
        .insertInto('corrigenda')
        .values({
          id,
          release_id: text.release.id,
          text: canonicalJson(text),
          content_hash: contentHash,
          deadline,
          person_id: proposedBy,
          at: proposedAt,
        })
        .execute()
    },
    async endCorrigendum(id, ending) {
      await db
        .insertInto('corrigendum_endings')
        .values({
          corrigendum_id: id,
          objection_id: ending.kind === 'objected' ? ending.objectionId : null,
          given: JSON.stringify(ending),
          at: ending.at,
        })
        .execute()
    },
    async runningCorrigenda() {
      const rows = await selectCorrigenda(db)
        .innerJoin('releases', 'releases.id', 'corrigenda.release_id')
        .select('releases.position_id')
        .where('corrigendum_endings.corrigendum_id', 'is', null)
        .orderBy('corrigenda.deadline')
        .orderBy('corrigenda.id')
        .execute()
      return rows.map(({ position_id, ...row }) => ({
        positionId: position_id,
        corrigendum: readCorrigendum(row),
      }))
    },
    async issuedCorrigenda() {
      const rows = await db
        .selectFrom('corrigenda')
        .innerJoin('corrigendum_endings', 'corrigendum_endings.corrigendum_id', 'corrigenda.id')
        .select(['corrigenda.release_id', 'corrigendum_endings.given'])
        .execute()
      const issued = rows.filter(({ given }) => (JSON.parse(given) as CorrigendumEnding).kind === 'issued')
      const byRelease = Map.groupBy(issued, ({ release_id }) => release_id)
      return new Map([...byRelease].map(([id, { length }]) => [id, length]))
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

type StoredRelease = Selectable<Database['releases']>

/** What came to releases later, of several together. */
interface Added {
  readonly withdrawals: readonly Selectable<Database['support_withdrawals']>[]
  readonly reconfirmations: readonly Selectable<Database['reconfirmations']>[]
  readonly lifts: readonly Lift[]
  readonly corrigenda: readonly Corrigendum[]
}

async function addedTo(db: Connection['db'], releases: readonly StoredRelease[]): Promise<Added> {
  if (releases.length === 0) return { withdrawals: [], reconfirmations: [], lifts: [], corrigenda: [] }
  const withdrawals = await db
    .selectFrom('support_withdrawals')
    .selectAll()
    .where(
      'release_id',
      'in',
      releases.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('country')
    .execute()
  const reconfirmations = await db
    .selectFrom('reconfirmations')
    .selectAll()
    .where(
      'release_id',
      'in',
      releases.map(({ id }) => id),
    )
    .orderBy('at')
    .orderBy('country')
    .execute()
  const lifts = await db
    .selectFrom('reservation_lifts')
    .select('given')
    .where(
      'round_id',
      'in',
      releases.map(({ round_id }) => round_id),
    )
    .orderBy('ordinal')
    .execute()
  // Written by this table, or by the rounds' own.
  const corrigenda = await selectCorrigenda(db)
    .where(
      'corrigenda.release_id',
      'in',
      releases.map(({ id }) => id),
    )
    .orderBy('corrigenda.at')
    .orderBy('corrigenda.id')
    .execute()
  return {
    withdrawals,
    reconfirmations,
    lifts: lifts.map(({ given }) => JSON.parse(given) as Lift),
    corrigenda: corrigenda.map(readCorrigendum),
  }
}

function selectCorrigenda(db: Connection['db']) {
  return db
    .selectFrom('corrigenda')
    .leftJoin('corrigendum_endings', 'corrigendum_endings.corrigendum_id', 'corrigenda.id')
    .selectAll('corrigenda')
    .select('corrigendum_endings.given')
}

function readCorrigendum(
  row: Selectable<Database['corrigenda']> & { readonly given: string | null },
): Corrigendum {
  return {
    id: row.id,
    text: JSON.parse(row.text),
    contentHash: row.content_hash,
    deadline: row.deadline,
    proposedBy: row.person_id,
    proposedAt: row.at,
    ending: row.given === null ? null : JSON.parse(row.given),
  }
}

function read(row: StoredRelease, { withdrawals, reconfirmations, lifts, corrigenda }: Added): Release {
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
      .map(({ id, country, person_id, deputy_for, reason, statement_hash, at }) => ({
        id,
        country,
        personId: person_id,
        deputyFor: deputy_for,
        reason,
        statementHash: statement_hash,
        at,
      })),
    reconfirmations: reconfirmations
      .filter(({ release_id }) => release_id === row.id)
      .map(({ id, postponement_id, meeting_id, country, person_id, deputy_for, statement_hash, at }) => ({
        id,
        meetingId: meeting_id,
        postponementId: postponement_id,
        country,
        personId: person_id,
        deputyFor: deputy_for,
        statementHash: statement_hash,
        at,
      })),
    lifts: lifts.filter(({ releaseId }) => releaseId === row.id),
    corrigenda: corrigenda.filter(({ text }) => text.release.id === row.id),
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
