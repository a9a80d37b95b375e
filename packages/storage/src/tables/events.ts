import { randomBytes } from 'node:crypto'
import { isMarkOfPurge } from '@samsyn/domain'
import { atomically, type Connection } from '../connection.ts'
import { canonicalJson, eventDigest, eventHash, firstPreviousHash } from '../event-hash.ts'
import type { EventRow } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type {
  ChainReport,
  EventsTable,
  NewEvent,
  StoredAccountEvent,
  StoredEvent,
  StoredPositionEvent,
} from '../tables.ts'
import { tellsOfPurges, untoldMark } from './purge-marks.ts'

export function eventsTable(connection: Connection): EventsTable {
  const { db } = connection
  async function byPosition(positionId: string, { limit }: { readonly limit?: number } = {}) {
    const newestFirst = db
      .selectFrom('events')
      .selectAll()
      .where('position_id', '=', positionId)
      .orderBy('sequence', 'desc')
    const rows = await (limit === undefined ? newestFirst : newestFirst.limit(limit)).execute()
    return rows.map(read).filter(isOfPosition)
  }
  return {
    byPosition,
    async byPositionHeld(positionId) {
      await lockEnd(connection)
      return byPosition(positionId)
    },
    append: (entries) => atomically(connection, (inside) => append(inside, entries)),
    async after(sequence, limit) {
      const rows = await db
        .selectFrom('events')
        .selectAll()
        .where('sequence', '>', sequence)
        .orderBy('sequence')
        .limit(limit)
        .execute()
      return rows.map(read)
    },
    async bySequences(sequences) {
      if (sequences.length === 0) return []
      const rows = await db.selectFrom('events').selectAll().where('sequence', 'in', sequences).execute()
      return rows.map(read)
    },
    async positionIds() {
      const rows = await db
        .selectFrom('events')
        .select('position_id')
        .distinct()
        .where('position_id', 'is not', null)
        .orderBy('position_id')
        .execute()
      return rows.flatMap(({ position_id }) => position_id ?? [])
    },
    async ofAccounts({ limit } = {}) {
      const newestFirst = db
        .selectFrom('events')
        .selectAll()
        .where('position_id', 'is', null)
        .orderBy('sequence', 'desc')
      const rows = await (limit === undefined ? newestFirst : newestFirst.limit(limit)).execute()
      return rows.map(read).filter(isOfAccounts)
    },
    verifyChain: () => atomically(connection, verify),
  }
}

async function append(connection: Connection, entries: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
  if (entries.length === 0) return []
  let { count: sequence, last_hash: previousHash } = await lockEnd(connection)
  const stored = entries.map((entry): StoredEvent => {
    sequence += 1
    const salt = randomBytes(16).toString('hex')
    const unhashed = {
      ...subjectOf(entry),
      sequence,
      salt,
      digest: eventDigest(salt, entry.event),
      personId: entry.personId,
      country: entry.country,
      capacity: entry.capacity ?? null,
      at: entry.at,
      previousHash,
    }
    previousHash = eventHash(unhashed)
    return { ...unhashed, hash: previousHash }
  })
  await connection.db.insertInto('events').values(stored.map(rowOf)).execute()
  await connection.db.updateTable('event_chain').set({ count: sequence, last_hash: previousHash }).execute()
  return stored
}

/** What an event is about; nothing else that the entry may carry is stored. */
function subjectOf(entry: NewEvent) {
  return entry.positionId === null
    ? { positionId: null, revision: null, event: entry.event }
    : { positionId: entry.positionId, revision: entry.revision, event: entry.event }
}

const isOfPosition = (event: StoredEvent): event is StoredPositionEvent => event.positionId !== null
const isOfAccounts = (event: StoredEvent): event is StoredAccountEvent => event.positionId === null

/** The end of the chain, held until the transaction is over so that nobody else appends to it meanwhile. */
async function lockEnd({ db, dialect, isReadOnly }: Connection) {
  const end = db.selectFrom('event_chain').select(['count', 'last_hash'])
  // SQLite lets one transaction write at a time anyway, and who reads alone sees one state of it all.
  return (dialect === 'postgres' && !isReadOnly ? end.forUpdate() : end).executeTakeFirstOrThrow()
}

const rowsAtATime = 1000

async function verify(connection: Connection): Promise<ChainReport> {
  const end = await lockEnd(connection)
  let sequence = 0
  let previousHash = firstPreviousHash
  let hasDigests = false
  const gone: StoredPositionEvent[] = []
  const oldest = connection.db.selectFrom('events').selectAll().orderBy('sequence').limit(rowsAtATime)
  for (;;) {
    // The first rows are read without a bound, so that one slipped in below number 1 shows too.
    const rows = await (sequence === 0 ? oldest : oldest.where('sequence', '>', sequence)).execute()
    if (rows.length === 0) break
    for (const event of rows.map(read)) {
      sequence += 1
      if (event.sequence !== sequence) return { ok: false, atSequence: sequence, reason: 'sequence_broken' }
      if (event.previousHash !== previousHash) {
        return { ok: false, atSequence: sequence, reason: 'link_broken' }
      }
      hasDigests ||= event.digest !== null
      if (!isUnchanged(event, hasDigests)) return { ok: false, atSequence: sequence, reason: 'row_changed' }
      if (isOfPosition(event) && tellsOfPurges.has(event.event.type)) gone.push(event)
      previousHash = event.hash
    }
  }
  if (sequence !== end.count || previousHash !== end.last_hash) {
    return { ok: false, atSequence: sequence + 1, reason: 'end_missing' }
  }
  const untold = untoldMark(gone)
  if (untold) return { ok: false, atSequence: untold.sequence, reason: 'purge_untold' }
  return { ok: true, count: sequence, lastHash: previousHash }
}

/**
 * Whether a row is as it was written, or a mark in its place. Of an event of before there were digests, a mark is all that can be seen;
 * once there are digests, every event has one.
 */
function isUnchanged(event: StoredEvent, hasDigests: boolean): boolean {
  const isMark = event.event.type === 'event.purged'
  if (isMark && !(isOfPosition(event) && isMarkOfPurge(event.event) && event.salt === null)) return false
  if (event.digest === null) return !hasDigests && (isMark || eventHash(event) === event.hash)
  const hasItsWords = event.salt !== null && eventDigest(event.salt, event.event) === event.digest
  return (isMark || hasItsWords) && eventHash(event) === event.hash
}

function read(row: EventRow): StoredEvent {
  const fields = {
    sequence: row.sequence,
    personId: row.person_id,
    country: row.country,
    capacity: row.capacity,
    at: row.at,
    event: JSON.parse(row.event),
    salt: row.salt,
    digest: row.digest,
    previousHash: row.previous_hash,
    hash: row.hash,
  }
  if (row.position_id === null && row.revision === null)
    return { ...fields, positionId: null, revision: null }
  if (row.position_id !== null && row.revision !== null)
    return { ...fields, positionId: row.position_id, revision: row.revision }
  throw new StorageError('row_corrupt', `Event ${row.sequence} is about half a position`)
}

function rowOf(event: StoredEvent): EventRow {
  return {
    sequence: event.sequence,
    position_id: event.positionId,
    revision: event.revision,
    person_id: event.personId,
    country: event.country,
    capacity: event.capacity,
    at: event.at,
    event: canonicalJson(event.event),
    previous_hash: event.previousHash,
    hash: event.hash,
    salt: event.salt,
    digest: event.digest,
  }
}
