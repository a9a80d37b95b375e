import { randomUUID } from 'node:crypto'
import {
  buildRelease,
  type Command,
  can,
  countPending,
  countThreads,
  cutOffOf,
  type DelegationContribution,
  decidingAs,
  isLocked,
  lastAnsweredBefore,
  limiteAnswered,
  ok,
  type Position,
  type PositionEvent,
  refuse,
  requiredSections,
  unclassified,
  weightyReservations,
} from '@samsyn/domain'
import {
  canonicalJson,
  contentHash,
  type DocJson,
  isUnsettled,
  openPoints,
  plainText,
  updateToDoc,
} from '@samsyn/editor'
import type { VersionDetail } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { byDelegation, contributionsIn, spanBetween } from '../contributions.ts'
import { loadDirectory } from '../directory.ts'
import { suggestionTraces } from '../draft-suggestions.ts'
import type { Handlers } from '../http/api.ts'
import { leadReach } from '../lead-reach.ts'
import { partiesWithoutLead } from '../parties-without-lead.ts'
import type { CommandFor } from '../position-commands.ts'
import type { ApiRefusal, Outcome } from '../refusal.ts'
import { releaseReference } from '../release-reference.ts'
import { lastReminder } from '../reminders.ts'
import { addText } from '../search/index-texts.ts'
import { proposalsInTheOpen } from '../sent-proposals.ts'
import { recordVerdicts } from '../suggestion-verdicts.ts'
import { supportIn, withConfirmedSupport } from '../support.ts'
import { positionSummary, roundDetail, versionSummary } from '../views/positions.ts'
import type { HandlerContext } from './context.ts'
import { describePosition, isLimiteConfirmed, knownPosition } from './positions.ts'
import { sharedSinceIn } from './shared-since.ts'

type SignOffRoutes =
  | 'freezeVersion'
  | 'nameVersion'
  | 'getVersion'
  | 'openRound'
  | 'remindRound'
  | 'askExtension'
  | 'grantExtension'
  | 'issueRelease'

