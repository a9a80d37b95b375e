import { atomically, type Connection } from '../connection.ts'
import type { AccountTurnsTable } from '../tables.ts'
import { peopleTable } from './people.ts'

export function accountTurnsTable(connection: Connection): AccountTurnsTable {
  const { db } = connection
  return {
    insert: ({ accountId, kind, at, by, reason }) =>
      atomically(connection, async (inside) => {
        await peopleTable(inside).setDisabled(accountId, kind === 'disabled')
        const { count } = await inside.db
          .selectFrom('account_turns')
          .select(({ fn }) => fn.countAll().as('count'))
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow()
        await inside.db
          .insertInto('account_turns')
          .values({ account_id: accountId, ordinal: Number(count), kind, at, person_id: by, reason })
          .execute()
      }),
    async byAccount(accountId) {
      const rows = await db
        .selectFrom('account_turns')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('ordinal', 'desc')
        .execute()
      return rows.map(({ kind, at, person_id, reason }) => ({ accountId, kind, at, by: person_id, reason }))
    },
  }
}
