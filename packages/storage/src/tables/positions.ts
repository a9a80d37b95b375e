import {
  assertNever,
  type ClosedRound,
  type CountryCode,
  inNeutralOrder,
  type Position,
  type PositionLife,
  type Round,
  type Transition,
} from '@samsyn/domain'
import { type RawBuilder, sql } from 'kysely'
import { atomically, type Connection, type DialectName } from '../connection.ts'
import { prepared } from '../prepared.ts'
import type { PositionRow } from '../schema.ts'
import type { PositionsTable } from '../tables.ts'
import { groupConsecutive } from './group.ts'
import {
  deadlineInForce,
  type JoinedRound,
  present,
  readClosedRound,
  readRound,
  roundColumns,
  storeRound,
} from './rounds.ts'

export function positionsTable(connection: Connection): PositionsTable {
  return {
    insert: (transition) =>
      atomically(connection, async (inside) => {
        await inside.db.insertInto('positions').values(rowOf(transition.position)).execute()
        await storeRounds(inside, transition)
      }),
    byId: (id) => readLocked(connection, id, 'key share'),
    byIdAlone: (id) => readLocked(connection, id, 'update'),
    async all() {
      const rows = await selectPositions(connection)
        .orderBy('positions.created_at')
        .orderBy('positions.id')
        .orderBy('decisions.ordinal')
        .execute()
      return readPositions(rows)
    },
    save: (expectedRevision, transition) =>
      atomically(connection, (inside) => save(inside, expectedRevision, transition)),
    async withOpenRounds() {
      const rows = await selectPositions(connection)
        .where('positions.status', '=', 'in_sign_off')
        .orderBy(deadlineInForce)
        .orderBy('positions.id')
        .orderBy('decisions.ordinal')
        .execute()
      return readPositions(rows)
    },
  }
}

/**
 * Reads a position once nobody is in its way: with `key share` those who have it alone, with `update` everybody. In a statement of
 * its own, so that what was committed while it waited is seen. SQLite does one transaction after the other.
 */
async function readLocked(
  connection: Connection,
  id: string,
  strength: 'key share' | 'update',
): Promise<Position | null> {
  const { db, dialect } = connection
  if (db.isTransaction && dialect === 'postgres')
    await sql`select 1 from positions where id = ${id} for ${sql.raw(strength)}`.execute(db)
  return readPositions(await byId(connection, id))[0] ?? null
}

async function save(
  connection: Connection,
  expectedRevision: number,
  transition: Transition,
): Promise<boolean> {
  const { position } = transition
  if (position.revision <= expectedRevision) {
    throw new Error(`Revision ${position.revision} does not come after ${expectedRevision}`)
  }
  const { numUpdatedRows } = await connection.db
    .updateTable('positions')
    .set(rowOf(position))
    .where('id', '=', position.id)
    .where('revision', '=', expectedRevision)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await storeRounds(connection, transition)
  return true
}

async function storeRounds(connection: Connection, { position, closedRound }: Transition): Promise<void> {
  const round = closedRound ?? roundOf(position.life)
  if (round !== null) await storeRound(connection, position, round)
}

function roundOf(life: PositionLife): Round | ClosedRound | null {
  return 'round' in life ? life.round : null
}

/** One statement for a position and its round, so that what is read belongs together. */
function selectPositions({ db, dialect }: Connection) {
  return db
    .selectFrom('positions')
    .leftJoin('rounds', 'rounds.id', 'positions.round_id')
    .leftJoin('decisions', 'decisions.round_id', 'rounds.id')
    .selectAll('positions')
    .select(roundColumns)
    .select(lockedTexts(dialect).as('locked_texts'))
    .select(suspendedBy(dialect).as('suspended_by'))
}

/** The texts that are locked, `JOINT` for the joint one, with commas between them; null for none. */
function lockedTexts(dialect: DialectName): RawBuilder<string | null> {
  return sql<
    string | null
  >`(select ${together(dialect)}(coalesce(country, ${sql.lit(joint)}), ',') from spills
    where spills.position_id = positions.id and spills.ended_at is null)`
}

/** Who has withdrawn from the release in force, with commas between them; null for nobody. */
function suspendedBy(dialect: DialectName): RawBuilder<string | null> {
  return sql<string | null>`(select ${together(dialect)}(country, ',') from support_withdrawals
    where support_withdrawals.release_id = positions.release_in_force)`
}

function together(dialect: DialectName): RawBuilder<unknown> {
  return sql.raw(dialect === 'sqlite' ? 'group_concat' : 'string_agg')
}

const joint = 'JOINT'

