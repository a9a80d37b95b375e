import { type AccountEvent, type Person, type Recovery, recoveryStanding } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { dropAddress } from './mail/old-address.ts'

/** Who withdraws something, and when. */
interface Withdrawing {
  readonly by: Person
  readonly now: string
}

/** Withdraws a recovery that waits, or its link that nobody has used. Null where there is nothing to withdraw any more. */
export async function withdrawRecovery(
  { id: recoveryId, accountId, life }: Recovery,
  tables: Tables,
  { by, now }: Withdrawing,
): Promise<AccountEvent | null> {
  const withdrawn = { status: 'withdrawn', at: now, personId: by.id } as const
  const isDone =
    life.status === 'confirmed'
      ? await tables.invitations.end(life.invitationId, withdrawn)
      : await tables.recoveries.end(recoveryId, withdrawn)
  return isDone ? { type: 'recovery.withdrawn', recoveryId, accountId } : null
}

/** Withdraws whatever could still bring somebody back: only one link counts, and none into a disabled account. */
export async function withdrawRecoveries(
  recoveries: readonly Recovery[],
  tables: Tables,
  withdrawing: Withdrawing,
): Promise<readonly AccountEvent[]> {
  const events: AccountEvent[] = []
  for (const recovery of recoveries) {
    if (recoveryStanding(recovery, withdrawing.now) === 'withdrawn') continue
    const event = await withdrawRecovery(recovery, tables, withdrawing)
    if (event) events.push(event)
  }
  return events
}

/** Withdraws the ways in that somebody made or asked for, who is disabled: for others, or for themselves under another name. */
export async function withdrawLetIn(
  makerId: string,
  tables: Tables,
  { by, now }: Withdrawing,
): Promise<readonly AccountEvent[]> {
  const events: AccountEvent[] = []
  for (const { id: invitationId, madeBy, life } of await tables.invitations.all()) {
    if (madeBy !== makerId || life.status !== 'open') continue
    if (await tables.invitations.end(invitationId, { status: 'withdrawn', at: now, personId: by.id }))
      events.push({ type: 'invitation.withdrawn', invitationId })
  }
  const asked = (await tables.recoveries.asked()).filter(({ askedBy }) => askedBy === makerId)
  return [...events, ...(await withdrawRecoveries(asked, tables, { by, now }))]
}

/**
 * Ends every passkey and session that somebody had who comes back by a recovery's link, the secret address of their calendar, and that of their
 * mails, which is to be shown anew; gives the sessions, and the address of before.
 */
export async function comeBack(
  person: Person,
  { recoveryId }: { readonly recoveryId: string },
  { tables, now }: { readonly tables: Tables; readonly now: string },
): Promise<{
  readonly ended: readonly string[]
  readonly oldAddress: string | null
  readonly events: readonly AccountEvent[]
}> {
  const { id: accountId } = person
  const held = await tables.passkeys.byPerson(accountId)
  for (const { id } of held) await tables.passkeys.remove(id)
  // After the passkeys: a sign-in with one of them is over by now, and its session is among these.
  const ended = await tables.sessions.endByPerson(accountId)
  const removed = held.map(({ id: passkeyId }) => ({ type: 'passkey.removed', passkeyId }) as const)
  await tables.calendarFeeds.remove(accountId)
  const oldAddress = await dropAddress(tables, person, now)
  return { ended, oldAddress, events: [{ type: 'recovery.used', recoveryId, accountId }, ...removed] }
}
