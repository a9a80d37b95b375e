import type { Passkey } from '@samsyn/domain'
import type { Selectable } from 'kysely'
import type { Connection } from '../connection.ts'
import type { Database } from '../schema.ts'
import type { PasskeysTable } from '../tables.ts'

export function passkeysTable({ db, dialect }: Connection): PasskeysTable {
  return {
    async insert({ id, personId, name, publicKey, counter, transports, addedAt, lastUsedAt }) {
      await db
        .insertInto('passkeys')
        .values({
          id,
          person_id: personId,
          name,
          public_key: publicKey,
          counter,
          transports: JSON.stringify(transports),
          added_at: addedAt,
          last_used_at: lastUsedAt,
        })
        .execute()
    },
    async byId(id) {
      const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? read(row) : null
    },
    async byPerson(personId) {
      const rows = await db
        .selectFrom('passkeys')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('added_at')
        .orderBy('id')
        .$if(db.isTransaction && dialect === 'postgres', (query) => query.forUpdate())
        .execute()
      return rows.map(read)
    },
    async all() {
      const rows = await db.selectFrom('passkeys').selectAll().orderBy('added_at').orderBy('id').execute()
      return rows.map(read)
    },
    async counts() {
      const rows = await db
        .selectFrom('passkeys')
        .select(({ fn }) => ['person_id', fn.countAll().as('count')])
        .groupBy('person_id')
        .execute()
      return new Map(rows.map(({ person_id, count }) => [person_id, Number(count)]))
    },
    async remove(id) {
      await db.deleteFrom('passkeys').where('id', '=', id).execute()
    },
    async use({ id, counter }, next) {
      const { numUpdatedRows } = await db
        .updateTable('passkeys')
        .set({ counter: next.counter, last_used_at: next.at })
        .where('id', '=', id)
        .where('counter', '=', counter)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}

function read(row: Selectable<Database['passkeys']>): Passkey {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: JSON.parse(row.transports),
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at,
  }
}
