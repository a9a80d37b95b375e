import type { Connection } from '../connection.ts'
import type { DelegationContactsTable } from '../tables.ts'

export function delegationContactsTable({ db }: Connection): DelegationContactsTable {
  return {
    async set(positionId, { country, ...contact }, { personId, at }) {
      const columns = { ...contact, person_id: personId, at }
      await db
        .insertInto('delegation_contacts')
        .values({ position_id: positionId, country, ...columns })
        .onConflict((conflict) => conflict.columns(['position_id', 'country']).doUpdateSet(columns))
        .execute()
    },
    async remove(positionId, country) {
      await db
        .deleteFrom('delegation_contacts')
        .where('position_id', '=', positionId)
        .where('country', '=', country)
        .execute()
    },
    byPosition: (positionId) =>
      db
        .selectFrom('delegation_contacts')
        .select(['country', 'name', 'phone', 'mail'])
        .where('position_id', '=', positionId)
        .orderBy('country')
        .execute(),
  }
}
