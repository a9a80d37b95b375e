import { assertNever, type Recovery, type RecoveryLife } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import { StorageError } from '../storage-error.ts'
import type { RecoveriesTable } from '../tables.ts'

export function recoveriesTable({ db }: Connection): RecoveriesTable {
  const newestFirst = () => db.selectFrom('recoveries').selectAll().orderBy('asked_at', 'desc').orderBy('id')
  return {
    async insert({ id, accountId, reason, askedAt, askedBy, expiresAt, life }) {
      await db
        .insertInto('recoveries')
        .values({
          id,
          account_id: accountId,
          reason,
          asked_at: askedAt,
          asked_by: askedBy,
          expires_at: expiresAt,
          ...lifeColumns(life),
        })
        .execute()
    },
    async byId(id) {
      const row = await db.selectFrom('recoveries').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },
    async byAccount(accountId) {
      return (await newestFirst().where('account_id', '=', accountId).execute()).map(read)
    },
    async asked() {
      return (await newestFirst().where('ended_as', 'is', null).execute()).map(read)
    },
    async end(id, life) {
      const { numUpdatedRows } = await db
        .updateTable('recoveries')
        .set(lifeColumns(life))
        .where('id', '=', id)
        .where('ended_as', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

function lifeColumns(life: RecoveryLife) {
  switch (life.status) {
    case 'asked':
      return { ended_as: null, ended_at: null, ended_by: null, invitation_id: null }
    case 'confirmed': {
      const { status, at, personId, invitationId } = life
      return { ended_as: status, ended_at: at, ended_by: personId, invitation_id: invitationId }
    }
    case 'withdrawn':
      return { ended_as: life.status, ended_at: life.at, ended_by: life.personId, invitation_id: null }
    default:
      return assertNever(life)
  }
}

function read(row: Selectable<Database['recoveries']>): Recovery {
  const {
    id,
    account_id: accountId,
    reason,
    asked_at: askedAt,
    asked_by: askedBy,
    expires_at: expiresAt,
  } = row
  return { id, accountId, reason, askedAt, askedBy, expiresAt, life: readLife(row) }
}

function readLife(row: Selectable<Database['recoveries']>): RecoveryLife {
  const { ended_as, ended_at: at, ended_by: personId, invitation_id: invitationId } = row
  if (ended_as === null) return { status: 'asked' }
  if (at !== null && ended_as === 'withdrawn') return { status: ended_as, at, personId }
  if (at !== null && ended_as === 'confirmed' && personId !== null && invitationId !== null)
    return { status: ended_as, at, personId, invitationId }
  throw new StorageError('row_corrupt', `Recovery ${row.id} has ended in no known way`)
}
