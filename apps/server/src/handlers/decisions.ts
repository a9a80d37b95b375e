import { randomUUID } from 'node:crypto'
import {
  type Command,
  can,
  type DecisionStatement,
  decidingAs,
  decisionStatement,
  hasPassage,
  mustSign,
  ok,
  type Passkey,
  type Person,
  type Position,
  refuse,
  statementLasts,
  transition,
} from '@samsyn/domain'
import { canonicalText, type DocJson, plainText, textHash } from '@samsyn/editor'
import type { RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import type { PreparedDecision } from '../auth/challenges.ts'
import { countUse } from '../auth/passkey-use.ts'
import { challengeIn, passkeyNoted, requestOptions, verifyAssertion } from '../auth/passkeys.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition, knownPosition } from './positions.ts'

type DecisionRoutes = 'giveDecision' | 'prepareDecision' | 'signDecision' | 'confirmTerms'
type Decide = Extract<Command, { type: 'decide' }>

/** Decisions of countries: signed with a passkey, or without one where the workspace is a sample. */
export function decisionHandlers(context: HandlerContext): Pick<Handlers, DecisionRoutes> {
  const { storage, commands, challenges, relyingParty, clock, logger } = context

  /** Takes what was signed of a statement, for the decision that was prepared with it. */
  async function takeSigned(
    { statement, assertion }: RouteBody<'signDecision'>,
    positionId: string,
    { id: sessionId, person }: WebSession,
  ): Promise<
    Outcome<{ readonly prepared: PreparedDecision; readonly passkey: Passkey; readonly counter: number }>
  > {
    const challenge = challengeFor(statement)
    if (challengeIn(assertion.clientDataJSON) !== challenge) return refuse({ code: 'statement_mismatch' })
    const purpose = challenges.take(challenge)
    if (
      purpose?.kind !== 'decide' ||
      purpose.personId !== person.id ||
      purpose.sessionId !== sessionId ||
      purpose.positionId !== positionId
    )
      return refuse({ code: 'challenge_over' })
    const passkey = await storage.tables.passkeys.byId(assertion.id)
    if (passkey?.personId !== person.id) return refuse({ code: 'passkey_refused' })
    const counted = await verifyAssertion(assertion, passkey, { challenge, party: relyingParty(), logger })
    return counted.ok ? ok({ prepared: purpose, passkey, counter: counted.value }) : counted
  }

  /** The position, to whoever decides for a country in it. */
  async function positionToDecide(positionId: string, person: Person): Promise<Outcome<Position>> {
    const position = await knownPosition(context, positionId, person)
    if (!position) return refuse({ code: 'not_found' })
    return can(person, 'decision.give', position, clock.now()) ? ok(position) : refuse({ code: 'forbidden' })
  }

  /** Whether the events name the key of a passkey: those of before there were signatures told of it alone. */
  async function hasToldKey({ id }: Passkey): Promise<boolean> {
    const events = (await storage.tables.events.ofAccounts()).flatMap(({ event }) =>
      'passkeyId' in event && event.passkeyId === id ? [event] : [],
    )
    return events.some((event) => 'keyHash' in event)
  }

  return {
    giveDecision: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        async (position, inTransaction) => {
          const { workspace, passkeys } = inTransaction
          const command = await decideIn(position, body, { person, now: clock.now(), tables: inTransaction })
          if (!command.ok) return command
          const isSample = (await workspace.get())?.isSample ?? false
          const hasPasskey = (await passkeys.byPerson(person.id)).length > 0
          return mustSign({ isSample, hasPasskey }) ? refuse({ code: 'signature_required' }) : command
        },
        { person, action: 'decision.give', revision: null },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    prepareDecision: async ({ params: { positionId }, body, session: { id: sessionId, person } }) => {
      const now = clock.now()
      const known = await positionToDecide(positionId, person)
      if (!known.ok) return known
      const position = known.value
      const command = await decideIn(position, body, { person, now, tables: storage.tables })
      if (!command.ok) return command
      // Nobody is asked to sign what would be refused.
      const allowed = transition(position, command.value, { now, personId: person.id })
      if (!allowed.ok) return allowed
      const lead = await leadOf(command.value, storage.tables)
      const statement = statementOf(position, command.value, { person, lead, at: now })
      if (!statement) return refuse({ code: 'round_not_open' })
      const text = canonicalText(statement)
      challenges.expect(challengeFor(text), {
        kind: 'decide',
        positionId,
        command: { ...command.value, statementHash: textHash(text) },
        statement: text,
        preparedAt: now,
        personId: person.id,
        sessionId,
      })
      const { challenge: _taken, ...signing } = requestOptions('', relyingParty())
      return ok({ statement: { ...statement, decision: { ...statement.decision } }, signing })
    },

    signDecision: async ({ params: { positionId }, body, session }) => {
      const { person } = session
      const known = await positionToDecide(positionId, person)
      if (!known.ok) return known
      const signed = await takeSigned(body, positionId, session)
      if (!signed.ok) return signed
      const { prepared, counter } = signed.value
      const { command, statement, preparedAt } = prepared
      const isKeyTold = await hasToldKey(signed.value.passkey)
      let isCounted = false
      const done = await commands.execute(
        positionId,
        async (position, inTransaction, now) => {
          const deciding = decidingAs(person, position, now)
          if (!deciding.ok) return deciding
          // The time that is stored is what whoever checks the signature later goes by.
          const taken = Date.parse(now) - Date.parse(preparedAt)
          if (taken < 0 || taken >= statementLasts) return refuse({ code: 'challenge_over' })
          // Tried again under somebody else's change, it is still the one use.
          if (!isCounted) {
            const used = await countUse(inTransaction, signed.value.passkey.id, {
              counter,
              person,
              now,
              logger,
            })
            if (!used.ok) return used
            isCounted = true
          }
          const asItIs = { ...command, ...deciding.value }
          const lead = await leadOf(asItIs, inTransaction)
          const asNow = statementOf(position, asItIs, { person, lead, at: preparedAt })
          if (asNow && canonicalText(asNow) !== statement) return refuse({ code: 'statement_stale' })
          return ok(command)
        },
        {
          person,
          action: 'decision.give',
          revision: null,
          alsoWrite: async (inTransaction) => {
            const { id: relyingPartyId, origin } = relyingParty()
            const { authenticatorData, clientDataJSON, signature } = body.assertion
            if (!isKeyTold) {
              const noted = passkeyNoted(signed.value.passkey)
              await inTransaction.events.append([accountEvent(noted, { person, now: clock.now() })])
            }
            await inTransaction.signatures.insert({
              decisionId: command.decisionId,
              statement,
              passkeyId: signed.value.passkey.id,
              publicKey: signed.value.passkey.publicKey,
              authenticatorData,
              clientDataJSON,
              signature,
              origin,
              relyingParty: relyingPartyId,
            })
          },
        },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },

    confirmTerms: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        (position) => {
          const deciding = decidingAs(person, position, clock.now())
          return deciding.ok ? ok({ type: 'confirm_terms', ...deciding.value, ...body }) : deciding
        },
        { person, action: 'decision.give', revision: null },
      )
      return done.ok ? ok(await describePosition(context, done.value, person)) : done
    },
  }
}

