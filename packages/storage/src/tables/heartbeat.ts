import type { Connection } from '../connection.ts'
import type { HeartbeatTable } from '../tables.ts'

const keptFor = 31 * 24 * 60 * 60 * 1000

export function heartbeatTable({ db }: Connection): HeartbeatTable {
  return {
    async last() {
      return (await db.selectFrom('heartbeat').select('at').executeTakeFirst())?.at ?? null
    },
    async beat(at) {
      await db
        .insertInto('heartbeat')
        .values({ id: 1, at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ at }))
        .execute()
    },
    async missed({ from, to }) {
      const old = new Date(Date.parse(to) - keptFor).toISOString()
      await db.deleteFrom('outages').where('to_at', '<', old).execute()
      await db
        .insertInto('outages')
        .values({ from_at: from, to_at: to })
        .onConflict((conflict) => conflict.column('from_at').doUpdateSet({ to_at: to }))
        .execute()
    },
    async outages() {
      const rows = await db.selectFrom('outages').selectAll().orderBy('from_at').execute()
      return rows.map(({ from_at: from, to_at: to }) => ({ from, to }))
    },
  }
}
