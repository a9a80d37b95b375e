import { randomUUID } from 'node:crypto'
import {
  type Action,
  type Command,
  type CountryCode,
  can,
  draftIdOf,
  hearsOf,
  isGroundForLimite,
  ok,
  type Person,
  type Position,
  pagesOf,
  refuse,
  type Spill,
  signersOf,
} from '@samsyn/domain'
import { docToUpdate, schemaVersion, templateDoc } from '@samsyn/editor'
import type { PositionDetail } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { leadReach } from '../lead-reach.ts'
import type { Outcome } from '../refusal.ts'
import { draftAccess } from '../sync/draft-access.ts'
import { templateFor } from '../templates.ts'
import { personCard } from '../views/people.ts'
import { type PurgeChoices, positionDetail, roundDetail } from '../views/positions.ts'
import type { HandlerContext } from './context.ts'
import { sharedSince } from './shared-since.ts'

type PositionRoutes =
  | 'createPosition'
  | 'getPosition'
  | 'renamePosition'
  | 'startCoordination'
  | 'reopenDraft'
  | 'extendReleasability'
  | 'endReleasability'
  | 'withdrawPosition'
  | 'closePosition'
  | 'listPositionEvents'
  | 'listPositionRounds'
  | 'getDraftAccess'

/** A position's facts and the plain commands on it. */
export function positionHandlers(context: HandlerContext): Pick<Handlers, PositionRoutes> {
  const { storage, commands, rooms, clock } = context
  const { tables } = storage

  const simple = async (
    positionId: string,
    action: Action,
    command: Command,
    asked: { readonly person: Person; readonly revision: number },
  ): Promise<Outcome<PositionDetail>> => {
    const done = await commands.execute(positionId, () => ok(command), { action, ...asked })
    return done.ok ? ok(await describePosition(context, done.value, asked.person)) : done
  }

  return {
    createPosition: async ({ body, session: { person } }) => {
      const item = await tables.agendaItems.byId(body.agendaItemId)
      if (!item) return refuse({ code: 'not_found', field: 'agendaItemId' })
      const meeting = await tables.meetings.byId(item.meetingId)
      if (!meeting) throw new Error(`Agenda item ${item.id} has no meeting`)
      if (!(await tables.dossiers.byId(body.dossierId)))
        return refuse({ code: 'not_found', field: 'dossierId' })
      const seed = docToUpdate(
        templateDoc(templateFor[body.instrument], { language: body.draftingLanguage, newId: randomUUID }),
      )
      const created = await commands.create(
        { ...body, id: randomUUID(), forumId: meeting.forumId },
        seed,
        person,
      )
      return created.ok ? ok(await describePosition(context, created.value, person)) : created
    },
    getPosition: async ({ params, session: { person } }) => {
      const position = await knownPosition(context, params.positionId, person)
      return position ? ok(await describePosition(context, position, person)) : refuse({ code: 'not_found' })
    },
    renamePosition: ({ params, body, session: { person } }) =>
      simple(
        params.positionId,
        'position.rename',
        { type: 'rename', title: body.title },
        { person, revision: body.revision },
      ),
    startCoordination: async ({ params: { positionId }, body: { revision }, session: { person } }) => {
      const action = 'coordination.start'
      // Asked before the draft is sealed, so that nobody without the right can have that done.
      const known = await knownPosition(context, positionId, person)
      if (!known) return refuse({ code: 'not_found' })
      if (!can(person, action, known, clock.now())) return refuse({ code: 'forbidden' })
      const done = await rooms.seal(positionId, () =>
        commands.execute(positionId, () => ok({ type: 'start_coordination' }), { action, person, revision }),
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },
    reopenDraft: ({ params, body, session: { person } }) =>
      simple(
        params.positionId,
        'draft.reopen',
        { type: 'reopen_draft', reason: body.reason },
        { person, revision: body.revision },
      ),
    extendReleasability: ({ params, body: { revision, ...body }, session: { person } }) =>
      simple(
        params.positionId,
        'releasability.set',
        { type: 'extend_releasability', ...body },
        { person, revision },
      ),
    endReleasability: ({ params, body: { revision, ...body }, session: { person } }) =>
      simple(
        params.positionId,
        'releasability.set',
        { type: 'end_releasability', ...body },
        { person, revision },
      ),
    closePosition: ({ params, body, session: { person } }) =>
      simple(params.positionId, 'position.close', { type: 'close' }, { person, revision: body.revision }),
    withdrawPosition: ({ params, body, session: { person } }) =>
      simple(
        params.positionId,
        'position.withdraw',
        { type: 'withdraw', reason: body.reason },
        { person, revision: body.revision },
      ),
    listPositionEvents: async ({ params, session: { person } }) => {
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      const { people, ministries } = await loadDirectory(tables)
      const events = await tables.events.byPosition(params.positionId)
      const asking = { person, subject: position, now: clock.now() }
      const sharedAt = await sharedSince(context, params.positionId)
      const seen = events.filter((entry) => hearsOf(entry, asking, sharedAt))
      return ok(
        seen.map(({ at, personId, country, capacity, event: { type, ...data } }, index) => {
          const actor = personId === null ? undefined : people.get(personId)
          // Counted by what this person sees: the log's own numbers tell of what happens elsewhere.
          const sequence = seen.length - index
          const person = actor ? personCard(actor, ministries) : null
          return { sequence, type, at, person, country, capacity, data }
        }),
      )
    },
    listPositionRounds: async ({ params, session: { person } }) => {
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'version.read', position, clock.now())) return refuse({ code: 'forbidden' })
      const directory = await loadDirectory(tables)
      const rounds = await tables.rounds.byPosition(params.positionId)
      return ok(rounds.map((round) => roundDetail(round, directory)))
    },
    getDraftAccess: async ({ params, query, session: { person } }) => {
      if (query.person !== undefined && query.person !== person.id) return refuse({ code: 'other_person' })
      if (query.schema !== schemaVersion) return refuse({ code: 'schema_mismatch' })
      const place = { positionId: params.positionId, country: query.country ?? null }
      const position = await tables.positions.byId(params.positionId)
      const access = draftAccess(place, position, { person, now: clock.now() })
      if (!access.ok) return access
      if ((await tables.updates.purges(draftIdOf(place))) !== (query.purges ?? 0))
        return refuse({ code: 'draft_purged' })
      const { positionId, country } = place
      // A page asks when its line was closed: were it for what is stored of its pages, this fails as their room did. Before
      // they are begun no room may open on them.
      if (country !== null && (await tables.ownPages.isBegun({ positionId, country }))) {
        await rooms.readState(draftIdOf(place))
      }
      return ok({ mode: access.value })
    },
  }
}

