import type { Contribution } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { ContributionsTable } from '../tables.ts'
import { groupConsecutive } from './group.ts'

export function contributionsTable({ db, dialect }: Connection): ContributionsTable {
  return {
    async begin({ id, positionId, country, personId, begunAt }) {
      await db
        .insertInto('contributions')
        .values({ id, position_id: positionId, country, person_id: personId, begun_at: begunAt })
        .execute()
    },
    async byId(id) {
      const row = await db
        .selectFrom('contributions')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      // Asked for after the row is held: before, somebody else may still be adding a turn.
      const [contribution] = row ? await withTurns(db, [row]) : []
      return contribution ?? null
    },
    byPosition: (positionId) => ofPositions(db, [positionId]),
    byPositions: (positionIds) => ofPositions(db, positionIds),
    async addTurn({ id, turns }, { kind, personId, at }) {
      await db
        .insertInto('contribution_turns')
        .values({ contribution_id: id, ordinal: turns.length, kind, person_id: personId, at })
        .execute()
    },
  }
}

async function ofPositions(
  db: Connection['db'],
  positionIds: readonly string[],
): Promise<readonly Contribution[]> {
  if (positionIds.length === 0) return []
  const rows = await db
    .selectFrom('contributions')
    .selectAll()
    .where('position_id', 'in', positionIds)
    .orderBy('begun_at')
    .orderBy('id')
    .execute()
  return withTurns(db, rows)
}

type Row = Selectable<Database['contributions']>

async function withTurns(db: Connection['db'], rows: readonly Row[]): Promise<readonly Contribution[]> {
  if (rows.length === 0) return []
  const taken = await db
    .selectFrom('contribution_turns')
    .selectAll()
    .where(
      'contribution_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('contribution_id')
    .orderBy('ordinal')
    .execute()
  const turns = new Map(
    groupConsecutive(taken, (row) => row.contribution_id).map((group) => [
      group[0].contribution_id,
      group.map(({ kind, person_id, at }) => ({ kind, personId: person_id, at })),
    ]),
  )
  return rows.map(({ id, position_id, country, person_id, begun_at }) => ({
    id,
    positionId: position_id,
    country,
    personId: person_id,
    begunAt: begun_at,
    turns: turns.get(id) ?? [],
  }))
}
