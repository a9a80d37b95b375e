import type { Connection } from '../connection.ts'
import { prepared } from '../prepared.ts'
import type { SessionsTable } from '../tables.ts'

const byTokenHash = prepared(({ db }, tokenHash: string) =>
  db.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash),
)

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
    async removeByPerson(personId) {
      const rows = await db.deleteFrom('sessions').where('person_id', '=', personId).returning('id').execute()
      return rows.map(({ id }) => id)
    },
    async removeByPasskey({ personId, passkeyId }, { sparedOfUnknown }) {
      const rows = await db
        .deleteFrom('sessions')
        .where('person_id', '=', personId)
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
    async removeExpired(now) {
      const rows = await db.deleteFrom('sessions').where('expires_at', '<=', now).returning('id').execute()
      return rows.map(({ id }) => id)
    },
  }
}
