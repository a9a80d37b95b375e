import { assertNever, ok, refuse } from '@samsyn/domain'
import type { PasskeyAssertion, PasskeyDeed } from '@samsyn/protocol'
import { challengeIn, verifyAssertion } from '../auth/passkeys.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'

/** A passkey that has signed for a deed; its use is still to be counted. */
export interface Confirmation {
  readonly passkeyId: string
  readonly counter: number
}

/**
 * Takes what a person signed with a passkey of theirs for one deed of theirs: the challenge was given to this session, for this deed, and
 * counts once. Refuses `challenge_over` and `passkey_refused`.
 */
export async function takeConfirmation(
  { storage, challenges, relyingParty, logger }: HandlerContext,
  assertion: PasskeyAssertion,
  { session, deed }: { readonly session: WebSession; readonly deed: PasskeyDeed },
): Promise<Outcome<Confirmation>> {
  const challenge = challengeIn(assertion.clientDataJSON)
  const purpose = challenge === null ? null : challenges.take(challenge)
  if (
    challenge === null ||
    purpose?.kind !== 'confirm' ||
    purpose.sessionId !== session.id ||
    purpose.personId !== session.person.id ||
    !isSameDeed(purpose.deed, deed)
  )
    return refuse({ code: 'challenge_over' })
  const passkey = await storage.tables.passkeys.byId(assertion.id)
  if (passkey?.personId !== session.person.id) return refuse({ code: 'passkey_refused' })
  const counted = await verifyAssertion(assertion, passkey, { challenge, party: relyingParty(), logger })
  return counted.ok ? ok({ passkeyId: passkey.id, counter: counted.value }) : counted
}

function isSameDeed(confirmed: PasskeyDeed, deed: PasskeyDeed): boolean {
  switch (confirmed.kind) {
    case 'add':
      return deed.kind === 'add'
    case 'remove':
      return deed.kind === 'remove' && deed.passkeyId === confirmed.passkeyId
    case 'mail':
      return deed.kind === 'mail' && deed.address === confirmed.address
    default:
      return assertNever(confirmed)
  }
}
