import {
  ok,
  type Passkey,
  type Person,
  refuse,
  type StatementSignature,
  statementLasts,
} from '@samsyn/domain'
import { textHash } from '@samsyn/editor'
import type { RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import type { ChallengePurpose } from '../auth/challenges.ts'
import { countUse } from '../auth/passkey-use.ts'
import { challengeIn, passkeyNoted, verifyAssertion } from '../auth/passkeys.ts'
import type { WebSession } from '../auth/sessions.ts'
import type { Outcome } from '../refusal.ts'
import type { HandlerContext } from './context.ts'

/** What was prepared to be signed. */
type Prepared = Extract<ChallengePurpose, { readonly statement: string }>

/** A statement that its person signed, and that was waited for. */
export interface Signed<Purpose extends Prepared> {
  readonly prepared: Purpose
  /** Counts the use of the passkey, once, in the transaction in which the deed is stored; refuses what comes too late. */
  count(tables: Tables, now: string): Promise<Outcome<Passkey>>
  /** What is stored with the deed; notes the key where no event has named it yet. */
  keep(tables: Tables): Promise<StatementSignature>
}

/** Takes what was signed of a statement, for the deed of this kind that was prepared with it in this position. */
export async function takeSigned<Kind extends Prepared['kind']>(
  { storage, challenges, relyingParty, clock, logger }: HandlerContext,
  kind: Kind,
  { statement, assertion }: RouteBody<'signDecision'>,
  { positionId, session }: { readonly positionId: string; readonly session: WebSession },
): Promise<Outcome<Signed<Extract<Prepared, { readonly kind: Kind }>>>> {
  const { id: sessionId, person } = session
  const challenge = challengeFor(statement)
  if (challengeIn(assertion.clientDataJSON) !== challenge) return refuse({ code: 'statement_mismatch' })
  const purpose = challenges.take(challenge)
  if (
    !isOfKind(purpose, kind) ||
    purpose.personId !== person.id ||
    purpose.sessionId !== sessionId ||
    purpose.positionId !== positionId
  )
    return refuse({ code: 'challenge_over' })
  const passkey = await storage.tables.passkeys.byId(assertion.id)
  if (passkey?.personId !== person.id) return refuse({ code: 'passkey_refused' })
  const counted = await verifyAssertion(assertion, passkey, { challenge, party: relyingParty(), logger })
  if (!counted.ok) return counted
  const isKeyTold = await hasToldKey(storage.tables, passkey)
  let used: Outcome<Passkey> | null = null
  return ok({
    prepared: purpose,
    count: async (tables, now) => {
      // The time that is stored is what whoever checks the signature later goes by.
      const taken = Date.parse(now) - Date.parse(purpose.preparedAt)
      if (taken < 0 || taken >= statementLasts) return refuse({ code: 'challenge_over' })
      // Tried again under somebody else's change, it is still the one use.
      if (!used?.ok)
        used = await countUse(tables, passkey.id, { counter: counted.value, person, now, logger })
      return used
    },
    keep: async (tables) => {
      if (!isKeyTold)
        await tables.events.append([accountEvent(passkeyNoted(passkey), { person, now: clock.now() })])
      const { id, origin } = relyingParty()
      const { authenticatorData, clientDataJSON, signature } = assertion
      return {
        statement,
        passkeyId: passkey.id,
        publicKey: passkey.publicKey,
        authenticatorData,
        clientDataJSON,
        signature,
        origin,
        relyingParty: id,
      }
    },
  })
}

/** What a passkey signs for a statement: the SHA-256 of its text. */
export function challengeFor(statement: string): string {
  return Buffer.from(textHash(statement), 'hex').toString('base64url')
}

/** The lead in whose stead somebody acts; null where its person acts by their own right. */
export async function leadOf(
  { deputyFor }: { readonly deputyFor: string | null },
  { people }: Pick<Tables, 'people'>,
): Promise<Person | null> {
  return deputyFor === null ? null : people.byId(deputyFor)
}

/** Whether a person has to sign what they do for their country. */
export async function signingOf(
  tables: Pick<Tables, 'workspace' | 'passkeys'>,
  person: Person,
): Promise<{ readonly isSample: boolean; readonly hasPasskey: boolean }> {
  return {
    isSample: (await tables.workspace.get())?.isSample ?? false,
    hasPasskey: (await tables.passkeys.byPerson(person.id)).length > 0,
  }
}

function isOfKind<Kind extends Prepared['kind']>(
  purpose: ChallengePurpose | null,
  kind: Kind,
): purpose is Extract<Prepared, { readonly kind: Kind }> {
  return purpose?.kind === kind
}

/** Whether the events name the key of a passkey: those of before there were signatures told of it alone. */
async function hasToldKey({ events }: Tables, { id }: Passkey): Promise<boolean> {
  const told = (await events.ofAccounts()).flatMap(({ event }) =>
    'passkeyId' in event && event.passkeyId === id ? [event] : [],
  )
  return told.some((event) => 'keyHash' in event)
}
