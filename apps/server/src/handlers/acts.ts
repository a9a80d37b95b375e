import { randomUUID } from 'node:crypto'
import {
  type Action,
  type ActStatement,
  actStatement,
  assertNever,
  type Command,
  can,
  decidingAs,
  formulaIfLifted,
  formulaOf,
  liftOf,
  mustSign,
  ok,
  type Person,
  type Position,
  type Release,
  refuse,
  standingReservations,
  standingSupporters,
  type Transition,
  termsInFull,
  transition,
} from '@samsyn/domain'
import { canonicalText, textHash } from '@samsyn/editor'
import type { RouteBody } from '@samsyn/protocol'
import type { StoredRound, Tables } from '@samsyn/storage'
import { requestOptions } from '../auth/passkeys.ts'
import { corrigendumOf, keepEnding } from '../corrigenda.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition, knownPosition } from './positions.ts'
import { challengeFor, leadOf, signingOf, takeSigned } from './signed-statement.ts'

type ActRoutes = 'doAct' | 'prepareAct' | 'signAct'
type Asked = RouteBody<'doAct'>['act']
type ActCommand = Extract<
  Command,
  {
    type:
      | 'confirm_terms'
      | 'lift_reservation'
      | 'withdraw_support'
      | 'reconfirm_release'
      | 'object_to_corrigendum'
  }
>

/** An act in the position as it is: the command, and what is signed of it beside the names. */
interface FoundAct {
  readonly command: ActCommand
  readonly said: Pick<ActStatement, 'roundId' | 'version' | 'releaseId' | 'act' | 'partyFormula'>
}

/** An act as it is being done. */
interface Doing extends FoundAct {
  readonly now: string
}

const rights: Readonly<Record<Asked['kind'], Action>> = {
  confirm_terms: 'decision.give',
  lift_reservation: 'reservation.enter',
  withdraw_support: 'support.withdraw',
  reconfirm_release: 'decision.give',
  object_to_corrigendum: 'corrigendum.object',
}

