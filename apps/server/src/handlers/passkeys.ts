import { canFollow, ok, type Person, refuse } from '@samsyn/domain'
import { accountEvent } from '../account-log.ts'
import { challengeIn, requestOptions, verifyAssertion } from '../auth/passkeys.ts'
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
      const admitted = await storage.transaction(async (tables): Promise<Outcome<Person>> => {
        const now = clock.now()
        const person = await tables.people.byId(passkey.personId)
        if (!person || person.isDisabled) return refuse({ code: 'passkey_refused' })
        const passkeyId = passkey.id
        if (
          !canFollow(counted.value, passkey.counter) ||
          !(await tables.passkeys.use(passkey, { counter: counted.value, at: now }))
        ) {
          logger.warn({ security: true, passkeyId, personId: person.id }, 'the count of a passkey went back')
          await tables.events.append([
            accountEvent(
              { type: 'passkey.refused', passkeyId, reason: 'counter_went_back' },
              { person, now },
            ),
          ])
          return refuse({ code: 'passkey_refused' })
        }
        await tables.events.append([accountEvent({ type: 'session.begun', passkeyId }, { person, now })])
        return ok(person)
      })
      if (!admitted.ok) return admitted
      const { session, setCookie: cookie } = await sessions.start(admitted.value)
      setCookie(cookie)
      return ok(await sessionInfo(session, storage.tables))
    },
  }
}
