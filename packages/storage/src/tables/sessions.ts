import type { Connection } from '../connection.ts'
import { prepared } from '../prepared.ts'
import type { SessionsTable } from '../tables.ts'

const byTokenHash = prepared(({ db }, tokenHash: string) =>
  db.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash),
)

/** When a session that was ended expires: no other has an end so early. */
const ended = '0001-01-01T00:00:00.000Z'

export function sessionsTable(connection: Connection): SessionsTable {
  const { db } = connection
  return {
    async insert({ tokenHash, id, personId, passkeyId, createdAt, expiresAt }) {
      await db
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          id,
          person_id: personId,
          passkey_id: passkeyId,
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .execute()
    },
    async byTokenHash(tokenHash) {
      const [row] = await byTokenHash(connection, tokenHash)
      return row
        ? {
            tokenHash: row.token_hash,
            id: row.id,
            personId: row.person_id,
            passkeyId: row.passkey_id,
            createdAt: row.created_at,
            expiresAt: row.expires_at,
            isEnded: row.expires_at === ended,
          }
        : null
    },
    async valid(now) {
      const rows = await db
        .selectFrom('sessions')
        .innerJoin('people', 'people.id', 'sessions.person_id')
        .select('sessions.id')
        .where('expires_at', '>', now)
        .where('people.is_disabled', '=', 0)
        .execute()
      return rows.map(({ id }) => id)
    },
    async remove(id) {
      await db.deleteFrom('sessions').where('id', '=', id).execute()
    },
    async endByPerson(personId) {
      const rows = await db
        .updateTable('sessions')
        .set({ expires_at: ended })
        .where('person_id', '=', personId)
        .where('expires_at', '<>', ended)
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
    async endByPasskey({ personId, passkeyId }, { sparedOfUnknown }) {
      const rows = await db
        .updateTable('sessions')
        .set({ expires_at: ended })
        .where('person_id', '=', personId)
        .where('expires_at', '<>', ended)
        .where(({ eb, or, and }) =>
          or([
            eb('passkey_id', '=', passkeyId),
            and([eb('passkey_id', 'is', null), eb('id', '<>', sparedOfUnknown)]),
          ]),
        )
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
    async removeExpired(now, { endedOfBefore }) {
      const rows = await db
        .deleteFrom('sessions')
        .where('expires_at', '<=', now)
        .where(({ eb, or }) => or([eb('expires_at', '<>', ended), eb('created_at', '<', endedOfBefore)]))
        .returning('id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
