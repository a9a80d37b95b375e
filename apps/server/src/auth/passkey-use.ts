import { canFollow, ok, type Passkey, type Person, refuse } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Logger } from 'pino'
import { accountEvent } from '../account-log.ts'
import type { Outcome } from '../refusal.ts'

/**
 * Counts a use of a passkey whose signature was found to be right, inside a transaction. Refuses `passkey_refused` where it was removed
 * meanwhile, and where its count goes back, which is an event and a security line in the log.
 */
export async function countUse(
  tables: Tables,
  passkeyId: string,
  {
    counter,
    person,
    now,
    logger,
  }: {
    readonly counter: number
    readonly person: Person
    readonly now: string
    readonly logger: Logger
  },
): Promise<Outcome<Passkey>> {
  // Read again, so that whoever removes it at the same time comes before or after this.
  const passkey = (await tables.passkeys.byPerson(person.id)).find(({ id }) => id === passkeyId)
  if (!passkey) return refuse({ code: 'passkey_refused' })
  if (canFollow(counter, passkey.counter) && (await tables.passkeys.use(passkey, { counter, at: now })))
    return ok(passkey)
  logger.warn({ security: true, passkeyId, personId: person.id }, 'the count of a passkey went back')
  await tables.events.append([
    accountEvent({ type: 'passkey.refused', passkeyId, reason: 'counter_went_back' }, { person, now }),
  ])
  return refuse({ code: 'passkey_refused' })
}
