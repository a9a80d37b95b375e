import type { Storage } from '@samsyn/storage'
import { Router } from 'express'
import { hashOf } from '../auth/secrets.ts'
import type { Clock } from '../clock.ts'
import { calendarFeed } from './calendar-feed.ts'

/** Where the addresses of calendars begin. */
export const calendarPath = '/calendar/'

/** The address of a calendar, on this server. */
export function calendarAddress(secret: string): string {
  return `${calendarPath}${secret}.ics`
}

const minute = 60_000
/** How often each calendar is given in a minute, and how often a wrong address is answered at all. */
const mostOfOne = 10
const mostWrong = 300

/** The secret address is all that is asked for: calendars send no cookies. */
export function calendarRouter(
  { tables }: Pick<Storage, 'tables'>,
  { clock, origin }: { readonly clock: Clock; readonly origin: () => string },
): Router {
  const router = Router()
  const isTooOften = countedBy(clock)
  router.get(`${calendarPath}:secret.ics`, async (request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    const personId = await tables.calendarFeeds.personOf(hashOf(request.params.secret))
    const person = personId === null ? null : await tables.people.byId(personId)
    if (isTooOften(personId ?? '', personId === null ? mostWrong : mostOfOne)) {
      response.status(429).setHeader('Retry-After', '60').end()
      return
    }
    if (!person || person.isDisabled) {
      response.status(404).end()
      return
    }
    response
      .status(200)
      .type('text/calendar; charset=utf-8')
      .send(await calendarFeed(person, { tables, origin: origin(), now: clock.now() }))
  })
  return router
}

/** Whether something is asked for more often than that within a minute. */
function countedBy(clock: Clock): (what: string, most: number) => boolean {
  let since = Number.NEGATIVE_INFINITY
  const counts = new Map<string, number>()
  return (what, most) => {
    const now = Date.parse(clock.now())
    if (now - since >= minute) {
      since = now
      counts.clear()
    }
    const count = (counts.get(what) ?? 0) + 1
    counts.set(what, count)
    return count > most
  }
}
