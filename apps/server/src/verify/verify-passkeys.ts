import type { KeyHistory } from '@samsyn/export'
import type { Tables } from '@samsyn/storage'
import { keyHashOf } from '../auth/passkeys.ts'
import type { Fault } from './report.ts'

/** Compares the passkeys that let people in with those that the chain tells of: what their page lists is what can sign for them. */
export async function verifyPasskeys(tables: Tables, { held }: KeyHistory): Promise<readonly Fault[]> {
  const stored = await tables.passkeys.all()
  const untold = stored.filter(
    ({ id, personId, publicKey }) =>
      !held.some(
        (key) =>
          key.passkeyId === id &&
          key.personId === personId &&
          (key.keyHash === null || key.keyHash === keyHashOf(publicKey)),
      ),
  )
  const missing = held.filter(({ passkeyId }) => !stored.some(({ id }) => id === passkeyId))
  return [
    ...untold.map(({ id, personId }) => ({ kind: 'passkey_untold' as const, passkeyId: id, personId })),
    ...missing.map(({ passkeyId, personId }) => ({ kind: 'passkey_missing' as const, passkeyId, personId })),
  ]
}
