import {
  type ClosedRound,
  type Confirmation,
  type Decision,
  type ExtensionRequest,
  type Round,
  type RoundOutcome,
  usualReservationEffects,
} from '@samsyn/domain'
import { type Selectable, sql } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type { RoundsTable } from '../tables.ts'
import { groupConsecutive } from './group.ts'

export function roundsTable({ db }: Connection): RoundsTable {
  return {
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('rounds')
        .leftJoin('decisions', 'decisions.round_id', 'rounds.id')
        .select(roundColumns)
        .where('rounds.position_id', '=', positionId)
        .orderBy('rounds.opened_revision', 'desc')
        .orderBy('decisions.ordinal')
        .execute()
      return groupConsecutive(rows, (row) => row.round_id).map((group) => ({
        ...readRound(group),
        outcome: group[0].outcome,
        closedAt: group[0].closed_at,
      }))
    },
  }
}

/** The deadline that counts: the latest one. Instants are written so that their order is that of time. */
export const deadlineInForce = sql<string>`coalesce(
  (select max(extensions.deadline) from extensions where extensions.round_id = rounds.id), rounds.deadline)`

type GivenTable = 'confirmations' | 'extension_requests' | 'reservation_lifts'

/** What people gave in a round beside decisions, as one JSON array in the order given; null for nothing. */
const givenIn = (table: GivenTable) =>
  sql<
    string | null
  >`(select '[' || string_agg(${sql.ref(`${table}.given`)}, ',' order by ${sql.ref(`${table}.ordinal`)}) || ']'
  from ${sql.table(table)} where ${sql.ref(`${table}.round_id`)} = rounds.id)`

/** What is selected of a round and its decisions, under names that are free beside a position's. */
export const roundColumns = [
  'rounds.id as round_id',
  'rounds.kind',
  'rounds.version_number',
  'rounds.content_hash',
  'rounds.parties as round_parties',
  'rounds.notice',
  'rounds.reservation_effects',
  'rounds.open_points_reason',
  'rounds.opened_at',
  'rounds.opened_by',
  deadlineInForce.as('deadline'),
  'rounds.deadline as first_deadline',
  'rounds.outcome',
  'rounds.closed_at',
  givenIn('confirmations').as('confirmed'),
  givenIn('extension_requests').as('requested'),
  givenIn('reservation_lifts').as('lifted'),
  'decisions.id as decision_id',
  'decisions.country',
  'decisions.person_id',
  'decisions.version_number as decided_number',
  'decisions.content_hash as decided_hash',
  'decisions.value',
  'decisions.statement_hash',
  'decisions.deputy_for',
  'decisions.at',
] as const

type Stored = Selectable<Database['rounds']>
type StoredDecision = Selectable<Database['decisions']>

/** A round joined with one of its decisions; null where the join found none. */
export type JoinedRound = Nullable<
  Pick<
    Stored,
    | 'kind'
    | 'version_number'
    | 'content_hash'
    | 'notice'
    | 'reservation_effects'
    | 'open_points_reason'
    | 'opened_at'
    | 'opened_by'
    | 'deadline'
    | 'outcome'
    | 'closed_at'
  > &
    Pick<StoredDecision, 'country' | 'person_id' | 'value' | 'statement_hash' | 'deputy_for' | 'at'> & {
      round_id: string
      round_parties: string
      confirmed: string
      requested: string
      lifted: string
      first_deadline: string
      decision_id: string
      decided_number: number
      decided_hash: string
    }
>

type Nullable<Row> = { readonly [Column in keyof Row]: Row[Column] | null }

/** Puts a round together from the rows of its join. */
export function readRound(rows: readonly [JoinedRound, ...JoinedRound[]]): Round {
  const [row] = rows
  return {
    id: present(row.round_id),
    kind: present(row.kind),
    version: { number: present(row.version_number), contentHash: present(row.content_hash) },
    parties: JSON.parse(present(row.round_parties)),
    reservationEffects:
      row.reservation_effects === null ? usualReservationEffects : JSON.parse(row.reservation_effects),
    notice: present(row.notice),
    openPointsReason: row.open_points_reason,
    openedAt: present(row.opened_at),
    openedBy: present(row.opened_by),
    deadline: present(row.deadline),
    decisions: rows.flatMap((joined) =>
      joined.decision_id === null ? [] : [readDecision(joined, joined.decision_id)],
    ),
    confirmations: readConfirmations(row.confirmed),
    lifts: JSON.parse(row.lifted ?? '[]'),
    firstDeadline: present(row.first_deadline),
    extensionRequests: readRequests(row.requested),
  }
}

/** Those of before it was kept in whose stead they were asked are stored without it. */
function readRequests(stored: string | null): readonly ExtensionRequest[] {
  const asked: readonly ExtensionRequest[] = JSON.parse(stored ?? '[]')
  return asked.map((one) => ({ ...one, deputyFor: one.deputyFor ?? null }))
}

