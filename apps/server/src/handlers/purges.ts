import { randomUUID } from 'node:crypto'
import {
  type CountryCode,
  draftIdOf,
  endByPurge,
  handlesSpillAs,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  positionAfterPurge,
  purgedEvent,
  refuse,
  type Spill,
} from '@samsyn/domain'
import { type DocJson, docToUpdate, templateDoc } from '@samsyn/editor'
import type { Purging, Tables } from '@samsyn/storage'
import type { Handlers } from '../http/api.ts'
import { beginPages, pagesSeed } from '../own-pages.ts'
import { isSealFault, type Outcome } from '../refusal.ts'
import { templateFor } from '../templates.ts'
import type { HandlerContext } from './context.ts'
import { describePosition } from './positions.ts'
import { giveTimeBack } from './spills.ts'

interface Asked {
  readonly version: number | null
  readonly reason: string
}

/** Ends the lock of a text by removing for good what came after a version of it (ADR 30). */
export function purgeHandlers(context: HandlerContext): Pick<Handlers, 'purgeSpill'> {
  const { storage, rooms, commands, historian, moments, clock, logger } = context

  async function purge(
    { id: spillId, positionId }: Pick<Spill, 'id' | 'positionId'>,
    { version, reason }: Asked,
    person: Person,
  ): Promise<Outcome<{ readonly position: Position; readonly events: readonly PositionEvent[] }>> {
    return storage.purge(positionId, async (tables, purging) => {
      const now = clock.now()
      const before = await tables.positions.byIdAlone(positionId)
      const spill = await tables.spills.byId(spillId)
      if (!before || spill?.positionId !== positionId) return refuse({ code: 'not_found' })
      const people = await tables.people.all()
      const end = endByPurge(spill, reason, { person, subject: before, now, people })
      if (!end.ok) return end
      if (version !== null && !(await isThere(tables, spill, version))) return refuse({ code: 'not_found' })
      const text = version === null ? null : await textOf(tables, spill, version)
      const { isLogEmpty, ...removed } = await remove(purging, spill, { version, at: now })
      if (isLogEmpty) {
        const update = text === null ? seedOf(before, spill.country) : docToUpdate(text)
        await tables.updates.append([{ draftId: draftIdOf(spill), personId: null, at: now, update }])
      }
      const position = spill.country === null ? await withoutVersions(tables, before, version) : before
      await tables.spills.end(spillId, end.value)
      const event = purgedEvent(spill, end.value.reason, { version, ...removed })
      const capacity = handlesSpillAs(spill.country, { person, subject: before, now })
      const by = { personId: person.id, country: person.country, capacity, at: now }
      await tables.events.append([{ positionId, revision: position.revision, ...by, event }])
      const after = await tables.positions.byId(positionId)
      if (!after) return refuse({ code: 'not_found' })
      const ended = { spill: { ...spill, end: end.value }, events: [event] }
      const extended = await giveTimeBack(tables, after, ended, by)
      return ok(
        extended
          ? { ...extended, events: [event, ...extended.events] }
          : { position: after, events: [event] },
      )
    })
  }

  /** Does it while nobody writes in the text, whose room is forgotten if it is done. */
  async function inRoom<Value>(
    place: Pick<Spill, 'positionId' | 'country'>,
    work: () => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    const { positionId, country } = place
    if (country !== null) await beginPages(storage, { positionId, country }, clock.now())
    return rooms.purge(draftIdOf(place), async () => {
      const value = await work()
      return { isDone: value.ok, value }
    })
  }

  return {
    purgeSpill: async ({ params: { positionId, spillId }, body, session: { person } }) => {
      // Asked before the room is held, so that nobody without the right can make it stop for an instant.
      const subject = await storage.tables.positions.byId(positionId)
      const spill = await storage.tables.spills.byId(spillId)
      if (!subject || spill?.positionId !== positionId) return refuse({ code: 'not_found' })
      const people = await storage.tables.people.all()
      const allowed = endByPurge(spill, body.reason, { person, subject, now: clock.now(), people })
      if (!allowed.ok) return allowed
      const draftId = draftIdOf(spill)
      const done = await inRoom(spill, () => purge(spill, body, person)).catch((error: unknown) => {
        if (isSealFault(error)) return refuse({ code: 'pages_sealed' as const })
        throw error
      })
      if (!done.ok) return done
      await Promise.all([historian.forget(draftId), moments.forget(draftId)])
      context.forgetFiles()
      const { position, events } = done.value
      // Told before anything waits for the disk.
      await commands.announced({ position, events, effects: [] })
      const answer = await describePosition(context, position, person)
      // It is gone for everybody; that it is on the disk still is the operator's to know, and tried again with the next start.
      await storage.scrub().catch((error: unknown) => {
        logger.error(
          { err: error, security: true, positionId },
          'what was purged could not be taken off the disk',
        )
      })
      return ok(answer)
    },
  }
}

async function isThere(
  { versions, ownPages }: Tables,
  { positionId, country }: Spill,
  version: number,
): Promise<boolean> {
  const known =
    country === null ? await versions.list(positionId) : await ownPages.instants({ positionId, country })
  return known.some(({ number }) => number === version)
}

/** The text of the version that is kept: what the draft begins with where it is not known how far in the log that was. */
async function textOf(
  { versions, ownPages }: Tables,
  { positionId, country }: Spill,
  version: number,
): Promise<DocJson | null> {
  const kept =
    country === null
      ? await versions.byNumber(positionId, version)
      : await ownPages.version({ positionId, country }, version)
  // The stored text is what was hashed.
  return kept && (JSON.parse(kept.canonicalText) as DocJson)
}

function remove(
  purging: Purging,
  { positionId, country }: Spill,
  { version, at }: { readonly version: number | null; readonly at: string },
) {
  return country === null
    ? purging.joint(positionId, version, at)
    : purging.pages({ positionId, country }, version, at)
}

async function withoutVersions(tables: Tables, before: Position, version: number | null): Promise<Position> {
  const releases = await tables.releases.byPosition(before.id)
  const position = positionAfterPurge(before, version ?? 0, releases)
  if (
    !(await tables.positions.save(before.revision, { position, closedRound: null, events: [], effects: [] }))
  )
    throw new Error(`Position ${before.id} was changed by another in the middle of a purge`)
  return position
}

/** What a text begins with of which nothing is kept. */
function seedOf(
  { instrument, draftingLanguage: language }: Position,
  country: CountryCode | null,
): Uint8Array {
  if (country !== null) return pagesSeed(country)
  return docToUpdate(templateDoc(templateFor[instrument], { language, newId: randomUUID }))
}
