import { randomUUID } from 'node:crypto'
import {
  type Asking,
  areAsSeen,
  type Contribution,
  canReadContribution,
  capacityFor,
  contributionState,
  isLocked,
  mayPrepare,
  mayWritePages,
  ok,
  type PagesPlace,
  type Person,
  type Position,
  type Proposal,
  pointsOf,
  refuse,
  sending,
  takeOutPoint,
  turnContribution,
} from '@samsyn/domain'
import type { ContributionSet, RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from '../directory.ts'
import type { Handlers } from '../http/api.ts'
import { beginPages } from '../own-pages.ts'
import { quotedFromDraft } from '../quoted-words.ts'
import type { Outcome } from '../refusal.ts'
import { contributionSet } from '../views/contribution-sets.ts'
import type { HandlerContext } from './context.ts'
import { readingOf } from './draft-past.ts'
import { wordsAnswered } from './limite.ts'
import { isReachedAsSeen, sharedSince } from './shared-since.ts'

type ContributionRoutes =
  | 'listContributions'
  | 'addPoint'
  | 'changePoint'
  | 'removePoint'
  | 'turnContribution'

/** A contribution after something was done with it, and what was known when that was decided. */
interface Done {
  readonly contribution: Contribution
  readonly subject: Position
}

/**
 * Sets of proposals that a delegation prepares by itself and its lead sends. Until then they are told to nobody else, and nothing of
 * them is an event.
 */
export function contributionSetHandlers(context: HandlerContext): Pick<Handlers, ContributionRoutes> {
  const { storage, clock } = context

  async function describe({ contribution, subject }: Done, person: Person): Promise<ContributionSet | null> {
    const proposals = await storage.tables.proposals.byPosition(contribution.positionId)
    return contributionSet(
      contribution,
      pointsOf(contribution, proposals),
      { person, subject, now: clock.now() },
      await loadDirectory(storage.tables),
    )
  }

  /** Does it in one transaction, for somebody who may write on these own pages, and tells those who may read them. */
  async function prepare(
    place: PagesPlace,
    person: Person,
    doing: (tables: Tables, asking: Asking) => Promise<Outcome<Contribution>>,
  ): Promise<Outcome<ContributionSet>> {
    const known = await storage.tables.positions.byId(place.positionId)
    if (!known) return refuse({ code: 'not_found' })
    const allowed = mayWritePages(place.country, { person, subject: known, now: clock.now() })
    if (!allowed.ok) return allowed
    await beginPages(storage, place, clock.now())
    const done = await storage.transaction(async (tables): Promise<Outcome<Done>> => {
      const now = clock.now()
      const subject = await tables.positions.byId(place.positionId)
      if (!subject) return refuse({ code: 'not_found' })
      // What is prepared is about the joint text, and quotes it.
      if (isLocked(subject, null)) return refuse({ code: 'spill_locked' })
      const asking = { person, subject, now }
      const stillAllowed = mayWritePages(place.country, asking)
      if (!stillAllowed.ok) return stillAllowed
      // Nobody else of the delegation begins a contribution until this is done.
      await tables.ownPages.begin(place, now)
      const contribution = await doing(tables, asking)
      return contribution.ok ? ok({ contribution: contribution.value, subject }) : contribution
    })
    if (!done.ok) return done
    context.tellOfPages(place, done.value.subject)
    const described = await describe(done.value, person)
    if (!described) throw new Error('Discarded by preparing it')
    return ok(described)
  }

  return {
    listContributions: async ({ params: { positionId }, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const { position: subject, sharedAt } = reading.value
      const asking = { person, subject, now: clock.now() }
      const all = await storage.tables.contributions.byPosition(positionId)
      const proposals = await storage.tables.proposals.byPosition(positionId)
      const directory = await loadDirectory(storage.tables)
      return ok(
        all
          .filter((contribution) => canReadContribution(contribution, asking, sharedAt))
          .flatMap((contribution) => {
            const points = pointsOf(contribution, proposals)
            return contributionSet(contribution, points, asking, directory) ?? []
          }),
      )
    },

    addPoint: async ({ params: place, body: { anchor, ...proposed }, session: { person } }) => {
      const known = await storage.tables.positions.byId(place.positionId)
      if (!known) return refuse({ code: 'not_found' })
      const allowed = mayWritePages(place.country, { person, subject: known, now: clock.now() })
      if (!allowed.ok) return allowed
      const quoted = await quotedFromDraft(context.moments, place.positionId, anchor)
      if (!quoted.ok) return quoted
      return prepare(place, person, async (tables, asking) => {
        const contribution = await beingPrepared(tables, place, asking)
        await tables.proposals.insert(newPoint(contribution, anchor, proposed, asking))
        return ok(contribution)
      })
    },

    changePoint: ({ params: { pointId, ...place }, body, session: { person } }) =>
      prepare(place, person, async (tables, asking) => {
        const found = await pointAt(tables, place, pointId, asking)
        if (!found.ok) return found
        const { contribution, point } = found.value
        const takenOut = takeOutPoint(contribution, asking)
        if (!takenOut.ok) return takenOut
        await tables.proposals.settle(pointId, takenOut.value)
        await tables.proposals.insert(newPoint(contribution, point.anchor, body, asking))
        return ok(contribution)
      }),

    removePoint: ({ params: { pointId, ...place }, session: { person } }) =>
      prepare(place, person, async (tables, asking) => {
        const found = await pointAt(tables, place, pointId, asking)
        if (!found.ok) return found
        const takenOut = takeOutPoint(found.value.contribution, asking)
        if (!takenOut.ok) return takenOut
        await tables.proposals.settle(pointId, takenOut.value)
        return ok(found.value.contribution)
      }),

    turnContribution: async ({ params: { positionId, contributionId }, body, session: { person } }) => {
      const reading = await readingOf(context, positionId, person)
      if (!reading.ok) return reading
      const done = await storage.transaction(async (tables): Promise<Outcome<Done>> => {
        const subject = await tables.positions.byId(positionId)
        const before = await tables.contributions.byId(contributionId)
        if (!subject || before?.positionId !== positionId) return refuse({ code: 'not_found' })
        const asking = { person, subject, now: clock.now() }
        const isKnown = canReadContribution(before, asking, reading.value.sharedAt)
        if (!isKnown) return refuse({ code: 'not_found' })
        const isUnsent = contributionState(before) === 'prepared'
        if (body.kind === 'discard' && !isUnsent) return refuse({ code: 'contribution_closed' })
        if (body.kind === 'withdraw' && isUnsent) return refuse({ code: 'state_conflict' })
        const points = pointsOf(before, await tables.proposals.byPosition(positionId))
        const kind = body.kind === 'discard' ? 'withdraw' : body.kind
        const turned = turnContribution(before, kind, { ...asking, holds: points.length })
        if (!turned.ok) return turned
        if (body.kind !== 'withdraw' && !areAsSeen(points, body.pointIds)) {
          return refuse({ code: 'revision_conflict' })
        }
        if (body.kind === 'send' && !isReachedAsSeen(subject, body)) {
          return refuse({ code: 'revision_conflict' })
        }
        if (body.kind === 'send') {
          const words = points.flatMap(({ text, explanation }) => [text, explanation])
          const answered = await wordsAnswered(tables, words, { audience: null, subject, positionId })
          if (!answered.ok) return answered
        }
        const { turn, events } = turned.value
        await tables.contributions.addTurn(before, turn)
        await tables.events.append(
          events.map((event) => ({
            positionId,
            revision: subject.revision,
            personId: person.id,
            country: before.country,
            // What the others are told of is their lead's to do.
            capacity: capacityFor(person, 'national.share', subject, turn.at),
            at: turn.at,
            event,
          })),
        )
        return ok({ contribution: { ...before, turns: [...before.turns, turn] }, subject })
      })
      if (!done.ok) return done
      const { contribution, subject } = done.value
      const sent = sending(contribution)
      if (sent) {
        const sharedAt = await sharedSince(context, positionId)
        context.tellOfProposal({ positionId, at: sent.at }, subject, { sharedAt })
      } else {
        context.tellOfPages(contribution, subject)
      }
      return ok(await describe(done.value, person))
    },
  }
}

/** The contribution that the delegation is preparing; begun now if there is none. */
async function beingPrepared(
  { contributions }: Tables,
  { positionId, country }: PagesPlace,
  { person, now }: Asking,
): Promise<Contribution> {
  const known = (await contributions.byPosition(positionId)).find(
    (each) => each.country === country && contributionState(each) === 'prepared',
  )
  // Asked for once more, so that nobody sends it meanwhile.
  const held = known ? await contributions.byId(known.id) : null
  if (held && contributionState(held) === 'prepared') return held
  const begun = { id: randomUUID(), positionId, country, personId: person.id, begunAt: now, turns: [] }
  await contributions.begin(begun)
  return begun
}

/** A point that was not taken out, and its contribution, which nobody sends meanwhile. Refuses `not_found` as `mayPrepare` does. */
async function pointAt(
  { contributions, proposals }: Tables,
  { positionId, country }: PagesPlace,
  pointId: string,
  asking: Asking,
): Promise<Outcome<{ readonly contribution: Contribution; readonly point: Proposal }>> {
  const all = await proposals.byPosition(positionId)
  const contributionId = all.find(({ id }) => id === pointId)?.contributionId ?? null
  const contribution = contributionId === null ? null : await contributions.byId(contributionId)
  if (contribution?.country !== country) return refuse({ code: 'not_found' })
  const allowed = mayPrepare(contribution, asking)
  if (!allowed.ok) return allowed
  // Somebody may have taken it out while the contribution was waited for.
  const held = pointsOf(contribution, await proposals.byPosition(positionId))
  const point = held.find(({ id }) => id === pointId)
  return point ? ok({ contribution, point }) : refuse({ code: 'not_found' })
}

function newPoint(
  { id, positionId, country }: Contribution,
  anchor: Proposal['anchor'],
  { change, explanation }: RouteBody<'changePoint'>,
  { person, now }: Asking,
): Proposal {
  return {
    id: randomUUID(),
    positionId,
    contributionId: id,
    personId: person.id,
    country,
    at: now,
    anchor,
    ...change,
    explanation,
    settlement: null,
  }
}
