import { draftIdOf, ok, type PagesPlace, type Person } from '@samsyn/domain'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { authorshipOf, type Reading, textOf, workSessionsOf } from './draft-past.ts'
import { readablePages } from './own-pages.ts'

type PagesHistoryRoutes = 'getPagesText' | 'getPagesAuthorship' | 'listPagesSessions'

/** Who wrote what on a delegation's own pages, when, and what they were: for whoever may read the pages now, and nobody else. */
export function pagesHistoryHandlers(context: HandlerContext): Pick<Handlers, PagesHistoryRoutes> {
  return {
    getPagesText: async ({ params, query, session: { person } }) => {
      const reading = await readingOfPages(context, params, person)
      return reading.ok ? textOf(context, reading.value, query) : reading
    },
    getPagesAuthorship: async ({ params, session: { person } }) => {
      const reading = await readingOfPages(context, params, person)
      return reading.ok ? authorshipOf(context, reading.value) : reading
    },
    listPagesSessions: async ({ params, query, session: { person } }) => {
      const reading = await readingOfPages(context, params, person)
      return reading.ok ? workSessionsOf(context, reading.value, query) : reading
    },
  }
}

/** Own pages are never shared: whoever may read them now may know all that they were. */
async function readingOfPages(
  context: HandlerContext,
  place: PagesPlace,
  person: Person,
): Promise<Outcome<Reading>> {
  const position = await readablePages(context, place, person)
  if (!position.ok) return position
  return ok({
    draftId: draftIdOf(place),
    position: position.value,
    sharedAt: null,
    couldRead: () => true,
  })
}
