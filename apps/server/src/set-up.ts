import { randomUUID } from 'node:crypto'
import { holdsRole, invite } from '@samsyn/domain'
import type { Storage, Tables } from '@samsyn/storage'
import { accountEvent } from './account-log.ts'
import { hashOf, newSecret } from './auth/secrets.ts'
import type { Clock } from './clock.ts'

/** The address of an invitation. Its secret stands behind the `#`, which browsers send to nobody. */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/join#${token}`
}

/** Whether there is anybody yet who administers this workspace. */
export async function hasAdministrator(tables: Tables, now: string): Promise<boolean> {
  return (await tables.people.all()).some((person) => holdsRole(person, 'administrator', now))
}

/**
 * Makes the invitation of the first administrator while there is none, and gives its secret; those before it no longer
 * count. Null where somebody administers the workspace already.
 */
export function offerSetUp(storage: Storage, clock: Clock): Promise<string | null> {
  return storage.transaction(async (tables) => {
    const now = clock.now()
    if (await hasAdministrator(tables, now)) return null
    for (const { id, offer, life } of await tables.invitations.all()) {
      if (offer.kind !== 'first_administrator' || life.status !== 'open') continue
      await tables.invitations.end(id, { status: 'withdrawn', at: now, personId: null })
      await tables.events.append([
        accountEvent({ type: 'invitation.withdrawn', invitationId: id }, { person: null, now }),
      ])
    }
    const token = newSecret()
    const invitation = invite({ kind: 'first_administrator' }, { id: randomUUID(), madeBy: null, now })
    await tables.invitations.insert(invitation, hashOf(token))
    await tables.events.append([
      accountEvent(
        {
          type: 'invitation.made',
          invitationId: invitation.id,
          kind: 'first_administrator',
          leadsFor: null,
          awaitsLeadOf: null,
        },
        { person: null, now },
      ),
    ])
    return token
  })
}
