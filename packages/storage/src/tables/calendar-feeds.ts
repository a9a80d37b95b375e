import type { Connection } from '../connection.ts'
import type { CalendarFeedsTable } from '../tables.ts'

export function calendarFeedsTable({ db }: Connection): CalendarFeedsTable {
  return {
    async set(personId, secretHash, at) {
      const columns = { secret_hash: secretHash, made_at: at }
      await db
        .insertInto('calendar_feeds')
        .values({ person_id: personId, ...columns })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
        .execute()
    },
    async remove(personId) {
      const { numDeletedRows } = await db
        .deleteFrom('calendar_feeds')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async madeAt(personId) {
      const row = await db
        .selectFrom('calendar_feeds')
        .select('made_at')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row?.made_at ?? null
    },
    async personOf(secretHash) {
      const row = await db
        .selectFrom('calendar_feeds')
        .select('person_id')
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst()
      return row?.person_id ?? null
    },
  }
}
