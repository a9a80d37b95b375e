import { setTimeout as pause } from 'node:timers/promises'
import type { LogEntry, StoredEntry, UpdateLog } from '@samsyn/sync'
import { sql } from 'kysely'
import { assertOutsideTransaction, atomically, type Connection } from '../connection.ts'
import type { GroupCommit } from '../group-commit.ts'
import { prepared } from '../prepared.ts'
import { StorageError } from '../storage-error.ts'
import type { UpdatesTable } from '../tables.ts'

/** So far back, in entries, one looks for the drafts that were written last. */
const lookedAt = 2_000

/** The update log as a table of a transaction. */
export function updatesTable(connection: Connection): UpdatesTable {
  return {
    append: async (entries) => {
      await writeEntries(connection, entries)
    },
    async recentDrafts(most) {
      const rows = await connection.db
        .selectFrom((from) =>
          from
            .selectFrom('updates')
            .select(['draft_id', 'sequence'])
            .orderBy('sequence', 'desc')
            .limit(lookedAt)
            .as('recent'),
        )
        .select('draft_id')
        .groupBy('draft_id')
        .orderBy(({ fn }) => fn.max('sequence'), 'desc')
        .limit(most)
        .execute()
      return rows.map(({ draft_id }) => draft_id)
    },
    async lastPlace(draftId, instant) {
      const row = await connection.db
        .selectFrom('updates')
        .select('sequence')
        .where('draft_id', '=', draftId)
        .$if(instant !== null, (query) => query.where('at', '<=', instant))
        .orderBy('sequence', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.sequence ?? null
    },
    async page(draftId, { after, through, most }) {
      return storedEntries(await entriesBetween(connection, draftId, after, through, most))
    },
    async writersAfter(draftId, place) {
      const rows = await connection.db
        .selectFrom('updates')
        .select('person_id')
        .distinct()
        .where('draft_id', '=', draftId)
        .where('sequence', '>', place)
        .orderBy('person_id')
        .execute()
      return rows.map(({ person_id }) => person_id)
    },
    async purges(draftId) {
      const [row] = await purgesOf(connection, draftId)
      return Number(row?.purges ?? 0)
    },
    async snapshotBy(draftId, place) {
      const [row] = await newestSnapshot(connection, draftId)
      return row && row.through <= place ? { through: row.through, update: new Uint8Array(row.bytes) } : null
    },
  }
}

/** Asked whenever somebody opens a draft. */
const purgesOf = prepared(({ db }, draftId: string) =>
  db
    .selectFrom('purges')
    .select(({ fn }) => fn.countAll().as('purges'))
    .where('draft_id', '=', draftId),
)

const newestSnapshot = prepared(({ db }, draftId: string) =>
  db
    .selectFrom('snapshots')
    .select(['through', 'bytes', 'draft_index'])
    .where('draft_id', '=', draftId)
    // One of before a purge holds what was purged.
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('updates')
          .select('sequence')
          .whereRef('updates.sequence', '=', 'snapshots.through')
          .whereRef('updates.draft_id', '=', 'snapshots.draft_id'),
      ),
    ),
)

const entriesAfter = prepared(({ db }, draftId: string, after: number) =>
  db
    .selectFrom('updates')
    .select(['sequence', 'draft_id as draftId', 'person_id as personId', 'at', 'bytes'])
    .where('draft_id', '=', draftId)
    .where('sequence', '>', after)
    .orderBy('sequence'),
)

const entriesBetween = prepared(({ db }, draftId: string, after: number, through: number, most: number) =>
  db
    .selectFrom('updates')
    .select(['sequence', 'draft_id as draftId', 'person_id as personId', 'at', 'bytes'])
    .where('draft_id', '=', draftId)
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .orderBy('sequence')
    .limit(most),
)

/** One database gives Buffers that share memory with what came over its socket, the other plain bytes. */
function storedEntries(
  rows: readonly (Omit<StoredEntry, 'update'> & { readonly bytes: Uint8Array })[],
): readonly StoredEntry[] {
  return rows.map(({ bytes, ...entry }) => ({ ...entry, update: new Uint8Array(bytes) }))
}

