import { createHash } from 'node:crypto'
import { type AccountEvent, ok, type Passkey, refuse } from '@samsyn/domain'
import type { MadePasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@samsyn/protocol'
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Outcome } from '../refusal.ts'
import { challengeLasts } from './challenges.ts'
import type { RelyingParty } from './relying-party.ts'

/** ES256 and RS256 alone: signatures that can be checked with ordinary tools. */
const algorithms = [-7, -257]

/** What a browser needs to make a discoverable passkey that verifies its user. */
export function creationOptions(
  challenge: string,
  {
    party,
    person,
    known,
  }: {
    readonly party: RelyingParty
    readonly person: { readonly id: string; readonly name: string }
    /** The passkeys that the person has: an authenticator holds one of them at most. */
    readonly known: readonly Passkey[]
  },
): PasskeyCreation {
  return {
    challenge,
    rp: { id: party.id, name: 'Samsyn' },
    user: { id: handleOf(person.id), name: person.name, displayName: person.name },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
    timeout: challengeLasts,
    excludeCredentials: known.map(({ id }) => ({ type: 'public-key', id })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
  }
}

/** What a browser needs to sign in with whichever passkey the person chooses: it says nothing of who has one. */
export function requestOptions(challenge: string, party: RelyingParty): PasskeyRequest {
  return { challenge, rpId: party.id, timeout: challengeLasts, userVerification: 'required' }
}

/** The event that a passkey was registered: it names the key, so that no other can stand in for it. */
export function passkeyAdded({ id, publicKey }: Pick<Passkey, 'id' | 'publicKey'>): AccountEvent {
  return { type: 'passkey.added', passkeyId: id, keyHash: keyHashOf(publicKey) }
}

/** The event that names the key of a passkey that was registered before events did. */
export function passkeyNoted({ id, publicKey }: Pick<Passkey, 'id' | 'publicKey'>): AccountEvent {
  return { type: 'passkey.noted', passkeyId: id, keyHash: keyHashOf(publicKey) }
}

/** The SHA-256 of a public key, as events name it. */
export function keyHashOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex')
}

/** How an authenticator keeps a person's id. */
export function handleOf(personId: string): string {
  return Buffer.from(personId).toString('base64url')
}

const clientData = z.object({ challenge: z.string() })

/** The challenge that an answer says it was signed for; null for what is no such answer. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const parsed = clientData.safeParse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()))
    return parsed.success ? parsed.data.challenge : null
  } catch {
    // Whatever was sent instead of JSON has no challenge in it.
    return null
  }
}

interface Expected {
  readonly challenge: string
  readonly party: RelyingParty
  readonly logger: Logger
}

/** Looks at what a browser made: challenge, address, domain and user verification. Refuses `passkey_refused`. */
export async function verifyMade(
  { id, clientDataJSON, attestationObject, transports }: MadePasskey,
  { challenge, party, logger }: Expected,
): Promise<Outcome<Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports'>>> {
  const verified = await orNull(logger, () =>
    verifyRegistrationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (!verified?.verified) return refuse({ code: 'passkey_refused' })
  const { credential } = verified.registrationInfo
  return ok({
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports,
  })
}

/** Looks at what a passkey signed, and gives its new count. Refuses `passkey_refused`. */
export async function verifyAssertion(
  { id, clientDataJSON, authenticatorData, signature, userHandle }: PasskeyAssertion,
  passkey: Passkey,
  { challenge, party, logger }: Expected,
): Promise<Outcome<number>> {
  if (userHandle !== handleOf(passkey.personId)) return refuse({ code: 'passkey_refused' })
  const verified = await orNull(logger, () =>
    verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature, userHandle },
      },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      // Its count is compared by our own rule, so that a copied passkey can be told from a wrong one.
      credential: { id, publicKey: Buffer.from(passkey.publicKey, 'base64url'), counter: 0 },
    }),
  )
  return verified?.verified ? ok(verified.authenticationInfo.newCounter) : refuse({ code: 'passkey_refused' })
}

/** The library throws for whatever is wrong with an answer; the operator's log has what it was. */
async function orNull<Value>(logger: Logger, verify: () => Promise<Value>): Promise<Value | null> {
  try {
    return await verify()
  } catch (error) {
    logger.info({ err: error }, 'a passkey was refused')
    return null
  }
}
