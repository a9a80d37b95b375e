import {
  type NotificationKind,
  type NotificationWay,
  notificationKinds,
  ok,
  refuse,
  wayFor,
} from '@samsyn/domain'
import type { NotificationSettings } from '@samsyn/protocol'
import { hashOf, newSecret } from '../auth/secrets.ts'
import { calendarAddress } from '../calendar/calendar-router.ts'
import type { Handlers } from '../http/api.ts'
import { codeLetter } from '../mail/letter.ts'
import type { HandlerContext } from './context.ts'

type TellingRoutes =
  | 'getNotificationSettings'
  | 'changeNotificationSettings'
  | 'askMailAddress'
  | 'confirmMailAddress'
  | 'removeMailAddress'
  | 'makeCalendar'
  | 'removeCalendar'

const usualDigestHour = 8

/** How people want to be told: of what by mail and where to, and the secret address of their calendar. */
export function tellingHandlers({
  storage: { tables },
  post,
  addressCodes,
  relyingParty,
  clock,
  logger,
}: HandlerContext): Pick<Handlers, TellingRoutes> {
  async function settingsOf(personId: string): Promise<NotificationSettings> {
    const address = await tables.mails.addressOf(personId)
    const chosen = await tables.notifications.waysOf(personId)
    return {
      ways: Object.fromEntries(
        notificationKinds.map((kind) => [kind, wayFor(kind, chosen.get(kind))]),
      ) as Record<NotificationKind, NotificationWay>,
      mail: {
        isOn: post !== null,
        address: address?.address ?? null,
        digestHour: address?.digestHour ?? usualDigestHour,
      },
      calendarMadeAt: await tables.calendarFeeds.madeAt(personId),
    }
  }

  return {
    getNotificationSettings: async ({ session: { person } }) => ok(await settingsOf(person.id)),
    changeNotificationSettings: async ({ body: { ways = {}, digestHour }, session: { person } }) => {
      const changed = notificationKinds.flatMap((kind): [typeof kind, NotificationWay][] => {
        const way = ways[kind]
        return way === undefined ? [] : [[kind, way]]
      })
      await tables.notifications.setWays(person.id, new Map(changed))
      const address = await tables.mails.addressOf(person.id)
      if (address && digestHour !== undefined) await tables.mails.setAddress({ ...address, digestHour })
      return ok(await settingsOf(person.id))
    },
    askMailAddress: async ({ body: { address }, session: { person } }) => {
      if (!post) return refuse({ code: 'mail_off' })
      const code = addressCodes.give(person.id, address)
      if (code === null) return refuse({ code: 'mail_asked_lately' })
      const place = { language: person.language, origin: relyingParty().origin }
      const letter = codeLetter(code, place)
      const { delivery, error } = await post.send({ id: newSecret(), to: address, letter })
      if (delivery === 'sent') return ok(null)
      logger.warn({ err: error, personId: person.id }, 'a code could not be sent')
      return refuse({ code: 'mail_unreachable' })
    },
    confirmMailAddress: async ({ body: { code }, session: { person } }) => {
      const address = addressCodes.take(person.id, code)
      if (address === null) return refuse({ code: 'code_wrong' })
      const now = clock.now()
      const today = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Brussels').toPlainDate()
      const before = await tables.mails.addressOf(person.id)
      await tables.mails.setAddress({
        personId: person.id,
        address,
        confirmedAt: now,
        digestHour: before?.digestHour ?? usualDigestHour,
        digestedOn: before?.digestedOn ?? today.toString(),
      })
      return ok(await settingsOf(person.id))
    },
    removeMailAddress: async ({ session: { person } }) => {
      await tables.mails.removeAddress(person.id)
      return ok(await settingsOf(person.id))
    },
    makeCalendar: async ({ session: { person } }) => {
      const secret = newSecret()
      await tables.calendarFeeds.set(person.id, hashOf(secret), clock.now())
      return ok({ path: calendarAddress(secret) })
    },
    removeCalendar: async ({ session: { person } }) =>
      (await tables.calendarFeeds.remove(person.id))
        ? ok(await settingsOf(person.id))
        : refuse({ code: 'not_found' }),
  }
}
