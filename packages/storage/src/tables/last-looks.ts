import type { Connection } from '../connection.ts'
import type { LastLooksTable } from '../tables.ts'

export function lastLooksTable({ db }: Connection): LastLooksTable {
  return {
    async get(personId, draftId) {
      const row = await db
        .selectFrom('last_looks')
        .select(['place', 'at'])
        .where('person_id', '=', personId)
        .where('draft_id', '=', draftId)
        .executeTakeFirst()
      return row ? { place: row.place, at: row.at } : null
    },
    async set(personId, draftId, { place, at }) {
      await db
        .insertInto('last_looks')
        .values({ person_id: personId, draft_id: draftId, place, at })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'draft_id'])
            .doUpdateSet(({ ref }) => ({ place: ref('excluded.place'), at: ref('excluded.at') }))
            .whereRef('last_looks.place', '<=', 'excluded.place'),
        )
        .execute()
    },
  }
}