/** The position, if there is one that this person may know of. */
export async function knownPosition(
  { storage, clock }: HandlerContext,
  positionId: string,
  person: Person,
): Promise<Position | null> {
  const position = await storage.tables.positions.byId(positionId)
  return position && can(person, 'position.read', position, clock.now()) ? position : null
}

/** Whether a ground is recorded on which text marked LIMITE may stand in a position's draft. */
export async function isLimiteConfirmed(
  { events }: Pick<Tables, 'events'>,
  positionId: string,
): Promise<boolean> {
  return (await events.byPosition(positionId)).some(({ event }) => isGroundForLimite(event))
}

/** How often each of the texts was purged, where it was. */
async function purgesOf(
  { updates }: Pick<Tables, 'updates'>,
  positionId: string,
  texts: readonly (CountryCode | null)[],
): Promise<PositionDetail['purges']> {
  const purges: PositionDetail['purges'] = []
  for (const country of texts) {
    const count = await updates.purges(draftIdOf({ positionId, country }))
    if (count > 0) purges.push({ country, count })
  }
  return purges
}

/** What each locked text can be kept up to, newest first, whose signed answers go then, and what was asked of another party. */
async function purgeChoices(
  tables: Pick<Tables, 'versions' | 'ownPages' | 'rounds' | 'releases' | 'spills'>,
  { id: positionId, lockedTexts }: Position,
  spills: readonly Spill[],
): Promise<ReadonlyMap<CountryCode | null, PurgeChoices>> {
  const { versions, ownPages, rounds, releases } = tables
  const choices = new Map<CountryCode | null, PurgeChoices>()
  for (const country of lockedTexts) {
    if (country !== null) {
      const kept = await ownPages.instants({ positionId, country })
      choices.set(country, {
        versions: kept.map(({ number, at }) => ({ number, name: '', at, signers: [] })),
        signers: [],
        ask: null,
      })
      continue
    }
    const texts = {
      rounds: await rounds.byPosition(positionId),
      releases: await releases.byPosition(positionId),
    }
    const spill = spills.find((each) => each.country === null && each.end === null)
    choices.set(null, {
      versions: (await versions.list(positionId)).map(({ number, name, frozenAt }) => ({
        number,
        name,
        at: frozenAt,
        signers: signersOf(texts, { number, frozenAt }),
      })),
      signers: signersOf(texts, null),
      ask: spill ? await tables.spills.waitingAsk(spill.id) : null,
    })
  }
  return choices
}

/** A position as its own page shows it. */
export async function describePosition(
  { storage: { tables }, post, clock }: HandlerContext,
  position: Position,
  person: Person,
): Promise<PositionDetail> {
  const pages = pagesOf(person, 'national.read', position, clock.now())
  const spills = position.lockedTexts.length > 0 ? await tables.spills.byPosition(position.id) : []
  const mayOpen = position.life.status === 'frozen' && can(person, 'round.open', position, clock.now())
  return positionDetail(position, await loadDirectory(tables), {
    leadReach: mayOpen
      ? { isMailOn: post !== null, parties: [...(await leadReach(position, tables, clock.now()))] }
      : null,
    versions: await tables.versions.list(position.id),
    purges: await purgesOf(tables, position.id, [null, ...pages]),
    choices: await purgeChoices(tables, position, spills),
    releases: await tables.releases.byPosition(position.id),
    mandates: await tables.ownPages.mandates(position.id),
    isLimiteConfirmed: await isLimiteConfirmed(tables, position.id),
    contacts: await tables.delegationContacts.byPosition(position.id),
    spills,
    person,
    now: clock.now(),
  })
}
