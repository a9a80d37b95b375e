import type { Handlers } from '../http/api.ts'
import type { HandlerContext } from './context.ts'
import { readingOf, textOf } from './draft-past.ts'

/** The draft as it stood at an instant, for whoever could read it then and may read it now. */
export function draftTextHandlers(context: HandlerContext): Pick<Handlers, 'getDraftText'> {
  return {
    getDraftText: async ({ params, query, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      return reading.ok ? textOf(context, reading.value, query) : reading
    },
  }
}