/** The update log of the rooms, as the port asks for it. */
export function updateLog(
  connection: Connection,
  { commits, makeSure }: { readonly commits: GroupCommit; readonly makeSure: () => void },
): UpdateLog {
  const { db, dialect } = connection
  const entriesOf = async (draftId: string, after: number) =>
    storedEntries(await entriesAfter(connection, draftId, after))
  return {
    append: async (entries) => {
      assertOutsideTransaction()
      return commits.append(entries)
    },
    async load(draftId) {
      // Who opens a draft is told that all of it is saved.
      makeSure()
      if (dialect === 'postgres') await appendsOver(connection, draftId)
      const [row] = await newestSnapshot(connection, draftId)
      const snapshot = row
        ? {
            draftId,
            through: row.through,
            update: new Uint8Array(row.bytes),
            index: new Uint8Array(row.draft_index),
          }
        : null
      return { snapshot, entries: await entriesOf(draftId, snapshot?.through ?? 0) }
    },
    history: (draftId) => entriesOf(draftId, 0),
    async saveSnapshot({ draftId, through, update, index }) {
      await db
        .insertInto('snapshots')
        .values({ draft_id: draftId, through, bytes: update, draft_index: index })
        .onConflict((conflict) =>
          conflict
            .column('draft_id')
            .doUpdateSet(({ ref }) => ({
              through: ref('excluded.through'),
              bytes: ref('excluded.bytes'),
              draft_index: ref('excluded.draft_index'),
            }))
            .whereRef('snapshots.through', '<', 'excluded.through'),
        )
        .execute()
      await removeStaleSnapshots(connection, [draftId])
    },
  }
}

/** Removes snapshots of drafts that end in what is not in the log: what was purged is in them. */
export async function removeStaleSnapshots({ db }: Connection, draftIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('snapshots')
    .where('draft_id', 'in', draftIds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('updates')
            .select('sequence')
            .whereRef('updates.sequence', '=', 'snapshots.through')
            .whereRef('updates.draft_id', '=', 'snapshots.draft_id'),
        ),
      ),
    )
    .execute()
}

/** Below what either database takes as parameters of one statement, at four for each row. */
const rowsAtATime = 1000

/**
 * Appends entries as the port asks for it; throws `outcome_unknown` where the answer to the commit was lost, and `not_writable`
 * where nothing was written.
 */
export async function appendEntries(
  connection: Connection,
  entries: readonly LogEntry[],
): Promise<readonly number[]> {
  let isWritten = false
  try {
    return await atomically(connection, async (inside) => {
      const places = await writeEntries(inside, entries)
      isWritten = true
      return places
    })
  } catch (cause) {
    if (isWritten)
      throw new StorageError('outcome_unknown', 'The log may have been written or not', { cause })
    throw new StorageError('not_writable', 'The log could not be written', { cause })
  }
}

/** Appends entries in one transaction and gives their places. */
function writeEntries(connection: Connection, entries: readonly LogEntry[]): Promise<readonly number[]> {
  return atomically(connection, async (inside) => {
    await lockDrafts(inside, entries)
    const sequences: number[] = []
    for (let start = 0; start < entries.length; start += rowsAtATime) {
      const rows = await inside.db
        .insertInto('updates')
        .values(
          entries.slice(start, start + rowsAtATime).map(({ draftId, personId, at, update }) => ({
            draft_id: draftId,
            person_id: personId,
            at,
            bytes: update,
          })),
        )
        .returning('sequence')
        .execute()
      sequences.push(...rows.map(({ sequence }) => sequence).sort((one, other) => one - other))
    }
    return sequences
  })
}

/** Any number that nothing else locks by; the second half of the key is the draft. */
const lockSpace = 1

/**
 * Lets appends to the same draft wait for each other, so that its entries lie in the order in which they were
 * committed and those of one append together. SQLite lets one transaction write at a time anyway.
 */
async function lockDrafts({ db, dialect }: Connection, entries: readonly LogEntry[]): Promise<void> {
  if (dialect === 'sqlite' || entries.length === 0) return
  const draftIds = [...new Set(entries.map(({ draftId }) => draftId))]
  await sql`select pg_advisory_xact_lock(${lockSpace}, key) from (
    select distinct hashtext(id) as key from unnest(${draftIds}::text[]) as id order by 1
  ) as keys`.execute(db)
}

/** How long a draft waits for appends to it, and how often it is asked about them, in milliseconds. */
const appendsWithin = 10_000
const askEvery = 50

/** Whether nobody holds the lock of `lockDrafts` at this instant. */
const isNobodyAppending = prepared(({ db }, draftId: string) =>
  db.selectNoFrom(
    sql<boolean>`pg_try_advisory_xact_lock_shared(${lockSpace}, hashtext(${draftId}))`.as('isNobody'),
  ),
)

/**
 * Resolves when the appends to a draft that were under way are over: one whose connection was lost at the commit may still land.
 * Asks again and again, so that drafts that wait keep no connection from the others. Throws `outcome_unknown` where it takes too long.
 */
async function appendsOver(connection: Connection, draftId: string): Promise<void> {
  const until = performance.now() + appendsWithin
  for (;;) {
    const [row] = await isNobodyAppending(connection, draftId)
    if (row?.isNobody) return
    if (performance.now() > until)
      throw new StorageError('outcome_unknown', 'An append to the draft is under way for too long')
    await pause(askEvery)
  }
}
