import type { FollowUp } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { FollowUpsTable } from '../tables.ts'

export function followUpsTable({ db, dialect }: Connection): FollowUpsTable {
  return {
    async insert(followUps) {
      if (followUps.length === 0) return
      await db
        .insertInto('follow_ups')
        .values(
          followUps.map(({ id, positionId, action, owner, due, personId, country, at }) => ({
            id,
            position_id: positionId,
            action,
            owner,
            due,
            person_id: personId,
            country,
            at,
          })),
        )
        .execute()
    },
    async byId(id) {
      const row = await db
        .selectFrom('follow_ups')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      const [followUp] = row ? await withTurns(db, [row]) : []
      return followUp ?? null
    },
    async byPositions(positionIds) {
      if (positionIds.length === 0) return []
      const rows = await db
        .selectFrom('follow_ups')
        .selectAll()
        .where('position_id', 'in', positionIds)
        .orderBy('at')
        .orderBy('id')
        .execute()
      return withTurns(db, rows)
    },
    async addTurn({ id, turns }, { kind, reason, personId, country, at }) {
      await db
        .insertInto('follow_up_turns')
        .values({
          follow_up_id: id,
          ordinal: turns.length,
          kind,
          reason,
          person_id: personId,
          country,
          at,
        })
        .execute()
    },
  }
}

async function withTurns(
  db: Connection['db'],
  rows: readonly Selectable<Database['follow_ups']>[],
): Promise<readonly FollowUp[]> {
  if (rows.length === 0) return []
  const turns = await db
    .selectFrom('follow_up_turns')
    .selectAll()
    .where(
      'follow_up_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('ordinal')
    .execute()
  return rows.map(({ position_id, person_id, ...rest }) => ({
    ...rest,
    positionId: position_id,
    personId: person_id,
    turns: turns
      .filter((turn) => turn.follow_up_id === rest.id)
      .map(({ kind, reason, person_id: personId, country, at }) => ({ kind, reason, personId, country, at })),
  }))
}
