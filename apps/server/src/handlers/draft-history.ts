import { ok, refuse } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import type { EarlierDraft } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { supportIn } from '../support.ts'
import { fatesView, supportView, writerPlaces } from '../views/draft-history.ts'
import type { HandlerContext } from './context.ts'
import { authorshipOf, readingOf, workSessionsOf } from './draft-past.ts'

type HistoryRoutes =
  | 'getDraftAuthorship'
  | 'getDraftSupport'
  | 'listWorkSessions'
  | 'getLastLook'
  | 'setLastLook'

/**
 * Who wrote what in a draft, and when. What was written and taken out again before the draft was shared is told to those
 * alone who could read it then; what is in the text has its author for everybody who may read the text.
 */
export function draftHistoryHandlers(context: HandlerContext): Pick<Handlers, HistoryRoutes> {
  const { storage, historian, moments, clock } = context
  const { updates, lastLooks, versions } = storage.tables
  return {
    getDraftAuthorship: async ({ params, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      return reading.ok ? authorshipOf(context, reading.value) : reading
    },
    getDraftSupport: async ({ params, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      if (!reading.ok) return reading
      const directory = await loadDirectory(storage.tables)
      const support = await supportIn(historian, reading.value.position, directory)
      if (!support) return refuse({ code: 'busy' })
      const [frozen] = await versions.list(params.positionId)
      const takenOut = support.takenOut.filter(
        ({ at }) => reading.value.couldRead(at) && (!frozen || frozen.frozenAt < at),
      )
      return ok(supportView({ ...support, takenOut }, directory))
    },
    listWorkSessions: async ({ params, query, session: { person } }) => {
      const reading = await readingOf(context, params.positionId, person)
      return reading.ok ? workSessionsOf(context, reading.value, query) : reading
    },
    getLastLook: async ({ params: { positionId }, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const look = await lastLooks.get(person.id, positionId)
      if (!look || !reading.value.couldRead(look.at)) return ok({ since: null })
      const since = await updates.writersAfter(positionId, look.place)
      if (since.every((personId) => personId === person.id)) return ok({ since: null })
      const moment = await moments.readThrough(positionId, look.place)
      if (!moment.ok) return moment
      const question = { kind: 'removals', root: fragmentName, place: look.place } as const
      const removals = await historian.ask(positionId, question)
      if (!removals) return refuse({ code: 'busy' })
      const { writers, placeOf } = writerPlaces(await loadDirectory(storage.tables))
      const fates = fatesView(removals, placeOf)
      const doc = moment.value.doc as unknown as EarlierDraft['doc']
      return ok({ since: { at: look.at, doc, fates, writers: [...writers] } })
    },
    setLastLook: async ({ params: { positionId }, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const at = clock.now()
      const place = await updates.lastPlace(positionId, null)
      if (place !== null) await lastLooks.set(person.id, positionId, { place, at })
      return ok(null)
    },
  }
}
