import { type NotificationWay, notificationKinds, ok, usualWays } from '@samsyn/domain'
import { mostUnread, type Notification, type NotificationSettings } from '@samsyn/protocol'
import type { NotificationWays } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import { type ShownNotification, shownTo } from '../notifications/shown.ts'
import type { HandlerContext } from './context.ts'

type NotificationRoutes =
  | 'getNotifications'
  | 'readNotifications'
  | 'getNotificationSettings'
  | 'changeNotificationSettings'

const pageSize = 30

/** What people are told and how they want to be told; what they may see of it is asked each time (A472). */
export function notificationHandlers({
  storage: { tables },
  clock,
  tellNotified,
}: HandlerContext): Pick<Handlers, NotificationRoutes> {
  return {
    getNotifications: async ({ query, session: { person } }) => {
      const now = clock.now()
      const { notifications: table } = tables
      const page = await table.byPerson(person.id, { before: query.before ?? null, limit: pageSize })
      const unread = await table.unread(person.id, mostUnread)
      const wanted = new Map([...unread, ...page].map((each) => [each.number, each]))
      const shown = new Map(
        (await shownTo(person, [...wanted.values()], { tables, now })).map((each) => [
          each.stored.number,
          each,
        ]),
      )
      const people = new Map((await tables.people.all()).map(({ id, name }) => [id, name]))
      const ofPage = page.flatMap(({ number }) => shown.get(number) ?? [])
      return ok({
        notifications: ofPage.map((each) => notificationView(each, people)),
        unread: unread.filter(({ number }) => shown.has(number)).length,
        before: page.length === pageSize ? (page.at(-1)?.number ?? null) : null,
      })
    },
    readNotifications: async ({ body, session: { person } }) => {
      if (await tables.notifications.markRead(person.id, body, clock.now())) tellNotified([person.id])
      return ok(null)
    },
    getNotificationSettings: async ({ session: { person } }) =>
      ok(settingsView(await tables.notifications.waysOf(person.id))),
    changeNotificationSettings: async ({ body: { ways }, session: { person } }) => {
      const changed = notificationKinds.flatMap((kind): [typeof kind, NotificationWay][] => {
        const way = ways[kind]
        return way === undefined ? [] : [[kind, way]]
      })
      await tables.notifications.setWays(person.id, new Map(changed))
      return ok(settingsView(await tables.notifications.waysOf(person.id)))
    },
  }
}

function notificationView(
  { stored, position, path, by, deadline }: ShownNotification,
  people: ReadonlyMap<string, string>,
): Notification {
  const name = by && people.get(by.personId)
  return {
    number: stored.number,
    topic: stored.topic,
    at: stored.at,
    isRead: stored.readAt !== null,
    path,
    position: position && { id: position.id, title: position.title },
    by: by && name !== undefined && name !== null ? { name, country: by.country } : null,
    deadline,
  }
}

function settingsView(chosen: NotificationWays): NotificationSettings {
  return { ways: { ...usualWays, ...Object.fromEntries(chosen) } }
}
