import type { Person } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import type { Logger } from 'pino'
import { accountEvent } from '../account-log.ts'
import { newSecret } from '../auth/secrets.ts'
import { oldAddressLetter } from './letter.ts'
import type { Post } from './post.ts'

/** Takes the address that a person's mails go to away; gives it, null where there was none. */
export async function dropAddress(inside: Tables, person: Person, now: string): Promise<string | null> {
  const before = await inside.mails.addressOf(person.id)
  if (!before) return null
  await inside.mails.removeAddress(person.id)
  await inside.events.append([
    accountEvent({ type: 'mail_address.changed', accountId: person.id, change: 'removed' }, { person, now }),
  ])
  return before.address
}

/** Tells whoever reads an address that a person's mails go there no more: it may have been somebody else at their account. */
export async function tellOldAddress(
  address: string,
  { id: personId, language }: Person,
  { post, origin, logger }: { readonly post: Post | null; readonly origin: string; readonly logger: Logger },
): Promise<void> {
  if (!post) return
  const { delivery, error } = await post.send({
    id: newSecret(),
    to: address,
    letter: oldAddressLetter({ language, origin }),
  })
  if (delivery !== 'sent')
    logger.warn({ err: error, personId, security: true }, 'the address of before could not be told')
}