/** Those of before they were signed are stored without what came with that. */
function readConfirmations(stored: string | null): readonly Confirmation[] {
  const given: readonly Confirmation[] = JSON.parse(stored ?? '[]')
  return given.map((one) => ({ ...unsigned, ...one }))
}

const unsigned = { id: '', deputyFor: null, statementHash: null }

/** The same for a round that has ended. */
export function readClosedRound(rows: readonly [JoinedRound, ...JoinedRound[]]): ClosedRound {
  const [{ outcome, closed_at }] = rows
  return { ...readRound(rows), outcome: present(outcome), closedAt: present(closed_at) }
}

/** The given value, which the schema promises to be there in this state. */
export function present<Value>(value: Value | null): Value {
  if (value === null) throw new StorageError('row_corrupt', 'A stored row lacks a value that its state has')
  return value
}

/** Stores a round that a transition opened, answered or ended: what of it is not stored yet. */
export async function storeRound(
  { db }: Connection,
  position: { readonly id: string; readonly revision: number },
  round: Round | ClosedRound,
): Promise<void> {
  const stored = await db
    .selectFrom('rounds')
    .leftJoin('decisions', 'decisions.round_id', 'rounds.id')
    .select(({ fn }) => [
      'rounds.outcome',
      deadlineInForce.as('deadline'),
      fn.count<number>('decisions.id').as('decisions'),
    ])
    .where('rounds.id', '=', round.id)
    .groupBy(['rounds.id', 'rounds.outcome'])
    .executeTakeFirst()
  const ending = endingOf(round)
  if (stored === undefined) await insertRound(db, position, round, ending)
  else if (stored.deadline !== round.deadline) {
    await db.insertInto('extensions').values({ round_id: round.id, deadline: round.deadline }).execute()
  }
  await insertDecisions(db, round, stored?.decisions ?? 0)
  await insertGiven(db, 'confirmations', { roundId: round.id, given: round.confirmations })
  await insertGiven(db, 'extension_requests', { roundId: round.id, given: round.extensionRequests })
  await insertGiven(db, 'reservation_lifts', { roundId: round.id, given: round.lifts })
  if (stored !== undefined && stored.outcome === null && ending.outcome !== null) {
    await db.updateTable('rounds').set(ending).where('id', '=', round.id).execute()
  }
}

interface Ending {
  readonly outcome: RoundOutcome | null
  readonly closed_at: string | null
}

function endingOf(round: Round | ClosedRound): Ending {
  return 'outcome' in round
    ? { outcome: round.outcome, closed_at: round.closedAt }
    : { outcome: null, closed_at: null }
}

async function insertRound(
  db: Connection['db'],
  position: { readonly id: string; readonly revision: number },
  round: Round,
  ending: Ending,
): Promise<void> {
  await db
    .insertInto('rounds')
    .values({
      id: round.id,
      position_id: position.id,
      opened_revision: position.revision,
      kind: round.kind,
      version_number: round.version.number,
      content_hash: round.version.contentHash,
      parties: JSON.stringify(round.parties),
      notice: round.notice,
      reservation_effects: JSON.stringify(round.reservationEffects),
      open_points_reason: round.openPointsReason,
      opened_at: round.openedAt,
      opened_by: round.openedBy,
      deadline: round.deadline,
      ...ending,
    })
    .execute()
}

async function insertDecisions(db: Connection['db'], round: Round, from: number): Promise<void> {
  const fresh = round.decisions.slice(from)
  if (fresh.length === 0) return
  await db
    .insertInto('decisions')
    .values(fresh.map((decision, index) => decisionRow(round.id, from + index, decision)))
    .execute()
}

/** What of it is not stored yet. */
async function insertGiven(
  db: Connection['db'],
  table: GivenTable,
  { roundId, given }: { readonly roundId: string; readonly given: readonly { readonly personId: string }[] },
): Promise<void> {
  if (given.length === 0) return
  const { stored } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('stored'))
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  const from = Number(stored)
  const fresh = given.slice(from)
  if (fresh.length === 0) return
  await db
    .insertInto(table)
    .values(
      fresh.map((one, index) => ({
        round_id: roundId,
        ordinal: from + index,
        person_id: one.personId,
        given: JSON.stringify(one),
      })),
    )
    .execute()
}

function decisionRow(roundId: string, ordinal: number, decision: Decision): StoredDecision {
  return {
    id: decision.id,
    round_id: roundId,
    ordinal,
    country: decision.country,
    person_id: decision.personId,
    deputy_for: decision.deputyFor,
    version_number: decision.version.number,
    content_hash: decision.version.contentHash,
    value: JSON.stringify(decision.value),
    statement_hash: decision.statementHash,
    at: decision.at,
  }
}

function readDecision(row: JoinedRound, id: string): Decision {
  return {
    id,
    country: present(row.country),
    personId: present(row.person_id),
    deputyFor: row.deputy_for,
    version: { number: present(row.decided_number), contentHash: present(row.decided_hash) },
    value: JSON.parse(present(row.value)),
    statementHash: row.statement_hash,
    at: present(row.at),
  }
}
