import { ok } from '@samsyn/domain'
import { mostUnread, type Notification } from '@samsyn/protocol'
import type { Handlers } from '../http/api.ts'
import { type ShownNotification, shownTo } from '../notifications/shown.ts'
import type { HandlerContext } from './context.ts'

type NotificationRoutes = 'getNotifications' | 'readNotifications'

const pageSize = 30

/** What people are told; what they may see of it is asked each time (A472). */
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