/** The command of a decision that is signed by nothing yet. */
async function decideIn(
  position: Position,
  { roundId, versionNumber, contentHash, value, shownFormula }: RouteBody<'giveDecision'>,
  { person, now, tables }: { readonly person: Person; readonly now: string; readonly tables: Tables },
): Promise<Outcome<Decide>> {
  const deciding = decidingAs(person, position, now)
  if (!deciding.ok) return deciding
  if ('passage' in value && value.passage !== null) {
    const version = await tables.versions.byNumber(position.id, versionNumber)
    const text = version ? plainText(JSON.parse(version.canonicalText) as DocJson) : ''
    if (!hasPassage(text, value.passage)) return refuse({ code: 'words_not_there' })
  }
  return ok({
    type: 'decide',
    decisionId: randomUUID(),
    roundId,
    ...deciding.value,
    version: { number: versionNumber, contentHash },
    value,
    shownFormula: shownFormula ?? null,
    statementHash: null,
  })
}

/** The statement of a decision in the position as it is; null where its round is not the one there is, which the rules refuse by themselves. */
function statementOf(
  position: Position,
  { decisionId, roundId, country, value }: Decide,
  { person, lead, at }: { readonly person: Person; readonly lead: Person | null; readonly at: string },
): DecisionStatement | null {
  const { life } = position
  if (!('round' in life) || life.round.id !== roundId) return null
  return decisionStatement(position, life.round, {
    decisionId,
    delegation: country,
    person,
    deputyFor: lead,
    decision: value,
    at,
  })
}

/** The lead in whose stead a decision is given; null where its person decides by their own right. */
async function leadOf({ deputyFor }: Decide, { people }: Pick<Tables, 'people'>): Promise<Person | null> {
  return deputyFor === null ? null : people.byId(deputyFor)
}

/** What a passkey signs for a statement: the SHA-256 of its text. */
function challengeFor(statement: string): string {
  return Buffer.from(textHash(statement), 'hex').toString('base64url')
}