/** Freezing, rounds, release. */
export function signOffHandlers(context: HandlerContext): Pick<Handlers, SignOffRoutes> {
  const { storage, commands, rooms, historian, post, clock, logger } = context
  const { tables } = storage

  /** Who contributed since the version before; null where it cannot be told, which keeps nobody from freezing. */
  async function contributed({ id }: Position): Promise<readonly DelegationContribution[] | null> {
    try {
      const [before] = await tables.versions.list(id)
      const span = await spanBetween(tables, id, { from: before?.frozenAt ?? null, to: null })
      const found = await contributionsIn(historian, id, span)
      return found && byDelegation(found, (await loadDirectory(tables)).people)
    } catch (error) {
      logger.error({ err: error, positionId: id }, 'it could not be told who contributed to a version')
      return null
    }
  }

  /** Records what was decided of suggestions and no page reported; where it cannot be told, that keeps nobody from freezing. */
  async function recordUnreported({ id }: Position): Promise<void> {
    try {
      const traces = await suggestionTraces(historian, id)
      if (!traces) return
      await storage.transaction(async (inside) => {
        const position = await inside.positions.byId(id)
        if (!position || isLocked(position, null)) return
        await recordVerdicts(inside, traces, null, { position, now: clock.now() })
      })
    } catch (error) {
      logger.error({ err: error, positionId: id }, 'it could not be told what was decided of suggestions')
    }
  }

  return {
    freezeVersion: async ({ params, body, session: { person } }) => {
      // Asked before the room is held, so that nobody without the right can make it stop for an instant.
      const known = await knownPosition(context, params.positionId, person)
      if (!known) return refuse({ code: 'not_found' })
      if (!can(person, 'version.freeze', known, clock.now())) return refuse({ code: 'forbidden' })
      await recordUnreported(known)
      const frozen = await unlessRefused(() =>
        rooms.freeze(params.positionId, async (state) => {
          const doc = await withConfirmedSupport(updateToDoc(state), async () =>
            supportIn(historian, known, await loadDirectory(tables)),
          )
          if (!doc) throw new Refused({ code: 'busy' })
          const lawful = unclassified(plainText(doc).split('\n'))
          if (!lawful.ok) throw new Refused(lawful.refusal)
          const answered = limiteAnswered(plainText(doc).split('\n'), known, {
            isConfirmed: await isLimiteConfirmed(tables, known.id),
          })
          if (!answered.ok) throw new Refused(answered.refusal)
          const hash = contentHash(doc)
          const name = body.name ?? ''
          const contributions = await contributed(known)
          const done = await commands.execute(
            params.positionId,
            () => ok({ type: 'freeze', contentHash: hash, name }),
            {
              person,
              action: 'version.freeze',
              revision: body.revision,
              alsoWrite: async (inTransaction, { position }) => {
                const version = {
                  positionId: position.id,
                  number: position.latestVersion,
                  contentHash: hash,
                  canonicalText: canonicalJson(doc),
                  name,
                  note: body.note,
                  contributions,
                  frozenAt: clock.now(),
                  frozenBy: person.id,
                }
                await inTransaction.versions.insert(version)
              },
            },
          )
          if (!done.ok) throw new Refused(done.refusal)
          return done.value
        }),
      )
      if (!frozen.ok) return frozen
      const { id: positionId, latestVersion: number } = frozen.value
      await addText(storage, { positionId, number, releaseId: null }, logger)
      return ok(await describePosition(context, frozen.value, person))
    },

    nameVersion: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        async ({ id }, inTransaction) =>
          (await inTransaction.versions.byNumber(id, params.number))
            ? ok({ type: 'name_version', number: params.number, name: body.name })
            : refuse({ code: 'not_found' }),
        {
          person,
          action: 'version.freeze',
          revision: body.revision,
          alsoWrite: (inTransaction, { position }) =>
            inTransaction.versions.rename({
              positionId: position.id,
              number: params.number,
              name: body.name,
              at: clock.now(),
              personId: person.id,
            }),
        },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    getVersion: async ({ params, session: { person } }) => {
      const now = clock.now()
      const position = await knownPosition(context, params.positionId, person)
      if (!position) return refuse({ code: 'not_found' })
      if (!can(person, 'version.read', position, now)) return refuse({ code: 'forbidden' })
      const version = await tables.versions.byNumber(position.id, params.number)
      if (!version) return refuse({ code: 'not_found' })
      const directory = await loadDirectory(tables)
      const rounds = await tables.rounds.byPosition(position.id)
      return ok({
        ...versionSummary(version, directory),
        position: positionSummary(position, directory, {
          person,
          now,
          issued: await tables.releases.issuedCorrigenda(),
        }),
        draftingLanguage: position.draftingLanguage,
        // The stored text is what was hashed; it is passed on as it is, not read through a newer schema.
        doc: JSON.parse(version.canonicalText) as VersionDetail['doc'],
        rounds: rounds
          .filter((round) => round.version.number === version.number)
          .map((round) => roundDetail(round, directory)),
        answeredBefore: person.country && lastAnsweredBefore(version.number, person.country, rounds),
      })
    },

    openRound: async ({ params, body, session: { person } }) => {
      const commandFor: CommandFor = async (position, inTransaction) => {
        const { id, instrument, forumId } = position
        const version = await inTransaction.versions.byNumber(id, body.versionNumber)
        const forum = await inTransaction.forums.byId(forumId)
        if (!forum) throw new Error(`Position ${id} has lost its forum`)
        const text = version ? (JSON.parse(version.canonicalText) as DocJson) : null
        const lines = text ? plainText(text).split('\n') : []
        const lawful = unclassified(lines)
        if (!lawful.ok) return lawful
        const isConfirmed = await isLimiteConfirmed(inTransaction, id)
        const answered = limiteAnswered(lines, position, { isConfirmed })
        if (!answered.ok) return answered
        const inText = text ? openPoints(text, { required: requiredSections[instrument] }).length : 0
        const proposed = countPending(await proposalsInTheOpen(inTransaction, id))
        const threads = countThreads(
          await inTransaction.threads.byPositions([id]),
          await sharedSinceIn(inTransaction, id),
        )
        return ok({
          type: 'open_round',
          roundId: randomUUID(),
          version: { number: body.versionNumber, contentHash: body.contentHash },
          notice: body.notice,
          ...(body.rejoining ? { rejoining: body.rejoining } : {}),
          deadline: body.deadline,
          reservationEffects: forum.reservationEffects,
          pointsToClose: threads.toClose,
          openPoints: inText + proposed + threads.open,
          openPointsReason: body.openPointsReason,
          silence:
            body.kind === 'silence'
              ? await silenceFacts(position, inTransaction, { now: clock.now(), isMailOn: post !== null })
              : null,
        })
      }
      const done = await commands.execute(params.positionId, commandFor, {
        person,
        action: 'round.open',
        revision: body.revision,
      })
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    askExtension: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        (position, _tables, now, actor) => {
          const deciding = decidingAs(actor(), position, now)
          return deciding.ok ? ok({ type: 'ask_extension', ...deciding.value, ...body }) : deciding
        },
        { person, action: 'extension.ask', revision: null },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    grantExtension: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        async (position, inTransaction) =>
          ok({ type: 'grant_extension', ...body, cutOff: await meetingCutOff(position, inTransaction) }),
        { person, action: 'extension.grant', revision: null },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    remindRound: async ({ params, body: { roundId }, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        async ({ id, life: { status } }, { events }) =>
          ok({
            type: 'remind',
            roundId,
            lastAt: lastReminder(await events.byPosition(id), {
              roundId,
              country: null,
              of: status === 'in_sign_off' ? 'answer' : 'confirmation',
            }),
          }),
        { person, action: 'round.remind', revision: null },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    issueRelease: async ({ params, body, session: { person } }) => {
      const releaseId = randomUUID()
      const commandFor: CommandFor = async (position, inTransaction) => {
        const version = await inTransaction.versions.byNumber(position.id, position.latestVersion)
        const text = version && (JSON.parse(version.canonicalText) as DocJson)
        return ok({
          type: 'release',
          releaseId,
          unsettled: text ? openPoints(text).filter(isUnsettled).length : 0,
        })
      }
      const done = await commands.execute(params.positionId, commandFor, {
        person,
        action: 'release.issue',
        revision: body.revision,
        alsoWrite: async (inTransaction, { events }, before) => {
          if (before.life.status !== 'agreed' && before.life.status !== 'agreed_with_reservations') return
          const release = buildRelease(before, before.life.round, {
            id: releaseId,
            reference: releaseReference(before.life.round.version),
            now: clock.now(),
            personId: person.id,
          })
          await inTransaction.releases.insert(release)
          const superseded = events.find(isSuperseded)
          if (superseded) await inTransaction.releases.supersede(superseded.releaseId, superseded.byReleaseId)
        },
      })
      if (!done.ok) return done
      const { id: positionId, latestVersion: number } = done.value
      await addText(storage, { positionId, number, releaseId }, logger)
      return ok(await describePosition(context, done.value, person))
    },
  }
}

/** What a silence procedure presupposes beside the text: leads whom it reaches, and no reservation of weight that stands. */
async function silenceFacts(
  position: Position,
  tables: Tables,
  { now, isMailOn }: { readonly now: string; readonly isMailOn: boolean },
): Promise<NonNullable<Extract<Command, { type: 'open_round' }>['silence']>> {
  const reached = isMailOn ? await leadReach(position, tables, now) : []
  const rounds = (await tables.rounds.byPosition(position.id)).toReversed()
  return {
    partiesWithoutLead: await partiesWithoutLead(position, tables, now),
    unreachedParties: reached.filter(({ reach }) => reach !== 'mail').map(({ country }) => country),
    // The last answer of each country in whatever round: an empty one since changes none.
    unresolvedReservations: weightyReservations(rounds),
  }
}

/** Carries an expected no out of a frozen room, which thaws when its work throws. */
class Refused extends Error {
  readonly refusal: ApiRefusal

  constructor(refusal: ApiRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

async function unlessRefused<Value>(work: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return ok(await work())
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal)
    throw error
  }
}

function isSuperseded(event: PositionEvent): event is Extract<PositionEvent, { type: 'release.superseded' }> {
  return event.type === 'release.superseded'
}

/** By when the text of a position is to be settled for its meeting; null where nothing says so. */
async function meetingCutOff({ agendaItemId }: Position, tables: Tables): Promise<string | null> {
  const item = agendaItemId === null ? null : await tables.agendaItems.byId(agendaItemId)
  const meeting = item && (await tables.meetings.byId(item.meetingId))
  return meeting && cutOffOf(meeting)
}
