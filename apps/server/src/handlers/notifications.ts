import { ok, type Person } from '@samsyn/domain'
import { mostUnread, type Notification } from '@samsyn/protocol'
import type { NotificationPart, StoredNotification } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import { type ShownNotification, shownTo } from '../notifications/shown.ts'
import type { HandlerContext } from './context.ts'

type NotificationRoutes = 'getNotifications' | 'readNotifications'

const pageSize = 30
/** So many are looked at for one question, whether they may be seen or not. */
const mostLookedAt = 1_000

/** What people are told; what they may see of it is asked each time (A472). */
export function notificationHandlers({
  storage: { tables },
  clock,
  tellNotified,
}: HandlerContext): Pick<Handlers, NotificationRoutes> {
  return {
    getNotifications: async ({ query, session: { person } }) => {
      const around = { tables, now: clock.now() }
      const { notifications: table } = tables
      // One more tells whether there are any after them.
      const found = await readOn((part) => table.byPerson(person.id, part), person, around, {
        before: query.before ?? null,
        most: pageSize + 1,
      })
      const unread = await readOn((part) => table.unread(person.id, part), person, around, {
        before: null,
        most: mostUnread,
      })
      const page = found.shown.slice(0, pageSize)
      const named = new Set(page.flatMap(({ by }) => by?.personId ?? []))
      const people = new Map<string, string>()
      for (const id of named) {
        const doer = await tables.people.byId(id)
        if (doer?.name) people.set(id, doer.name)
      }
      return ok({
        notifications: page.map((each) => notificationView(each, people)),
        unread: unread.shown.length,
        before: found.shown.length > pageSize ? (page.at(-1)?.stored.number ?? null) : found.before,
      })
    },
    readNotifications: async ({ body, session: { person } }) => {
      if (await tables.notifications.markRead(person.id, body, clock.now())) tellNotified([person.id])
      return ok(null)
    },
  }
}

/**
 * The newest that the person may see, as many as are asked for: what they may not see takes nobody's place. `before` is where it was left
 * off because too many had been looked at; null where the end was reached, or enough were found.
 */
async function readOn(
  ask: (part: NotificationPart) => Promise<readonly StoredNotification[]>,
  person: Person,
  around: Parameters<typeof shownTo>[2],
  { before, most }: { readonly before: number | null; readonly most: number },
): Promise<{ readonly shown: readonly ShownNotification[]; readonly before: number | null }> {
  const shown: ShownNotification[] = []
  let from = before
  for (let looked = 0; looked < mostLookedAt; looked += most) {
    const part = await ask({ before: from, limit: most })
    shown.push(...(await shownTo(person, part, around)))
    from = part.at(-1)?.number ?? null
    if (part.length < most || shown.length >= most) return { shown: shown.slice(0, most), before: null }
  }
  return { shown, before: from }
}

function notificationView(
  { stored, position, path, leadOf, by, deadline }: ShownNotification,
  people: ReadonlyMap<string, string>,
): Notification {
  const name = by && people.get(by.personId)
  return {
    number: stored.number,
    topic: stored.topic,
    at: stored.at,
    isRead: stored.readAt !== null,
    path,
    position: position && {
      id: position.id,
      title: position.title,
      draftingLanguage: position.draftingLanguage,
    },
    leadOf,
    by: by && name ? { name, country: by.country } : null,
    deadline,
  }
}
