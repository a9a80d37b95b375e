import { randomUUID } from 'node:crypto'
import {
  type Asking,
  answerPurge,
  type CountryCode,
  capacityFor,
  draftIdOf,
  endByPurge,
  handlesSpillAs,
  handlesSpillFor,
  isAnybodyToConfirm,
  ok,
  type Person,
  type Position,
  type PositionEvent,
  type PurgeAsk,
  type PurgeAskEnd,
  positionAfterPurge,
  purgeAskedEvent,
  purgeAskOverEvent,
  purgedEvent,
  refuse,
  type Spill,
  type SpillEnd,
  signersBeside,
  signersOf,
  takePurgeBack,
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
  readonly isAsked?: boolean | undefined
}

type Recorded = Outcome<{ readonly position: Position; readonly events: readonly PositionEvent[] }>
type Place = Pick<Spill, 'id' | 'positionId'>
type Answer = 'confirmed' | 'declined' | 'withdrawn'

/** Ends the lock of a text by removing for good what came after a version of it (ADR 30). */
export function purgeHandlers(context: HandlerContext): Pick<Handlers, 'purgeSpill' | 'answerPurge'> {
  const { storage, rooms, commands, historian, moments, clock, logger } = context

  /** Removes it: what one person may by themselves, or what `askId` asks and they confirm. */
  async function purge(
    { id: spillId, positionId }: Place,
    person: Person,
    how: Asked | { readonly askId: string },
  ): Promise<Recorded> {
    return storage.purge(positionId, async (tables, purging) => {
      const now = clock.now()
      const before = await tables.positions.byIdAlone(positionId)
      const spill = await tables.spills.byId(spillId)
      if (!before || spill?.positionId !== positionId) return refuse({ code: 'not_found' })
      const asking = { person, subject: before, now }
      const doing =
        'askId' in how
          ? await confirmed(tables, spill, how.askId, asking)
          : await alone(tables, spill, how, asking)
      if (!doing.ok) return doing
      const { version, end, signers, askId } = doing.value
      const text = version === null ? null : await textOf(tables, spill, version)
      const { isLogEmpty, ...removed } = await remove(purging, spill, { version, at: now })
      if (isLogEmpty) {
        const update = text === null ? seedOf(before, spill.country) : docToUpdate(text)
        await tables.updates.append([{ draftId: draftIdOf(spill), personId: null, at: now, update }])
      }
      const position = spill.country === null ? await withoutVersions(tables, before, version) : before
      await tables.spills.end(spillId, end)
      const event = purgedEvent(spill, end.reason, { version, ...removed, signers, askId })
      const capacity =
        askId === null
          ? handlesSpillAs(spill.country, asking)
          : capacityFor(person, 'purge.confirm', before, now)
      const by = { personId: person.id, country: person.country, capacity, at: now }
      await tables.events.append([{ positionId, revision: position.revision, ...by, event }])
      const after = await tables.positions.byId(positionId)
      if (!after) return refuse({ code: 'not_found' })
      const ended = { spill: { ...spill, end }, events: [event] }
      const extended = await giveTimeBack(tables, after, ended, by)
      return ok(
        extended
          ? { ...extended, events: [event, ...extended.events] }
          : { position: after, events: [event] },
      )
    })
  }

  /** Asks another party's lead for a purge that takes what others have signed; null where one does it alone. */
  const askIfNeeded = ({ id: spillId, positionId }: Place, asked: Asked, person: Person) =>
    storage.transaction(async (tables): Promise<Recorded | null> => {
      const now = clock.now()
      const subject = await tables.positions.byIdAlone(positionId)
      const spill = await tables.spills.byId(spillId)
      if (!subject || spill?.positionId !== positionId) return refuse({ code: 'not_found' })
      const asking = { person, subject, now }
      const scene = await sceneOf(tables, spill, asked, asking)
      if (!scene.ok) return scene
      const { country, signers, isAsked } = scene.value
      if (asked.isAsked !== undefined && asked.isAsked !== isAsked) return refuse({ code: 'state_conflict' })
      if (!isAsked || country === null) return null
      const ask: PurgeAsk = {
        id: randomUUID(),
        spillId,
        version: asked.version,
        reason: scene.value.end.reason,
        personId: person.id,
        country,
        at: now,
      }
      if (!(await tables.spills.ask(ask))) return refuse({ code: 'state_conflict' })
      const event = purgeAskedEvent(ask, signers)
      const capacity = handlesSpillAs(null, asking)
      const by = { personId: person.id, country: person.country, capacity, at: now }
      await tables.events.append([{ positionId, revision: subject.revision, ...by, event }])
      return ok({ position: subject, events: [event] })
    })

  /** Ends what waits without a purge. */
  const endAsk = (place: Place, askId: string, how: Exclude<Answer, 'confirmed'>, person: Person) =>
    storage.transaction(async (tables): Promise<Recorded> => {
      const now = clock.now()
      const subject = await tables.positions.byIdAlone(place.positionId)
      const spill = await tables.spills.byId(place.id)
      if (!subject || spill?.positionId !== place.positionId) return refuse({ code: 'not_found' })
      const asking = { person, subject, now }
      const ended = await answered(tables, { spill, askId, how }, asking)
      if (!ended.ok) return ended
      const { ask, end } = ended.value
      await tables.spills.endAsk(askId, end)
      const event = purgeAskOverEvent(ask, how)
      const capacity = capacityFor(person, 'purge.confirm', subject, now)
      const by = { personId: person.id, country: person.country, capacity, at: now }
      await tables.events.append([{ positionId: subject.id, revision: subject.revision, ...by, event }])
      return ok({ position: subject, events: [event] })
    })

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

  /** Does it, tells of it, and takes it off the disk. */
  async function doPurge(spill: Spill, person: Person, how: Asked | { readonly askId: string }) {
    const { positionId } = spill
    const draftId = draftIdOf(spill)
    const done = await inRoom(spill, () => purge(spill, person, how)).catch((error: unknown) => {
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
  }

  async function tell(recorded: Recorded, person: Person) {
    if (!recorded.ok) return recorded
    const { position, events } = recorded.value
    commands.announce({ position, events, effects: [] })
    return ok(await describePosition(context, position, person))
  }

  return {
    purgeSpill: async ({ params: { positionId, spillId }, body, session: { person } }) => {
      // Asked before the room is held, so that nobody without the right can make it stop for an instant.
      const asked = await askIfNeeded({ id: spillId, positionId }, body, person)
      if (asked) return tell(asked, person)
      const spill = await storage.tables.spills.byId(spillId)
      return spill ? doPurge(spill, person, body) : refuse({ code: 'not_found' })
    },
    answerPurge: async ({ params: { positionId, spillId, askId }, body: { how }, session: { person } }) => {
      const place = { id: spillId, positionId }
      if (how !== 'confirmed') return tell(await endAsk(place, askId, how, person), person)
      const { tables } = storage
      const subject = await tables.positions.byId(positionId)
      const spill = await tables.spills.byId(spillId)
      if (!subject || spill?.positionId !== positionId) return refuse({ code: 'not_found' })
      const may = await answered(tables, { spill, askId, how }, { person, subject, now: clock.now() })
      return may.ok ? doPurge(spill, person, { askId }) : may
    },
  }
}

/** What a purge is done by, and what of others goes with it. */
interface Doing {
  readonly version: number | null
  readonly end: SpillEnd
  readonly signers: readonly CountryCode[]
  readonly askId: string | null
}

/** Whether who deals with a lock may purge, in whose name, and whether another party is asked for that. */
async function sceneOf(
  tables: Tables,
  spill: Spill,
  { version, reason }: Asked,
  asking: Asking,
): Promise<
  Outcome<{
    readonly end: SpillEnd
    readonly country: CountryCode | null
    readonly signers: readonly CountryCode[]
    readonly isAsked: boolean
  }>
> {
  const people = await tables.people.all()
  const end = endByPurge(spill, reason, { ...asking, people })
  if (!end.ok) return end
  if (version !== null && !(await isThere(tables, spill, version))) return refuse({ code: 'not_found' })
  if (spill.country !== null) return ok({ end: end.value, country: null, signers: [], isAsked: false })
  if (await tables.spills.waitingAsk(spill.id)) return refuse({ code: 'state_conflict' })
  const country = handlesSpillFor(asking)
  const signers = signersBeside(await signersAfter(tables, spill.positionId, version), country)
  const isAsked = signers.length > 0 && country !== null && isAnybodyToConfirm(country, { ...asking, people })
  return ok({ end: end.value, country, signers, isAsked })
}

/** A purge that one does alone: refuses `state_conflict` where another party has come to be asked meanwhile. */
async function alone(tables: Tables, spill: Spill, asked: Asked, asking: Asking): Promise<Outcome<Doing>> {
  const scene = await sceneOf(tables, spill, asked, asking)
  if (!scene.ok) return scene
  const { end, signers, isAsked } = scene.value
  return isAsked
    ? refuse({ code: 'state_conflict' })
    : ok({ version: asked.version, end, signers, askId: null })
}

/** A purge that another party's lead confirms. */
async function confirmed(
  tables: Tables,
  spill: Spill,
  askId: string,
  asking: Asking,
): Promise<Outcome<Doing>> {
  const given = await answered(tables, { spill, askId, how: 'confirmed' }, asking)
  if (!given.ok) return given
  const { ask, end } = given.value
  const { version, reason } = ask
  if (version !== null && !(await isThere(tables, spill, version))) return refuse({ code: 'not_found' })
  await tables.spills.endAsk(askId, end)
  const signers = signersBeside(await signersAfter(tables, spill.positionId, version), ask.country)
  return ok({ version, end: { reason, personId: end.personId, at: end.at }, signers, askId })
}

/** What somebody answers to an ask, or the refusal of it. */
async function answered(
  { spills, people }: Tables,
  { spill, askId, how }: { readonly spill: Spill; readonly askId: string; readonly how: Answer },
  asking: Asking,
): Promise<Outcome<{ readonly ask: PurgeAsk; readonly end: PurgeAskEnd }>> {
  const kept = await spills.askById(askId)
  if (kept?.ask.spillId !== spill.id) return refuse({ code: 'not_found' })
  const all = await people.all()
  const isWaiting = kept.end === null
  const end =
    how === 'withdrawn'
      ? takePurgeBack({ spill, isWaiting }, { ...asking, people: all })
      : answerPurge({ spill, ask: kept.ask, isWaiting }, how, {
          ...asking,
          people: new Map(all.map((person) => [person.id, person])),
        })
  return end.ok ? ok({ ask: kept.ask, end: end.value }) : end
}

async function signersAfter(
  { versions, rounds, releases }: Tables,
  positionId: string,
  version: number | null,
): Promise<readonly CountryCode[]> {
  const kept = version === null ? null : await versions.byNumber(positionId, version)
  return signersOf(
    { rounds: await rounds.byPosition(positionId), releases: await releases.byPosition(positionId) },
    kept,
  )
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
