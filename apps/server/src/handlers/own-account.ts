import { mayRemove, ok, type Passkey, refuse } from '@samsyn/domain'
import type { OwnPasskey } from '@samsyn/protocol'
import { accountEvent } from '../account-log.ts'
import { challengeIn, creationOptions, verifyMade } from '../auth/passkeys.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'

type OwnAccountRoutes =
  | 'listOwnPasskeys'
  | 'startPasskeyAddition'
  | 'addPasskey'
  | 'removePasskey'
  | 'endAllSessions'

/** What a person does with their own ways in. */
export function ownAccountHandlers({
  storage,
  sessions,
  challenges,
  relyingParty,
  clock,
  logger,
  endSockets,
}: HandlerContext): Pick<Handlers, OwnAccountRoutes> {
  const { tables } = storage
  return {
    listOwnPasskeys: async ({ session: { person } }) =>
      ok((await tables.passkeys.byPerson(person.id)).map(ownView)),
    startPasskeyAddition: async ({ session: { person } }) => {
      const known = await tables.passkeys.byPerson(person.id)
      const challenge = challenges.give({ kind: 'add', personId: person.id })
      return ok(creationOptions(challenge, { party: relyingParty(), person, known }))
    },
    addPasskey: async ({ body, session: { person } }) => {
      const challenge = challengeIn(body.passkey.clientDataJSON)
      const purpose = challenge === null ? null : challenges.take(challenge)
      if (challenge === null || purpose?.kind !== 'add' || purpose.personId !== person.id)
        return refuse({ code: 'challenge_over' })
      const made = await verifyMade(body.passkey, { challenge, party: relyingParty(), logger })
      if (!made.ok) return made
      return storage.transaction(async (inside): Promise<Outcome<OwnPasskey[]>> => {
        const now = clock.now()
        const { id: passkeyId } = made.value
        if (await inside.passkeys.byId(passkeyId)) return refuse({ code: 'passkey_refused' })
        await inside.passkeys.insert({
          ...made.value,
          personId: person.id,
          name: body.name,
          addedAt: now,
          lastUsedAt: null,
        })
        await inside.events.append([accountEvent({ type: 'passkey.added', passkeyId }, { person, now })])
        return ok((await inside.passkeys.byPerson(person.id)).map(ownView))
      })
    },
    removePasskey: async ({ params: { passkeyId }, session: { person } }) =>
      storage.transaction(async (inside): Promise<Outcome<OwnPasskey[]>> => {
        const held = await inside.passkeys.byPerson(person.id)
        if (!held.some(({ id }) => id === passkeyId)) return refuse({ code: 'not_found' })
        const may = mayRemove(held)
        if (!may.ok) return may
        await inside.passkeys.remove(passkeyId)
        const now = clock.now()
        await inside.events.append([accountEvent({ type: 'passkey.removed', passkeyId }, { person, now })])
        return ok(held.filter(({ id }) => id !== passkeyId).map(ownView))
      }),
    endAllSessions: async ({ session: { person }, setCookie }) => {
      const ended = await sessions.endAll(person.id)
      setCookie(ended.setCookie)
      await tables.events.append([accountEvent({ type: 'sessions.ended' }, { person, now: clock.now() })])
      for (const sessionId of ended.sessionIds) await endSockets(sessionId)
      return ok(null)
    },
  }
}

function ownView({ id, name, addedAt, lastUsedAt }: Passkey): OwnPasskey {
  return { id, name, addedAt, lastUsedAt }
}
