import { type Approval, assertNever, type Invitation, type InvitationLife } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type { InvitationsTable } from '../tables.ts'

export function invitationsTable({ db, dialect }: Connection): InvitationsTable {
  return {
    async insert({ id, offer, madeAt, madeBy, expiresAt, approval, life }, tokenHash) {
      await db
        .insertInto('invitations')
        .values({
          id,
          token_hash: tokenHash,
          offer: JSON.stringify(offer),
          made_at: madeAt,
          made_by: madeBy,
          expires_at: expiresAt,
          ...approvalColumns(approval),
          ...lifeColumns(life),
        })
        .execute()
    },
    async byTokenHash(tokenHash) {
      const row = await db
        .selectFrom('invitations')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .executeTakeFirst()
      return row ? read(row) : null
    },
    async byId(id) {
      const row = await db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },
    async all() {
      const rows = await db
        .selectFrom('invitations')
        .selectAll()
        .orderBy('made_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(read)
    },
    async approve(id, { at, personId }) {
      const { numUpdatedRows } = await db
        .updateTable('invitations')
        .set({ awaits_approval: 1, approved_at: at, approved_by: personId })
        .where('id', '=', id)
        .where('ended_as', 'is', null)
        .where('approved_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async end(id, life) {
      const { numUpdatedRows } = await db
        .updateTable('invitations')
        .set(lifeColumns(life))
        .where('id', '=', id)
        .where('ended_as', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

function lifeColumns(life: InvitationLife) {
  switch (life.status) {
    case 'open':
      return { ended_as: null, ended_at: null, ended_by: null }
    case 'used':
    case 'withdrawn':
      return { ended_as: life.status, ended_at: life.at, ended_by: life.personId }
    default:
      return assertNever(life)
  }
}

function approvalColumns(approval: Approval) {
  return {
    awaits_approval: Number(approval.status !== 'needless'),
    approved_at: approval.status === 'given' ? approval.at : null,
    approved_by: approval.status === 'given' ? approval.personId : null,
  }
}

function readApproval({
  awaits_approval,
  approved_at: at,
  approved_by: personId,
}: Selectable<Database['invitations']>): Approval {
  if (awaits_approval === 0) return { status: 'needless' }
  return at === null || personId === null ? { status: 'awaited' } : { status: 'given', at, personId }
}

function read(row: Selectable<Database['invitations']>): Invitation {
  return {
    id: row.id,
    offer: JSON.parse(row.offer),
    madeAt: row.made_at,
    madeBy: row.made_by,
    expiresAt: row.expires_at,
    approval: readApproval(row),
    life: readLife(row),
  }
}

function readLife({ id, ended_as, ended_at, ended_by }: Selectable<Database['invitations']>): InvitationLife {
  if (ended_as === null) return { status: 'open' }
  if (ended_at !== null && ended_as === 'withdrawn')
    return { status: 'withdrawn', at: ended_at, personId: ended_by }
  if (ended_at !== null && ended_by !== null) return { status: 'used', at: ended_at, personId: ended_by }
  throw new StorageError('row_corrupt', `Invitation ${id} has ended in no known way`)
}