/** What a country does beside answering, to terms that came later, to its own answer or against a corrigendum: signed as its decision is. */
export function actHandlers(context: HandlerContext): Pick<Handlers, ActRoutes> {
  const { storage, commands, challenges, relyingParty, clock } = context

  /** The position, to whoever may do this for a country in it. */
  async function positionFor(
    positionId: string,
    { kind }: Pick<Asked, 'kind'>,
    person: Person,
  ): Promise<Outcome<Position>> {
    const position = await knownPosition(context, positionId, person)
    if (!position) return refuse({ code: 'not_found' })
    return can(person, rights[kind], position, clock.now()) ? ok(position) : refuse({ code: 'forbidden' })
  }

  return {
    doAct: async ({ params, body: { act: asked }, session: { person } }) => {
      const actId = randomUUID()
      let doing: Doing | null = null
      const done = await commands.execute(
        params.positionId,
        async (position, inTransaction, now, actor) => {
          const found = await find(asked, { position, person: actor(), now, actId, tables: inTransaction })
          if (!found.ok) return found
          if (mustSign(await signingOf(inTransaction, person))) return refuse({ code: 'signature_required' })
          doing = { ...found.value, now }
          return ok(found.value.command)
        },
        {
          person,
          action: rights[asked.kind],
          revision: null,
          alsoWrite: async (inTransaction, change) =>
            void (await keep(inTransaction, doing, { person, change })),
        },
      )
      if (done.ok) return ok(await describePosition(context, done.value, person))
      const isDone = done.refusal.code === 'already_reconfirmed'
      if (!isDone || !(await isRepeated(asked, person, storage.tables))) return done
      const known = await positionFor(params.positionId, asked, person)
      return known.ok ? ok(await describePosition(context, known.value, person)) : known
    },

    prepareAct: async ({
      params: { positionId },
      body: { act: asked },
      session: { id: sessionId, person },
    }) => {
      const now = clock.now()
      const known = await positionFor(positionId, asked, person)
      if (!known.ok) return known
      const position = known.value
      const actId = randomUUID()
      const { tables } = storage
      const found = await find(asked, { position, person, now, actId, tables })
      if (!found.ok) return found
      // Nobody is asked to sign what would be refused.
      const allowed = transition(position, found.value.command, { now, personId: person.id })
      if (!allowed.ok) return allowed
      const statement = await statementOf(found.value, { position, person, at: now, actId, tables })
      const text = canonicalText(statement)
      challenges.expect(challengeFor(text), {
        kind: 'act',
        positionId,
        actId,
        asked,
        statement: text,
        preparedAt: now,
        personId: person.id,
        sessionId,
      })
      const { challenge: _taken, ...signing } = requestOptions('', relyingParty())
      return ok({ statement, signing })
    },

    signAct: async ({ params: { positionId }, body, session }) => {
      const { person } = session
      const known = await knownPosition(context, positionId, person)
      if (!known) return refuse({ code: 'not_found' })
      if (!Object.values(rights).some((right) => can(person, right, known, clock.now())))
        return refuse({ code: 'forbidden' })
      const signed = await takeSigned(context, 'act', body, { positionId, session })
      if (!signed.ok) return signed
      const { prepared, count, keep: keepSigned } = signed.value
      const { asked, actId, statement, preparedAt } = prepared
      const statementHash = textHash(statement)
      let doing: Doing | null = null
      const done = await commands.execute(
        positionId,
        async (position, inTransaction, now, actor) => {
          const used = await count(inTransaction, now)
          if (!used.ok) return used
          const found = await find(asked, { position, person: actor(), now, actId, tables: inTransaction })
          if (!found.ok) return found
          const asNow = await statementOf(found.value, {
            position,
            person,
            at: preparedAt,
            actId,
            tables: inTransaction,
          })
          if (canonicalText(asNow) !== statement) return refuse({ code: 'statement_stale' })
          const command = { ...found.value.command, statementHash }
          doing = { ...found.value, command, now }
          return ok(command)
        },
        {
          person,
          action: rights[asked.kind],
          revision: null,
          alsoWrite: async (inTransaction, change) => {
            const roundId = await keep(inTransaction, doing, { person, change })
            await inTransaction.signatures.insertAct(roundId, {
              actId,
              ...(await keepSigned(inTransaction)),
            })
          },
        },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },
  }
}

interface Asking {
  readonly position: Position
  readonly person: Person
  readonly now: string
  readonly actId: string
  readonly tables: Tables
}

/** What is asked for as a command, with all that the rules ask of the texts that are stored. */
function find(asked: Asked, asking: Asking): Promise<Outcome<FoundAct>> {
  switch (asked.kind) {
    case 'confirm_terms':
      return findConfirmation(asked, asking)
    case 'lift_reservation':
      return findLift(asked, asking)
    case 'withdraw_support':
      return findWithdrawal(asked, asking)
    case 'reconfirm_release':
      return findReconfirmation(asked, asking)
    case 'object_to_corrigendum':
      return findObjection(asked, asking)
    default:
      return assertNever(asked)
  }
}

async function findConfirmation(
  { roundId, of, shownFormula }: Extract<Asked, { kind: 'confirm_terms' }>,
  { position, person, now, actId }: Asking,
): Promise<Outcome<FoundAct>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  const { life, draftingLanguage } = position
  if (!('round' in life)) return refuse({ code: 'round_not_open' })
  const { round } = life
  const terms = termsInFull(of, round)
  if (!terms) return refuse({ code: round.id === roundId ? 'state_conflict' : 'version_stale' })
  return ok({
    command: {
      type: 'confirm_terms',
      confirmationId: actId,
      roundId,
      ...deciding.value,
      of,
      statementHash: null,
      shownFormula: shownFormula ?? null,
    },
    said: {
      roundId: round.id,
      version: round.version,
      releaseId: null,
      act: { kind: 'confirm_terms', of: terms },
      partyFormula: formulaOf(round, draftingLanguage),
    },
  })
}

async function findLift(
  { decisionId, shownFormula }: Extract<Asked, { kind: 'lift_reservation' }>,
  { position, person, now, actId, tables }: Asking,
): Promise<Outcome<FoundAct>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  const { life } = position
  const isOf = ({ decisions }: Pick<StoredRound, 'decisions'>) =>
    decisions.some(({ id, country }) => id === decisionId && country === deciding.value.country)
  const released = 'round' in life && isOf(life.round) ? null : await inForce(position, tables)
  const round = released?.round ?? ('round' in life ? life.round : null)
  const decision = round && isOf(round) ? round.decisions.find(({ id }) => id === decisionId) : null
  if (!round || decision?.value.kind !== 'agree_with_reservation') return refuse({ code: 'state_conflict' })
  const { type, text, passage } = decision.value
  const formula = released ? null : formulaIfLifted(round, { decisionId }, position.draftingLanguage)
  return ok({
    command: {
      type: 'lift_reservation',
      liftId: actId,
      decisionId,
      ...deciding.value,
      statementHash: null,
      shownFormula: released ? null : (shownFormula ?? null),
      release: released && {
        id: released.release.id,
        version: released.release.version,
        standing: standingIn(released),
      },
    },
    said: {
      roundId: round.id,
      version: round.version,
      releaseId: released?.release.id ?? null,
      act: { kind: 'lift_reservation', decisionId, reservation: { type, text, passage } },
      partyFormula: formula,
    },
  })
}

async function findWithdrawal(
  { releaseId, reason }: Extract<Asked, { kind: 'withdraw_support' }>,
  { position, person, now, actId, tables }: Asking,
): Promise<Outcome<FoundAct>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  const release = await tables.releases.byId(releaseId)
  if (release?.positionId !== position.id) return refuse({ code: 'state_conflict' })
  return ok({
    command: {
      type: 'withdraw_support',
      withdrawalId: actId,
      releaseId,
      ...deciding.value,
      reason,
      statementHash: null,
      supporters: standingSupporters(release),
    },
    said: {
      roundId: release.roundId,
      version: release.version,
      releaseId,
      act: { kind: 'withdraw_support', reason },
      partyFormula: null,
    },
  })
}

