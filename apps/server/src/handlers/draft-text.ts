import { can, canReadMoment, ok, refuse } from '@samsyn/domain'
import type { DraftText } from '@samsyn/protocol'
import type { Handlers } from '../http/api.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'
import { sharedSince } from './shared-since.ts'

/** The draft as it stood at an instant, for whoever could read it then and may read it now. */
export function draftTextHandlers(context: HandlerContext): Pick<Handlers, 'getDraftText'> {
  const { clock, moments } = context
  return {
    getDraftText: async ({ params, query, session: { person } }) => {
      const now = clock.now()
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'draft.read', position, now)) return refuse({ code: 'forbidden' })
      const asked = query.at === undefined ? null : new Date(query.at).toISOString()
      // What has not been yet is now.
      const at = asked !== null && asked < now ? asked : null
      if (at !== null) {
        const sharedAt = await sharedSince(context, position.id)
        if (!canReadMoment(person, position, { at, sharedAt }, now)) return refuse({ code: 'forbidden' })
      }
      const moment = await moments.read(position.id, at)
      if (!moment.ok) return moment
      const { doc, contentHash } = moment.value
      return ok({ at: at ?? now, doc: doc as unknown as DraftText['doc'], contentHash })
    },
  }
}
