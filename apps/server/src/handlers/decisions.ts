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
  type Person,
  type Position,
  refuse,
  transition,
} from '@samsyn/domain'
import { canonicalText, type DocJson, plainText, textHash, timesInText } from '@samsyn/editor'
import type { RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { requestOptions } from '../auth/passkeys.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { describePosition, knownPosition } from './positions.ts'
import { challengeFor, leadOf, signingOf, takeSigned } from './signed-statement.ts'

type DecisionRoutes = 'giveDecision' | 'prepareDecision' | 'signDecision'
type Decide = Extract<Command, { type: 'decide' }>

/** Decisions of countries: signed with a passkey, or without one where the workspace is a sample. */
export function decisionHandlers(context: HandlerContext): Pick<Handlers, DecisionRoutes> {
  const { storage, commands, challenges, relyingParty, clock } = context

  /** The position, to whoever decides for a country in it. */
  async function positionToDecide(positionId: string, person: Person): Promise<Outcome<Position>> {
    const position = await knownPosition(context, positionId, person)
    if (!position) return refuse({ code: 'not_found' })
    return can(person, 'decision.give', position, clock.now()) ? ok(position) : refuse({ code: 'forbidden' })
  }

  return {
    giveDecision: async ({ params, body, session: { person } }) => {
      const done = await commands.execute(
        params.positionId,
        async (position, inTransaction, now, actor) => {
          const command = await decideIn(position, body, { person: actor(), now, tables: inTransaction })
          if (!command.ok) return command
          return mustSign(await signingOf(inTransaction, person))
            ? refuse({ code: 'signature_required' })
            : command
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
      const signed = await takeSigned(context, 'decide', body, { positionId, session })
      if (!signed.ok) return signed
      const { prepared, count, keep } = signed.value
      const { command, statement, preparedAt } = prepared
      const done = await commands.execute(
        positionId,
        async (position, inTransaction, now, actor) => {
          const deciding = decidingAs(actor(), position, now)
          if (!deciding.ok) return deciding
          const used = await count(inTransaction, now)
          if (!used.ok) return used
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
          alsoWrite: async (inTransaction) =>
            inTransaction.signatures.insert({
              decisionId: command.decisionId,
              ...(await keep(inTransaction)),
            }),
        },
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
    const doc = version ? (JSON.parse(version.canonicalText) as DocJson) : null
    if (!doc || !hasPassage(plainText(doc), value.passage)) return refuse({ code: 'words_not_there' })
    // A footnote of the final text stands behind them: which of them are meant is not guessed.
    if (value.kind === 'agree_with_reservation' && timesInText(doc, value.passage) > 1)
      return refuse({ code: 'words_not_once' })
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
