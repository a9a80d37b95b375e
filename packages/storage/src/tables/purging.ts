import { draftIdOf, isPurged, type PagesPlace, type PositionEvent } from '@samsyn/domain'
import type { Connection } from '../connection.ts'
import { canonicalJson } from '../event-hash.ts'
import type { Purging, RemovedText } from '../tables.ts'
import { removeFromSearch } from './search.ts'

/** Before every instant. */
const beginning = ''

/** Removes texts for good. Works only where the guards are lifted, and leaves the position's own row to its caller. */
export function purgingOf(connection: Connection): Purging {
  const { db } = connection
  return {
    async joint(positionId, version, at) {
      const kept = version === null ? null : await keptVersion(connection, positionId, version)
      const cut = kept?.frozen_at ?? beginning
      const events = await removeWords(connection, positionId, version ?? 0)
      const reports = await removeReports(connection, positionId, cut)
      const translations = await removeTranslations(connection, positionId, cut)
      const versions = await removeVersions(connection, positionId, { number: version ?? 0, cut })
      const threads = await removeThreads(connection, positionId, cut)
      const proposals = await removeProposals(connection, positionId, cut)
      const notes = await removeRecordNotes(connection, positionId, cut)
      // Whom to ask may say it, too, and is soon named again.
      await db.deleteFrom('delegation_contacts').where('position_id', '=', positionId).execute()
      await removeFromSearch(connection, positionId, version ?? 0)
      const draftId = draftIdOf({ positionId, country: null })
      const log = await removeLog(connection, draftId, { through: kept?.place ?? 0, at })
      return { ...log, versions, remarks: threads + proposals + reports + translations + notes, events }
    },
    async pages(place, version, at) {
      const { positionId, country } = place
      const kept = version === null ? null : await keptPages(connection, place, version)
      await db
        .deleteFrom('mandates')
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .where('at', '>', kept?.kept_at ?? beginning)
        .execute()
      const notes = await db
        .deleteFrom('record_notes')
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .where('at', '>', kept?.kept_at ?? beginning)
        .executeTakeFirst()
      const { numDeletedRows } = await db
        .deleteFrom('pages_versions')
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .where('number', '>', version ?? 0)
        .executeTakeFirst()
      const log = await removeLog(connection, draftIdOf(place), { through: kept?.place ?? 0, at })
      return { ...log, versions: Number(numDeletedRows), remarks: Number(notes.numDeletedRows), events: 0 }
    },
  }
}

