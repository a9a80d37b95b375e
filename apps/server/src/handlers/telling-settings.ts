import {
  mustSign,
  type NotificationKind,
  type NotificationWay,
  notificationKinds,
  ok,
  refuse,
  wayFor,
} from '@samsyn/domain'
import type { NotificationSettings, PasskeyAssertion } from '@samsyn/protocol'
import { accountEvent } from '../account-log.ts'
import { countUse } from '../auth/passkey-use.ts'
import { hashOf, newSecret } from '../auth/secrets.ts'
import type { WebSession } from '../auth/sessions.ts'
import { calendarAddress } from '../calendar/calendar-router.ts'
import type { Handlers } from '../http/api.ts'
import { codeLetter } from '../mail/letter.ts'
import { dropAddress } from '../mail/old-address.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { takeConfirmation } from './passkey-confirmation.ts'
import { signingOf } from './signed-statement.ts'

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
export function tellingHandlers(context: HandlerContext): Pick<Handlers, TellingRoutes> {
  const { storage, post, addressCodes, relyingParty, tellOldAddress, clock, logger } = context
  const { tables } = storage
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

  /** Whether a passkey has confirmed that mails go elsewhere: a session alone redirects no alarm. Who has none, in a sample, goes without. */
  async function confirmed(
    {
      address,
      before,
      assertion,
    }: {
      readonly address: string | null
      readonly before: string | null
      readonly assertion: PasskeyAssertion | undefined
    },
    session: WebSession,
  ): Promise<Outcome<null>> {
    const { person } = session
    if (before === null || !mustSign(await signingOf(tables, person))) return ok(null)
    if (!assertion) return refuse({ code: 'signature_required' })
    const deed = { kind: 'mail', address } as const
    const taken = await takeConfirmation(context, assertion, { session, deed })
    if (!taken.ok) return taken
    const { passkeyId, counter } = taken.value
    const used = await storage.transaction((inside) =>
      countUse(inside, passkeyId, { counter, person, now: clock.now(), logger }),
    )
    return used.ok ? ok(null) : used
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
    askMailAddress: async ({ body: { address, assertion }, session }) => {
      const { person } = session
      if (!post) return refuse({ code: 'mail_off' })
      const before = (await tables.mails.addressOf(person.id))?.address ?? null
      const may = before === address ? ok(null) : await confirmed({ address, before, assertion }, session)
      if (!may.ok) return may
      const code = addressCodes.give(person.id, { address, before })
      if (code === null) return refuse({ code: 'mail_asked_lately' })
      const place = { language: person.language, origin: relyingParty().origin }
      const letter = codeLetter(code, place)
      const { delivery, error } = await post.send({ id: newSecret(), to: address, letter })
      if (delivery === 'sent') return ok(null)
      logger.warn({ err: error, personId: person.id }, 'a code could not be sent')
      return refuse({ code: 'mail_unreachable' })
    },
    confirmMailAddress: async ({ body: { code }, session: { person } }) => {
      const wanted = addressCodes.take(person.id, code)
      if (wanted === null) return refuse({ code: 'code_wrong' })
      const { address } = wanted
      const replaced = await storage.transaction(async (inside): Promise<Outcome<string | null>> => {
        const now = clock.now()
        const today = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Brussels').toPlainDate()
        const before = await inside.mails.addressOf(person.id)
        // What was confirmed with a passkey is that this address takes the place of that one.
        if ((before?.address ?? null) !== wanted.before) return refuse({ code: 'code_wrong' })
        await inside.mails.setAddress({
          personId: person.id,
          address,
          confirmedAt: now,
          digestHour: before?.digestHour ?? usualDigestHour,
          digestedOn: before?.digestedOn ?? today.toString(),
        })
        if (before?.address === address) return ok(null)
        const change = before ? 'changed' : 'given'
        await inside.events.append([
          accountEvent({ type: 'mail_address.changed', accountId: person.id, change }, { person, now }),
        ])
        return ok(before?.address ?? null)
      })
      if (!replaced.ok) return replaced
      if (replaced.value !== null) await tellOldAddress(replaced.value, person)
      return ok(await settingsOf(person.id))
    },
    removeMailAddress: async ({ body: { assertion }, session }) => {
      const { person } = session
      const before = (await tables.mails.addressOf(person.id))?.address ?? null
      if (before === null) return ok(await settingsOf(person.id))
      const may = await confirmed({ address: null, before, assertion }, session)
      if (!may.ok) return may
      await storage.transaction((inside) => dropAddress(inside, person, clock.now()))
      await tellOldAddress(before, person)
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
