import { can, canReadMoment, ok, type Person, type Position, refuse } from '@samsyn/domain'
import { fragmentName } from '@samsyn/editor'
import type { DraftAuthorship, DraftText, RouteQuery, WorkSessions } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Outcome } from '../refusal.ts'
import { authorshipView, sessionView } from '../views/draft-history.ts'
import type { HandlerContext } from './context.ts'
import { knownPosition } from './positions.ts'
import { sharedSince } from './shared-since.ts'

/** A text of a position, joint or own pages, for somebody who may read it now. */
export interface Reading {
  readonly draftId: string
  readonly position: Position
  /** When it was shared with those who could not read it before; null for a text that is not. */
  readonly sharedAt: string | null
  /** Whether the person may know what the text was at that instant. */
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
    draftId: position.id,
    position,
    sharedAt,
    couldRead: (at) => canReadMoment(person, position, { at, sharedAt }, now),
  })
}

/** Sessions of work in one answer. */
const sessionsAtATime = 200

/** The text as it stood at an instant, or stands now. */
export async function textOf(
  { clock, moments }: HandlerContext,
  { draftId, couldRead }: Reading,
  query: RouteQuery<'getDraftText'>,
): Promise<Outcome<DraftText>> {
  const now = clock.now()
  const asked = query.at === undefined ? null : new Date(query.at).toISOString()
  // What has not been yet is now.
  const at = asked !== null && asked < now ? asked : null
  if (at !== null && !couldRead(at)) return refuse({ code: 'forbidden' })
  const moment = await moments.read(draftId, at)
  if (!moment.ok) return moment
  const { doc, contentHash } = moment.value
  return ok({ at: at ?? now, doc: doc as unknown as DraftText['doc'], contentHash })
}

/** Who wrote what stands in the text now, and what one took from another when the person could read it. */
export async function authorshipOf(
  { storage, historian }: HandlerContext,
  { draftId, couldRead }: Reading,
): Promise<Outcome<DraftAuthorship>> {
  const authorship = await historian.ask(draftId, { kind: 'authorship', root: fragmentName })
  if (!authorship) return refuse({ code: 'busy' })
  const taken = authorship.taken.filter(({ removed }) => couldRead(removed.at))
  return ok(authorshipView({ ...authorship, taken }, await loadDirectory(storage.tables)))
}

/** Who worked on the text when the person could read it, newest first. */
export async function workSessionsOf(
  { storage, historian }: HandlerContext,
  { draftId, sharedAt, couldRead }: Reading,
  query: RouteQuery<'listWorkSessions'>,
): Promise<Outcome<WorkSessions>> {
  const sessions = await historian.ask(draftId, { kind: 'sessions', root: fragmentName, splitAt: sharedAt })
  if (!sessions) return refuse({ code: 'busy' })
  const before = query.before === undefined ? null : new Date(query.before).toISOString()
  const told = sessions.filter(({ from, to }) => couldRead(from) && (before === null || to < before))
  const shown = told.slice(-sessionsAtATime).reverse()
  const directory = await loadDirectory(storage.tables)
  return ok({
    sessions: shown.map((session) => sessionView(session, directory)),
    before: shown.length < told.length ? (shown.at(-1)?.to ?? null) : null,
  })
}
