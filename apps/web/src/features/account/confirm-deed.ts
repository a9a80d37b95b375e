import type { PasskeyAssertion, PasskeyDeed } from '@samsyn/protocol'
import { api } from '../../app/api.ts'
import { signWithPasskey } from '../../app/passkeys.ts'

/** Has the person confirm with a passkey of theirs what is to be done with their passkeys. Throws `PasskeyError`. */
export async function confirmDeed(deed: PasskeyDeed): Promise<PasskeyAssertion> {
  return signWithPasskey(await api('startPasskeyConfirmation', { body: { deed } }))
}
