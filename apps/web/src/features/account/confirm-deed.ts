import type { PasskeyAssertion, PasskeyDeed } from '@samsyn/protocol'
import { ApiError, api } from '../../app/api.ts'
import { signWithPasskey } from '../../app/passkeys.ts'

/** Has the person confirm with a passkey of theirs what is to be done with their account. Throws `PasskeyError`. */
export async function confirmDeed(deed: PasskeyDeed): Promise<PasskeyAssertion> {
  return signWithPasskey(await api('startPasskeyConfirmation', { body: { deed } }))
}

/** Does what the server may ask a passkey for: the person confirms it then, and it is done. Throws `PasskeyError`. */
export async function confirmedIfAsked<Done>(
  deed: PasskeyDeed,
  act: (assertion?: PasskeyAssertion) => Promise<Done>,
): Promise<Done> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'signature_required') throw error
    return act(await confirmDeed(deed))
  }
}
