import type { MadePasskey, PasskeyAssertion, PasskeyCreation, PasskeyRequest } from '@samsyn/protocol'
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  WebAuthnError,
} from '@simplewebauthn/browser'

/** Why a browser or a device did not do its part. */
export type PasskeyFailure = 'cancelled' | 'failed' | 'unsupported' | 'known'

/** What `makePasskey` and `signWithPasskey` throw where nothing is wrong with the program. */
export class PasskeyError extends Error {
  readonly failure: PasskeyFailure

  constructor(failure: PasskeyFailure, cause?: unknown) {
    super(failure, { cause })
    this.name = 'PasskeyError'
    this.failure = failure
  }
}

/** Has the device make a passkey. Throws `PasskeyError`. */
export async function makePasskey(options: PasskeyCreation): Promise<MadePasskey> {
  const { id, response } = await asked(() => startRegistration({ optionsJSON: options }))
  const { clientDataJSON, attestationObject, transports = [] } = response
  return { id, clientDataJSON, attestationObject, transports }
}

/** Has the device sign with a passkey that the person chooses; the device stops asking when that is called off. Throws `PasskeyError`. */
export async function signWithPasskey(
  options: PasskeyRequest,
  signal?: AbortSignal,
): Promise<PasskeyAssertion> {
  const callOff = () => WebAuthnAbortService.cancelCeremony()
  signal?.addEventListener('abort', callOff)
  const { id, response } = await asked(() => {
    signal?.throwIfAborted()
    return startAuthentication({ optionsJSON: options })
  }).finally(() => signal?.removeEventListener('abort', callOff))
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  // A discoverable passkey has its person's id with it; one without was made elsewhere.
  if (!userHandle) throw new PasskeyError('failed')
  return { id, clientDataJSON, authenticatorData, signature, userHandle }
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  if (!browserSupportsWebAuthn()) throw new PasskeyError('unsupported')
  try {
    return await ask()
  } catch (error) {
    throw new PasskeyError(failureOf(error), error)
  }
}

function failureOf(error: unknown): PasskeyFailure {
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return 'known'
  // Browsers say the same to whoever cancels, waits too long or has no passkey.
  return error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')
    ? 'cancelled'
    : 'failed'
}
