import { can, canReadMoment, ok, type Person, type Position, refuse } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import type { EarlierDraft } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { supportIn } from '../support.ts'
import { authorshipView, fatesView, sessionView, supportView, writerPlaces } from '../views/draft-history.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'
import { sharedSince } from './shared-since.ts'

type HistoryRoutes =
  | 'getDraftAuthorship'
  | 'getDraftSupport'
  | 'listWorkSessions'
  | 'getLastLook'
  | 'setLastLook'

/** Sessions of work in one answer. */
const sessionsAtATime = 200

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
      if (!reading.ok) return reading
      const authorship = await historian.ask(params.positionId, { kind: 'authorship', root: fragmentName })
      if (!authorship) return refuse({ code: 'busy' })
      const taken = authorship.taken.filter(({ removed }) => reading.value.couldRead(removed.at))
      return ok(authorshipView({ ...authorship, taken }, await loadDirectory(storage.tables)))
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
      if (!reading.ok) return reading
      const { sharedAt, couldRead } = reading.value
      const question = { kind: 'sessions', root: fragmentName, splitAt: sharedAt } as const
      const sessions = await historian.ask(params.positionId, question)
      if (!sessions) return refuse({ code: 'busy' })
      const before = query.before === undefined ? null : new Date(query.before).toISOString()
      const told = sessions.filter(({ from, to }) => couldRead(from) && (before === null || to < before))
      const shown = told.slice(-sessionsAtATime).reverse()
      const directory = await loadDirectory(storage.tables)
      return ok({
        sessions: shown.map((session) => sessionView(session, directory)),
        before: shown.length < told.length ? (shown.at(-1)?.to ?? null) : null,
      })
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

export interface Reading {
  readonly position: Position
  readonly sharedAt: string | null
  /** Whether the person may know what the draft was at that instant. */
  readonly couldRead: (at: string) => boolean
}

/** The draft of a position, for whoever may read it now. */
export async function readingOf(
  context: HandlerContext,
  positionId: string,
  person: Person,
): Promise<Outcome<Reading>> {
  const now = context.clock.now()
  const position = await knownPosition(context, positionId, person)
  if (!position) return refuse({ code: 'not_found' })
  if (!can(person, 'draft.read', position, now)) return refuse({ code: 'forbidden' })
  const sharedAt = await sharedSince(context, positionId)
  return ok({
    position,
    sharedAt,
    couldRead: (at) => canReadMoment(person, position, { at, sharedAt }, now),
  })
}
