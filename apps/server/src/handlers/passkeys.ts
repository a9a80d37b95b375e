import { ok, refuse } from '@samsyn/domain'
import { accountEvent } from '../account-log.ts'
import { countUse } from '../auth/passkey-use.ts'
import { challengeIn, requestOptions, verifyAssertion } from '../auth/passkeys.ts'
import type { Begun } from '../auth/sessions.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { sessionInfo } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type PasskeyRoutes = 'startPasskeySignIn' | 'startPasskeySession'

/** Signing in with a passkey. Whoever is refused is not told why: nobody learns who has an account. */
export function passkeyHandlers({
  storage,
  sessions,
  challenges,
  relyingParty,
  clock,
  logger,
}: HandlerContext): Pick<Handlers, PasskeyRoutes> {
  return {
    startPasskeySignIn: async () => ok(requestOptions(challenges.give({ kind: 'sign_in' }), relyingParty())),
    startPasskeySession: async ({ body: { assertion }, setCookie }) => {
      const challenge = challengeIn(assertion.clientDataJSON)
      const purpose = challenge === null ? null : challenges.take(challenge)
      if (challenge === null || purpose?.kind !== 'sign_in') return refuse({ code: 'challenge_over' })
      const passkey = await storage.tables.passkeys.byId(assertion.id)
      if (!passkey) return refuse({ code: 'passkey_refused' })
      const counted = await verifyAssertion(assertion, passkey, { challenge, party: relyingParty(), logger })
      if (!counted.ok) return counted
      const begun = await storage.transaction(async (tables): Promise<Outcome<Begun>> => {
        const now = clock.now()
        const person = await tables.people.byId(passkey.personId)
        if (!person || person.isDisabled) return refuse({ code: 'passkey_refused' })
        const passkeyId = passkey.id
        const used = await countUse(tables, passkeyId, { counter: counted.value, person, now, logger })
        if (!used.ok) return used
        await tables.events.append([accountEvent({ type: 'session.begun', passkeyId }, { person, now })])
        return ok(await sessions.start(person, { passkeyId, tables }))
      })
      if (!begun.ok) return begun
      const { session, setCookie: cookie } = begun.value
      setCookie(cookie)
      return ok(await sessionInfo(session, storage.tables))
    },
  }
}