const byId = prepared((connection, id: string) =>
  selectPositions(connection).where('positions.id', '=', id).orderBy('decisions.ordinal'),
)

type JoinedPosition = PositionRow &
  JoinedRound & { readonly locked_texts: string | null; readonly suspended_by: string | null }

function readPositions(rows: readonly JoinedPosition[]): readonly Position[] {
  return groupConsecutive(rows, ({ id }) => id).map(readPosition)
}

function readPosition(rows: readonly [JoinedPosition, ...JoinedPosition[]]): Position {
  const [row] = rows
  return {
    id: row.id,
    revision: row.revision,
    title: row.title,
    dossierId: row.dossier_id,
    forumId: row.forum_id,
    agendaItemId: row.agenda_item_id,
    instrument: row.instrument,
    parties: JSON.parse(row.parties),
    penholder: row.penholder,
    draftingLanguage: row.drafting_language,
    marking: row.marking,
    releasableTo: JSON.parse(row.releasable_to),
    latestVersion: row.latest_version,
    releaseInForce: row.release_in_force,
    // Written by the withdrawals' own table.
    suspendedBy: inNeutralOrder((row.suspended_by?.split(',') ?? []) as CountryCode[]),
    postponement: row.postponement === null ? null : JSON.parse(row.postponement),
    lockedTexts: (row.locked_texts?.split(',') ?? [])
      .sort()
      // Written by the spills' own table, from a domain's country or none.
      .map((text) => (text === joint ? null : (text as CountryCode))),
    life: readLife(rows),
    createdAt: row.created_at,
    createdBy: row.created_by,
  }
}

function readLife(rows: readonly [JoinedPosition, ...JoinedPosition[]]): PositionLife {
  const [row] = rows
  const { status } = row
  switch (status) {
    case 'draft':
    case 'in_coordination':
      return { status }
    case 'frozen':
      return {
        status,
        version: { number: present(row.frozen_version), contentHash: present(row.frozen_hash) },
      }
    case 'in_sign_off':
      return { status, round: readRound(rows) }
    case 'agreed':
    case 'agreed_with_reservations':
    case 'not_agreed':
      return { status, round: readClosedRound(rows) }
    case 'released':
    case 'used':
    case 'reported':
    case 'closed':
      return { status, releaseId: present(row.release_id) }
    case 'withdrawn':
      return {
        status,
        reason: present(row.withdrawal_reason),
        wasShared: present(row.was_shared) === 1,
      }
    case 'superseded':
      return { status, byPositionId: present(row.superseded_by) }
    default:
      return assertNever(status)
  }
}

function rowOf(position: Position): PositionRow {
  return {
    id: position.id,
    revision: position.revision,
    title: position.title,
    dossier_id: position.dossierId,
    forum_id: position.forumId,
    agenda_item_id: position.agendaItemId,
    instrument: position.instrument,
    parties: JSON.stringify(position.parties),
    penholder: position.penholder,
    drafting_language: position.draftingLanguage,
    marking: position.marking,
    releasable_to: JSON.stringify(position.releasableTo),
    latest_version: position.latestVersion,
    release_in_force: position.releaseInForce,
    postponement: position.postponement && JSON.stringify(position.postponement),
    created_at: position.createdAt,
    created_by: position.createdBy,
    ...lifeColumns(position.life),
  }
}

type LifeColumns = Pick<
  PositionRow,
  | 'status'
  | 'frozen_version'
  | 'frozen_hash'
  | 'round_id'
  | 'release_id'
  | 'withdrawal_reason'
  | 'was_shared'
  | 'superseded_by'
>

function lifeColumns(life: PositionLife): LifeColumns {
  const columns: LifeColumns = {
    status: life.status,
    frozen_version: null,
    frozen_hash: null,
    round_id: null,
    release_id: null,
    withdrawal_reason: null,
    was_shared: null,
    superseded_by: null,
  }
  switch (life.status) {
    case 'draft':
    case 'in_coordination':
      return columns
    case 'frozen':
      return { ...columns, frozen_version: life.version.number, frozen_hash: life.version.contentHash }
    case 'in_sign_off':
    case 'agreed':
    case 'agreed_with_reservations':
    case 'not_agreed':
      return { ...columns, round_id: life.round.id }
    case 'released':
    case 'used':
    case 'reported':
    case 'closed':
      return { ...columns, release_id: life.releaseId }
    case 'withdrawn':
      return { ...columns, withdrawal_reason: life.reason, was_shared: Number(life.wasShared) }
    case 'superseded':
      return { ...columns, superseded_by: life.byPositionId }
    default:
      return assertNever(life)
  }
}
