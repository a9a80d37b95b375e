import type { Proposal } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { ProposalsTable } from '../tables.ts'

export function proposalsTable({ db, dialect }: Connection): ProposalsTable {
  return {
    async insert({ id, positionId, contributionId, personId, country, at, anchor, kind, text, explanation }) {
      await db
        .insertInto('proposals')
        .values({
          id,
          position_id: positionId,
          contribution_id: contributionId,
          person_id: personId,
          country,
          at,
          anchor: JSON.stringify(anchor),
          kind,
          text,
          explanation,
        })
        .execute()
    },
    async byId(id) {
      const row = await db
        .selectFrom('proposals')
        .selectAll()
        .where('id', '=', id)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      // Asked for after the row is held: before, somebody else may still be settling it.
      const [proposal] = row ? await withSettlements(db, [row]) : []
      return proposal ?? null
    },
    async byPosition(positionId) {
      const rows = await db
        .selectFrom('proposals')
        .selectAll()
        .where('position_id', '=', positionId)
        .orderBy('at')
        .orderBy('id')
        .execute()
      return withSettlements(db, rows)
    },
    async settle(proposalId, { kind, personId, country, at, reason }) {
      await db
        .insertInto('settlements')
        .values({ proposal_id: proposalId, kind, person_id: personId, country, at, reason })
        .execute()
    },
  }
}

type Row = Selectable<Database['proposals']>

async function withSettlements(db: Connection['db'], rows: readonly Row[]): Promise<readonly Proposal[]> {
  if (rows.length === 0) return []
  const settled = await db
    .selectFrom('settlements')
    .selectAll()
    .where(
      'proposal_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  const settlements = new Map(
    settled.map(({ proposal_id, person_id, ...rest }) => [proposal_id, { ...rest, personId: person_id }]),
  )
  return rows.map(({ position_id, contribution_id, person_id, anchor, ...rest }) => ({
    ...rest,
    positionId: position_id,
    contributionId: contribution_id,
    personId: person_id,
    anchor: JSON.parse(anchor),
    settlement: settlements.get(rest.id) ?? null,
  }))
}
