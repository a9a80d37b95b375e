import {
  capacityFor,
  changeMandate,
  draftIdOf,
  mayWritePages,
  noMandate,
  ok,
  type PagesPlace,
  type Person,
  type Position,
  type PositionEvent,
  pagesAccess,
  refuse,
} from '@samsyn/domain'
import { canonicalJson, contentHash, updateToDoc } from '@samsyn/editor'
import type { OwnPages } from '@samsyn/protocol'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { beginPages } from '../own-pages.ts'
import type { Outcome } from '../refusal.ts'
import { ownPages, pagesVersion } from '../views/own-pages.ts'
import type { HandlerContext } from './context.ts'

type PagesRoutes = 'getOwnPages' | 'setMandate' | 'keepPagesVersion' | 'getPagesVersion'

/** A position, and what of its mandates was just told to the others. */
interface Told {
  readonly subject: Position
  readonly events: readonly PositionEvent[]
}

/**
 * Each delegation's own pages, beside their text. Nothing of them is an event of the position, save what the delegation
 * tells the others of its mandate.
 */
export function pagesHandlers(context: HandlerContext): Pick<Handlers, PagesRoutes> {
  const { storage, commands, rooms, clock } = context
  const { tables } = storage

  async function describe(
    { country, positionId }: PagesPlace,
    subject: Position,
    person: Person,
  ): Promise<OwnPages> {
    const place = { positionId, country }
    return ownPages(place, {
      log: await tables.ownPages.mandateLog(place),
      versions: await tables.ownPages.versions(place),
      directory: await loadDirectory(tables),
      isSealed: await tables.ownPages.isSealed(place),
      asking: { person, subject, now: clock.now() },
    })
  }

  return {
    getOwnPages: async ({ params, session: { person } }) => {
      const position = await readablePages(context, params, person)
      return position.ok ? ok(await describe(params, position.value, person)) : position
    },

    setMandate: async ({ params, body, session: { person } }) => {
      const known = await readablePages(context, params, person)
      if (!known.ok) return known
      await beginPages(storage, params, clock.now())
      const { changes, ...after } = body
      const done = await storage.transaction(async (inside): Promise<Outcome<Told>> => {
        const now = clock.now()
        const subject = await inside.positions.byId(params.positionId)
        if (!subject) return refuse({ code: 'not_found' })
        await inside.ownPages.begin(params, now)
        const log = await inside.ownPages.mandateLog(params)
        const events = changeMandate(log.at(-1) ?? noMandate, after, params.country, { person, subject, now })
        if (!events.ok) return events
        if (log.length !== changes) return refuse({ code: 'revision_conflict' })
        await inside.ownPages.addMandate(params, log, { ...after, personId: person.id, at: now })
        await inside.events.append(
          events.value.map((event) => ({
            positionId: subject.id,
            revision: subject.revision,
            personId: person.id,
            country: params.country,
            capacity: capacityFor(person, 'national.share', subject, now),
            at: now,
            event,
          })),
        )
        return ok({ subject, events: events.value })
      })
      if (!done.ok) return done
      const { subject, events } = done.value
      if (events.length > 0) commands.announce({ position: subject, events, effects: [] })
      context.tellOfPages(params, subject)
      return ok(await describe(params, subject, person))
    },

    keepPagesVersion: async ({ params, body, session: { person } }) => {
      const known = await readablePages(context, params, person)
      if (!known.ok) return known
      const allowed = mayWritePages(params.country, { person, subject: known.value, now: clock.now() })
      if (!allowed.ok) return allowed
      await beginPages(storage, params, clock.now())
      // Read before the text: all up to it is certainly in the version (ADR 30).
      const place = await tables.updates.lastPlace(draftIdOf(params), null)
      const doc = updateToDoc(await rooms.readState(draftIdOf(params)))
      const kept = await storage.transaction(async (inside): Promise<Outcome<null>> => {
        const now = clock.now()
        // Asked again, since reading the pages took its time.
        const subject = await inside.positions.byId(params.positionId)
        if (!subject) return refuse({ code: 'not_found' })
        const stillAllowed = mayWritePages(params.country, { person, subject, now })
        if (!stillAllowed.ok) return stillAllowed
        await inside.ownPages.begin(params, now)
        const [newest] = await inside.ownPages.versions(params)
        const version = {
          positionId: params.positionId,
          country: params.country,
          number: (newest?.number ?? 0) + 1,
          contentHash: contentHash(doc),
          canonicalText: canonicalJson(doc),
          note: body.note,
          keptAt: now,
          keptBy: person.id,
        }
        await inside.ownPages.addVersion(version, place)
        return ok(null)
      })
      if (!kept.ok) return kept
      context.tellOfPages(params, known.value)
      return ok(await describe(params, known.value, person))
    },

    getPagesVersion: async ({ params, session: { person } }) => {
      const position = await readablePages(context, params, person)
      if (!position.ok) return position
      const version = await tables.ownPages.version(params, params.number)
      return version ? ok(pagesVersion(version, await loadDirectory(tables))) : refuse({ code: 'not_found' })
    },
  }
}

/** The position, for whoever may read a country's own pages of it now; to everybody else what `pagesAccess` refuses. */
export async function readablePages(
  { storage, clock }: HandlerContext,
  { positionId, country }: PagesPlace,
  person: Person,
): Promise<Outcome<Position>> {
  const subject = await storage.tables.positions.byId(positionId)
  if (!subject) return refuse({ code: 'not_found' })
  const access = pagesAccess(country, { person, subject, now: clock.now() })
  return access.ok ? ok(subject) : access
}
