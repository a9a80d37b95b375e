import { mayRemove, ok, type Passkey, refuse } from '@samsyn/domain'
import type { OwnPasskey, PasskeyDeed } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { countUse } from '../auth/passkey-use.ts'
import { challengeIn, creationOptions, passkeyAdded, requestOptions, verifyMade } from '../auth/passkeys.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'
import { type Confirmation, takeConfirmation } from './passkey-confirmation.ts'

type OwnAccountRoutes =
  | 'listOwnPasskeys'
  | 'startPasskeyConfirmation'
  | 'startPasskeyAddition'
  | 'addPasskey'
  | 'removePasskey'
  | 'endAllSessions'

/** What a person does with their own ways in. A session alone changes none of them: a passkey of theirs confirms it. */
export function ownAccountHandlers(context: HandlerContext): Pick<Handlers, OwnAccountRoutes> {
  const { storage, sessions, challenges, relyingParty, clock, logger, endSockets } = context
  const { tables } = storage
  const count = (inside: Tables, { passkeyId, counter }: Confirmation, { person }: WebSession, now: string) =>
    countUse(inside, passkeyId, { counter, person, now, logger })

  return {
    listOwnPasskeys: async ({ session }) => ok(await viewOf(tables, session)),
    startPasskeyConfirmation: async ({ body: { deed }, session: { id: sessionId, person } }) => {
      const may = mayDo(deed, await tables.passkeys.byPerson(person.id))
      if (!may.ok) return may
      const challenge = challenges.give({ kind: 'confirm', personId: person.id, sessionId, deed })
      return ok(requestOptions(challenge, relyingParty()))
    },
    startPasskeyAddition: async ({ body: { assertion }, session }) => {
      const { id: sessionId, person } = session
      const confirmed = await takeConfirmation(context, assertion, { session, deed: { kind: 'add' } })
      if (!confirmed.ok) return confirmed
      const used = await storage.transaction((inside) => count(inside, confirmed.value, session, clock.now()))
      if (!used.ok) return used
      const known = await tables.passkeys.byPerson(person.id)
      const confirmedBy = used.value.id
      const challenge = challenges.give({ kind: 'add', personId: person.id, sessionId, confirmedBy })
      return ok(creationOptions(challenge, { party: relyingParty(), person, known }))
    },
    addPasskey: async ({ body, session }) => {
      const { id: sessionId, person } = session
      const challenge = challengeIn(body.passkey.clientDataJSON)
      const purpose = challenge === null ? null : challenges.take(challenge)
      if (challenge === null || purpose?.kind !== 'add' || purpose.sessionId !== sessionId)
        return refuse({ code: 'challenge_over' })
      const made = await verifyMade(body.passkey, { challenge, party: relyingParty(), logger })
      if (!made.ok) return made
      return storage.transaction(async (inside): Promise<Outcome<OwnPasskey[]>> => {
        const now = clock.now()
        const { id: passkeyId } = made.value
        const held = await inside.passkeys.byPerson(person.id)
        if (!held.some(({ id }) => id === purpose.confirmedBy)) return refuse({ code: 'challenge_over' })
        if (await inside.passkeys.byId(passkeyId)) return refuse({ code: 'passkey_refused' })
        await inside.passkeys.insert({
          ...made.value,
          personId: person.id,
          name: body.name,
          addedAt: now,
          lastUsedAt: null,
        })
        await inside.events.append([accountEvent(passkeyAdded(made.value), { person, now })])
        return ok(await viewOf(inside, session))
      })
    },
    removePasskey: async ({ params: { passkeyId }, body: { assertion }, session }) => {
      const { person } = session
      const deed = { kind: 'remove', passkeyId } as const
      const confirmed = await takeConfirmation(context, assertion, { session, deed })
      if (!confirmed.ok) return confirmed
      const removed = await storage.transaction(
        async (
          inside,
        ): Promise<Outcome<{ readonly left: OwnPasskey[]; readonly ended: readonly string[] }>> => {
          const now = clock.now()
          const used = await count(inside, confirmed.value, session, now)
          if (!used.ok) return used
          const may = mayDo(deed, await inside.passkeys.byPerson(person.id))
          if (!may.ok) return may
          await inside.passkeys.remove(passkeyId)
          const ended = await inside.sessions.endByPasskey(
            { personId: person.id, passkeyId },
            { sparedOfUnknown: session.id },
          )
          await inside.events.append([accountEvent({ type: 'passkey.removed', passkeyId }, { person, now })])
          return ok({ left: await viewOf(inside, session), ended })
        },
      )
      if (!removed.ok) return removed
      const { left, ended } = removed.value
      // Whoever signed in with it here keeps the cookie: it says that the session was ended, so that the device is wiped.
      for (const sessionId of ended) await endSockets(sessionId)
      return ok(left)
    },
    endAllSessions: async ({ session: { person }, setCookie }) => {
      const ended = await sessions.endAll(person.id)
      // Who was at the account may have taken its address along.
      await tables.calendarFeeds.remove(person.id)
      setCookie(ended.setCookie)
      await tables.events.append([accountEvent({ type: 'sessions.ended' }, { person, now: clock.now() })])
      for (const sessionId of ended.sessionIds) await endSockets(sessionId)
      return ok(null)
    },
  }
}

/** Whether somebody who has these passkeys may do what they want to confirm. Refuses `not_found` and `last_passkey`. */
function mayDo(deed: PasskeyDeed, held: readonly Passkey[]): Outcome<null> {
  if (deed.kind !== 'remove') return ok(null)
  return held.some(({ id }) => id === deed.passkeyId) ? mayRemove(held) : refuse({ code: 'not_found' })
}

async function viewOf(tables: Tables, { person, passkeyId: ofSession }: WebSession): Promise<OwnPasskey[]> {
  return (await tables.passkeys.byPerson(person.id)).map(({ id, name, addedAt, lastUsedAt }) => ({
    id,
    name,
    addedAt,
    lastUsedAt,
    isOfThisSession: id === ofSession,
  }))
}
