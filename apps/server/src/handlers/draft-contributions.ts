import { ok, refuse } from '@samsyn/domain'
import { byDelegation, bySection, contributionsIn, spanBetween } from '../contributions.ts'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { contributionView } from '../views/contributions.ts'
import type { HandlerContext } from './context.ts'
import { readingOf } from './draft-past.ts'

/** Who contributed what to a draft between two instants, for whoever could read it at the first. */
export function draftContributionsHandlers(context: HandlerContext): Pick<Handlers, 'getDraftContributions'> {
  const { storage, historian, clock } = context
  return {
    getDraftContributions: async ({ params, query, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      if (!reading.ok) return reading
      const now = clock.now()
      const from = new Date(query.from).toISOString()
      const asked = query.to === undefined ? null : new Date(query.to).toISOString()
      // What has not been yet is now.
      const end = asked !== null && asked < now ? asked : null
      const to = end ?? now
      if (from > to) return refuse({ code: 'invalid_request', field: 'to' })
      if (!reading.value.couldRead(from)) return refuse({ code: 'forbidden' })
      const span = await spanBetween(storage.tables, params.positionId, { from, to: end })
      const found = await contributionsIn(historian, params.positionId, span)
      if (!found) return refuse({ code: 'busy' })
      const directory = await loadDirectory(storage.tables)
      return ok({
        from,
        to,
        delegations: byDelegation(found, directory.people).map((one) => contributionView(one, directory)),
        sections: bySection(found, directory.people).map((one) => ({
          ...one,
          countries: [...one.countries],
        })),
      })
    },
  }
}