function keptVersion({ db }: Connection, positionId: string, number: number) {
  return db
    .selectFrom('versions')
    .select(['place', 'frozen_at'])
    .where('position_id', '=', positionId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

function keptPages({ db }: Connection, { positionId, country }: PagesPlace, number: number) {
  return db
    .selectFrom('pages_versions')
    .select(['place', 'kept_at'])
    .where('position_id', '=', positionId)
    .where('country', '=', country)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/** The log behind a place, with what was made of it; the draft is known as purged from then on. */
async function removeLog(
  { db }: Connection,
  draftId: string,
  { through, at }: { readonly through: number; readonly at: string },
): Promise<Pick<RemovedText, 'entries' | 'isLogEmpty'>> {
  const { numDeletedRows } = await db
    .deleteFrom('updates')
    .where('draft_id', '=', draftId)
    .where('sequence', '>', through)
    .executeTakeFirst()
  await db.deleteFrom('snapshots').where('draft_id', '=', draftId).execute()
  await db.deleteFrom('last_looks').where('draft_id', '=', draftId).where('place', '>', through).execute()
  await db.insertInto('purges').values({ draft_id: draftId, at, is_scrubbed: 0 }).execute()
  const left = await db
    .selectFrom('updates')
    .select('sequence')
    .where('draft_id', '=', draftId)
    .limit(1)
    .executeTakeFirst()
  return { entries: Number(numDeletedRows), isLogEmpty: !left }
}

/** Puts a mark in the place of every event that must go with the text. */
async function removeWords({ db }: Connection, positionId: string, version: number): Promise<number> {
  const rows = await db
    .selectFrom('events')
    .select(['sequence', 'event'])
    .where('position_id', '=', positionId)
    .orderBy('sequence')
    .execute()
  const hashes = await db
    .selectFrom('versions')
    .select('content_hash')
    .where('position_id', '=', positionId)
    .where('number', '<=', version)
    .execute()
  const kept = { version, hashes: new Set(hashes.map((row) => row.content_hash)) }
  // Written by the events' own table.
  const events = rows.map((row) => ({
    sequence: row.sequence,
    event: JSON.parse(row.event) as PositionEvent,
  }))
  const frozen = events.find(({ event }) => event.type === 'version.frozen' && event.number === version)
  const going = events.filter(({ sequence, event }) =>
    isPurged(event, sequence > (frozen?.sequence ?? 0), kept),
  )
  for (const { sequence, event } of going) {
    const mark: PositionEvent = { type: 'event.purged', was: event.type }
    await db
      .updateTable('events')
      .set({ event: canonicalJson(mark), salt: null })
      .where('sequence', '=', sequence)
      .execute()
  }
  return going.length
}

/** Versions above a number with the rounds held and the final texts made of them, and names given later. */
async function removeVersions(
  { db }: Connection,
  positionId: string,
  { number, cut }: { readonly number: number; readonly cut: string },
): Promise<number> {
  const rounds = db
    .selectFrom('rounds')
    .select('id')
    .where('position_id', '=', positionId)
    .where('version_number', '>', number)
  const releases = db
    .selectFrom('releases')
    .select('id')
    .where('position_id', '=', positionId)
    .where('version_number', '>', number)
  await db
    .updateTable('releases')
    .set({ superseded_by: null })
    .where('superseded_by', 'in', releases)
    .execute()
  await removeCorrigenda({ db }, { positionId, number, cut })
  await db.deleteFrom('support_withdrawals').where('release_id', 'in', releases).execute()
  await db.deleteFrom('reconfirmations').where('release_id', 'in', releases).execute()
  await db.deleteFrom('releases').where('id', 'in', releases).execute()
  const decisions = db.selectFrom('decisions').select('id').where('round_id', 'in', rounds)
  await db.deleteFrom('signatures').where('decision_id', 'in', decisions).execute()
  await db.deleteFrom('decisions').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('extension_requests').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('act_signatures').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('reservation_lifts').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('confirmations').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('extensions').where('round_id', 'in', rounds).execute()
  await db.deleteFrom('rounds').where('id', 'in', rounds).execute()
  await db
    .deleteFrom('version_names')
    .where('position_id', '=', positionId)
    .where((where) => where.or([where('number', '>', number), where('named_at', '>', cut)]))
    .execute()
  const { numDeletedRows } = await db
    .deleteFrom('versions')
    .where('position_id', '=', positionId)
    .where('number', '>', number)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Corrigenda from an instant on, ends that came later, and what was signed of those: their words may repeat what must go. */
async function removeCorrigenda(
  { db }: Pick<Connection, 'db'>,
  { positionId, number, cut }: { readonly positionId: string; readonly number: number; readonly cut: string },
): Promise<void> {
  const releases = db.selectFrom('releases').select('id').where('position_id', '=', positionId)
  const late = db
    .selectFrom('corrigenda')
    .select('id')
    .where((where) =>
      where.or([
        where('release_id', 'in', releases.where('version_number', '>', number)),
        where.and([where('release_id', 'in', releases), where('at', '>=', cut)]),
      ]),
    )
  const all = db.selectFrom('corrigenda').select('id').where('release_id', 'in', releases)
  const endings = db
    .selectFrom('corrigendum_endings')
    .select('corrigendum_id')
    .where('corrigendum_id', 'in', all)
    .where((where) => where.or([where('at', '>=', cut), where('corrigendum_id', 'in', late)]))
  const objections = await endings.select('objection_id').execute()
  const signed = objections.flatMap(({ objection_id }) => (objection_id === null ? [] : [objection_id]))
  if (signed.length > 0) await db.deleteFrom('act_signatures').where('act_id', 'in', signed).execute()
  await db.deleteFrom('corrigendum_endings').where('corrigendum_id', 'in', endings).execute()
  await db.deleteFrom('corrigenda').where('id', 'in', late).execute()
}

/** Threads, comments and wordings from an instant on, whoever they are for. A comment that its author removed stays removed. */
async function removeThreads({ db }: Connection, positionId: string, cut: string): Promise<number> {
  const late = await db
    .selectFrom('threads')
    .select('id')
    .where('position_id', '=', positionId)
    .where('raised_at', '>=', cut)
    .execute()
  for (const { id } of late) {
    await removeComments({ db }, id, 0)
    await db.deleteFrom('turns').where('thread_id', '=', id).execute()
    await db.deleteFrom('threads').where('id', '=', id).execute()
  }
  const replies = await db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .innerJoin('wordings', 'wordings.comment_id', 'comments.id')
    .select(({ fn }) => ['comments.thread_id', fn.min('comments.ordinal').as('first')])
    .where('threads.position_id', '=', positionId)
    .where('wordings.ordinal', '=', 0)
    .where('wordings.at', '>=', cut)
    .groupBy('comments.thread_id')
    .execute()
  // All behind the first of them, so that the numbers of what is left have no gap.
  for (const { thread_id, first } of replies) await removeComments({ db }, thread_id, Number(first))
  const left = db
    .selectFrom('comments')
    .innerJoin('threads', 'threads.id', 'comments.thread_id')
    .select('comments.id')
    .where('threads.position_id', '=', positionId)
  await db
    .deleteFrom('wordings')
    .where('comment_id', 'in', left)
    .where('at', '>=', cut)
    .where('text', 'is not', null)
    .execute()
  return late.length
}

async function removeComments({ db }: Pick<Connection, 'db'>, threadId: string, from: number): Promise<void> {
  const comments = db
    .selectFrom('comments')
    .select('id')
    .where('thread_id', '=', threadId)
    .where('ordinal', '>=', from)
  await db.deleteFrom('wordings').where('comment_id', 'in', comments).execute()
  await db.deleteFrom('comments').where('thread_id', '=', threadId).where('ordinal', '>=', from).execute()
}

/** Reports on meetings with what was made of them and follows from them: what came later may repeat what must go. */
async function removeReports({ db }: Connection, positionId: string, cut: string): Promise<number> {
  const consolidations = db
    .selectFrom('consolidations')
    .select('id')
    .where('position_id', '=', positionId)
    .where('at', '>=', cut)
  await db.deleteFrom('report_notes').where('consolidation_id', 'in', consolidations).execute()
  await db.deleteFrom('consolidations').where('id', 'in', consolidations).execute()
  const followUps = db.selectFrom('follow_ups').select('id').where('position_id', '=', positionId)
  await db
    .deleteFrom('follow_up_turns')
    .where('follow_up_id', 'in', followUps)
    .where('at', '>=', cut)
    .execute()
  await db.deleteFrom('follow_ups').where('position_id', '=', positionId).where('at', '>=', cut).execute()
  const { numDeletedRows } = await db
    .deleteFrom('reports')
    .where('position_id', '=', positionId)
    .where('at', '>=', cut)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Working translations: what came later than a version may have brought in itself what must go. */
async function removeTranslations({ db }: Connection, positionId: string, cut: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('translations')
    .where('position_id', '=', positionId)
    .where('issued_at', '>=', cut)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** What countries have noted for their registers since: it may repeat what must go. */
async function removeRecordNotes({ db }: Connection, positionId: string, cut: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('record_notes')
    .where('position_id', '=', positionId)
    .where('at', '>=', cut)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Proposals, contributions and what was decided of them from an instant on: what is older stands undecided again. */
async function removeProposals({ db }: Connection, positionId: string, cut: string): Promise<number> {
  const contributions = db
    .selectFrom('contributions')
    .select('id')
    .where('position_id', '=', positionId)
    .where('begun_at', '>=', cut)
  const all = db.selectFrom('proposals').select('id').where('position_id', '=', positionId)
  const late = all.where((where) =>
    where.or([where('at', '>=', cut), where('contribution_id', 'in', contributions)]),
  )
  await db
    .deleteFrom('settlements')
    .where('proposal_id', 'in', all)
    .where((where) => where.or([where('at', '>=', cut), where('proposal_id', 'in', late)]))
    .execute()
  const { numDeletedRows } = await db.deleteFrom('proposals').where('id', 'in', late).executeTakeFirst()
  await db.deleteFrom('contribution_turns').where('contribution_id', 'in', contributions).execute()
  await db.deleteFrom('contributions').where('id', 'in', contributions).execute()
  return Number(numDeletedRows)
}