async function findReconfirmation(
  { releaseId, postponementId }: Extract<Asked, { kind: 'reconfirm_release' }>,
  { position, person, now, actId, tables }: Asking,
): Promise<Outcome<FoundAct>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  const release = await tables.releases.byId(releaseId)
  if (release?.positionId !== position.id || !position.postponement)
    return refuse({ code: 'nothing_to_reconfirm' })
  const { meetingId } = position.postponement
  return ok({
    command: {
      type: 'reconfirm_release',
      reconfirmationId: actId,
      releaseId,
      postponementId,
      ...deciding.value,
      statementHash: null,
    },
    said: {
      roundId: release.roundId,
      version: release.version,
      releaseId,
      act: { kind: 'reconfirm_release', meetingId, postponementId },
      partyFormula: null,
    },
  })
}

/** Whether somebody sends once more what they have done, as no answer had come. */
async function isRepeated(asked: Asked, person: Person, { releases }: Pick<Tables, 'releases'>) {
  if (asked.kind !== 'reconfirm_release') return false
  const release = await releases.byId(asked.releaseId)
  return !!release?.reconfirmations.some(
    ({ personId, postponementId }) => personId === person.id && postponementId === asked.postponementId,
  )
}

async function findObjection(
  { corrigendumId, reason }: Extract<Asked, { kind: 'object_to_corrigendum' }>,
  { position, person, now, actId, tables }: Asking,
): Promise<Outcome<FoundAct>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  const corrigendum = await corrigendumOf(tables, position, corrigendumId)
  const release = corrigendum && (await tables.releases.byId(corrigendum.text.release.id))
  if (!corrigendum || !release) return refuse({ code: 'state_conflict' })
  return ok({
    command: {
      type: 'object_to_corrigendum',
      corrigendum,
      objectionId: actId,
      ...deciding.value,
      reason,
      statementHash: null,
    },
    said: {
      roundId: release.roundId,
      version: release.version,
      releaseId: release.id,
      act: {
        kind: 'object_to_corrigendum',
        corrigendumId,
        corrigendumHash: corrigendum.contentHash,
        reason,
      },
      partyFormula: null,
    },
  })
}

/** The release in force, and the round that it came of. */
async function inForce({ id, releaseInForce }: Position, tables: Tables) {
  const release = releaseInForce === null ? null : await tables.releases.byId(releaseInForce)
  if (!release) return null
  const round = (await tables.rounds.byPosition(id)).find((one) => one.id === release.roundId)
  return round ? { release, round } : null
}

/** What of a final text can be lifted: nothing of a country that no longer stands behind it. */
function standingIn({ release, round }: { readonly release: Release; readonly round: StoredRound }) {
  return standingReservations(round).filter(
    ({ country }) => !release.withdrawals.some((withdrawn) => withdrawn.country === country),
  )
}

async function statementOf(
  { command, said }: FoundAct,
  { position, person, at, actId, tables }: Omit<Asking, 'now'> & { readonly at: string },
): Promise<ActStatement> {
  return actStatement({
    actId,
    position,
    ...said,
    delegation: command.country,
    person,
    deputyFor: await leadOf(command, tables),
    at,
  })
}

/** Keeps what was done where its release is read from; a confirmation, and a lift before a release, are kept with their round. Gives the round that it is about. */
async function keep(
  tables: Tables,
  doing: Doing | null,
  { person: { id: personId }, change }: { readonly person: Person; readonly change: Transition },
): Promise<string> {
  if (!doing) throw new Error('Nothing was done that could be kept')
  const { command, said, now } = doing
  switch (command.type) {
    case 'confirm_terms':
      return said.roundId
    case 'withdraw_support': {
      const { withdrawalId, releaseId, country, deputyFor, reason, statementHash } = command
      const given = { country, personId, deputyFor, reason, statementHash, at: now }
      await tables.releases.withdraw(releaseId, { id: withdrawalId, ...given })
      return said.roundId
    }
    case 'reconfirm_release': {
      const { reconfirmationId: id, releaseId, postponementId, country, deputyFor, statementHash } = command
      const meetingId = said.act.kind === 'reconfirm_release' ? said.act.meetingId : ''
      const given = { id, meetingId, postponementId, country, personId, deputyFor, statementHash, at: now }
      await tables.releases.reconfirm(releaseId, given)
      return said.roundId
    }
    case 'lift_reservation':
      if (command.release !== null)
        await tables.releases.lift(said.roundId, liftOf(command, { now, personId }))
      return said.roundId
    case 'object_to_corrigendum':
      await keepEnding(tables, command, change, { now, personId })
      return said.roundId
    default:
      return assertNever(command)
  }
}
