import type { Connection } from '../connection.ts'
import { atomically } from '../connection.ts'
import type { MailAddress, MailsTable } from '../tables.ts'
import { readNotification } from './notifications.ts'

export function mailsTable(connection: Connection): MailsTable {
  const { db } = connection
  /** What of a person is not mailed yet, not read, and happened since they gave their address. */
  const unmailed = db
    .selectFrom('notifications')
    .innerJoin('mail_addresses', 'mail_addresses.person_id', 'notifications.person_id')
    .selectAll('notifications')
    .where('notifications.mail_id', 'is', null)
    .where('notifications.read_at', 'is', null)
    .whereRef('notifications.at', '>=', 'mail_addresses.confirmed_at')
    .orderBy('notifications.number')
  return {
    async addresses() {
      const rows = await db.selectFrom('mail_addresses').selectAll().orderBy('person_id').execute()
      return rows.map(readAddress)
    },
    async addressOf(personId) {
      const row = await db
        .selectFrom('mail_addresses')
        .selectAll()
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row ? readAddress(row) : null
    },
    async setAddress({ personId, address, confirmedAt, digestHour, digestedOn }) {
      const columns = {
        address,
        confirmed_at: confirmedAt,
        digest_hour: digestHour,
        digested_on: digestedOn,
      }
      await db
        .insertInto('mail_addresses')
        .values({ person_id: personId, ...columns })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(columns))
        .execute()
    },
    async removeAddress(personId) {
      await db.deleteFrom('mail_addresses').where('person_id', '=', personId).execute()
    },
    async isGivenUp({ personId, confirmedAt }) {
      const last = await db
        .selectFrom('mails')
        .select('ended_as')
        .where('person_id', '=', personId)
        .where('ended_as', 'in', ['sent', 'given_up'])
        .where('ended_at', '>=', confirmedAt)
        .orderBy('ended_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return last?.ended_as === 'given_up'
    },
    async dueAtOnce(limit) {
      const rows = await unmailed.where('notifications.way', '=', 'mail').limit(limit).execute()
      return rows.map(readNotification)
    },
    async dueForDigest(personId, limit) {
      const rows = await unmailed
        .where('notifications.way', '=', 'digest')
        .where('notifications.person_id', '=', personId)
        .limit(limit)
        .execute()
      return rows.map(readNotification)
    },
    async putOff(numbers) {
      if (numbers.length === 0) return
      await db.updateTable('notifications').set({ way: 'digest' }).where('number', 'in', numbers).execute()
    },
    async atOnceSince(personId, at) {
      const { count } = await db
        .selectFrom('mails')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('person_id', '=', personId)
        .where('kind', '=', 'at_once')
        .where('at', '>', at)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    make: ({ id, personId, kind, at }, numbers) =>
      atomically(connection, async (inside) => {
        await inside.db
          .insertInto('mails')
          .values({
            id,
            person_id: personId,
            kind,
            at,
            tries: 0,
            next_at: at,
            ended_as: null,
            ended_at: null,
          })
          .execute()
        // PostgreSQL takes no empty list.
        if (numbers.length === 0) return
        await inside.db
          .updateTable('notifications')
          .set({ mail_id: id })
          .where('person_id', '=', personId)
          .where('number', 'in', numbers)
          .execute()
      }),
    async waiting(now, limit) {
      const rows = await db
        .selectFrom('mails')
        .select(['id', 'person_id', 'kind', 'at', 'tries'])
        .where('ended_as', 'is', null)
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id, person_id: personId, kind, at, tries }) => ({ id, personId, kind, at, tries }))
    },
    async begin({ id, tries }, nextAt) {
      const { numUpdatedRows } = await db
        .updateTable('mails')
        .set({ tries: tries + 1, next_at: nextAt })
        .where('id', '=', id)
        .where('tries', '=', tries)
        .where('ended_as', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async end(id, how, at) {
      await db
        .updateTable('mails')
        .set({ ended_as: how, ended_at: at })
        .where('id', '=', id)
        .where('ended_as', 'is', null)
        .execute()
    },
    async notificationsOf(mailId) {
      const rows = await db
        .selectFrom('notifications')
        .selectAll()
        .where('mail_id', '=', mailId)
        .orderBy('number')
        .execute()
      return rows.map(readNotification)
    },
    async removeBefore(at) {
      await db
        .deleteFrom('mails')
        .where('at', '<', at)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('notifications').select('number').whereRef('mail_id', '=', 'mails.id'))),
        )
        .execute()
    },
  }
}

function readAddress(row: {
  readonly person_id: string
  readonly address: string
  readonly confirmed_at: string
  readonly digest_hour: number
  readonly digested_on: string
}): MailAddress {
  return {
    personId: row.person_id,
    address: row.address,
    confirmedAt: row.confirmed_at,
    digestHour: row.digest_hour,
    digestedOn: row.digested_on,
  }
}
