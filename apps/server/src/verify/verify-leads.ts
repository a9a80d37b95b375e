import { leadsForIn, type Person } from '@samsyn/domain'
import type { StoredAccountEvent, Tables } from '@samsyn/storage'
import type { Fault } from './report.ts'

/**
 * Checks that the events tell of everybody who leads and could sign how they came to: by an invitation or other roles, approved by
 * somebody else where that was asked for. Those whom a sample begins with came by neither.
 */
export async function verifyLeads(
  tables: Tables,
  { events, isSample }: { readonly events: readonly StoredAccountEvent[]; readonly isSample: boolean },
): Promise<readonly Fault[]> {
  const offers = new Map((await tables.invitations.all()).map(({ id, offer }) => [id, offer]))
  const passkeys = await tables.passkeys.counts()
  return (await tables.people.all()).flatMap((person) => {
    const came = events.filter((one) => isComing(one, person))
    const isOfSample = isSample && !came.some(({ event }) => event.type === 'invitation.used')
    const led = new Set(
      person.grants.flatMap(({ role, country }) => (role === 'lead' && country ? [country] : [])),
    )
    return [...led].flatMap((country): readonly Fault[] => {
      const telling = came.filter((one) => leadsFor(one) === country)
      if (!telling.every(isApproved)) return [{ kind: 'lead_unapproved', personId: person.id, country }]
      const last = came.at(-1)?.event
      const wasEnded = last?.type === 'roles.changed' && !last.roles.includes('lead')
      const isTold = (telling.length > 0 && !wasEnded) || isOfSample || !passkeys.has(person.id)
      return isTold ? [] : [{ kind: 'lead_untold', personId: person.id, country }]
    })
  })

  /** Events of before name no country: their invitation does. */
  function leadsFor({ event }: StoredAccountEvent) {
    if (event.type !== 'invitation.used' && event.type !== 'roles.changed') return undefined
    const offer = offers.get(event.invitationId)
    return event.leadsFor ?? (offer && leadsForIn(offer).leadsFor)
  }

  function isApproved({ event, sequence }: StoredAccountEvent): boolean {
    if (!('invitationId' in event)) return false
    const { invitationId } = event
    const made = events.find(
      (one) => one.event.type === 'invitation.made' && one.event.invitationId === invitationId,
    )
    if (made?.event.type !== 'invitation.made' || !made.event.awaitsLead) return true
    return events.some(
      (one) =>
        one.event.type === 'invitation.approved' &&
        one.event.invitationId === invitationId &&
        one.personId !== made.personId &&
        one.sequence < sequence,
    )
  }
}

function isComing({ event, personId }: StoredAccountEvent, { id }: Person): boolean {
  return (
    (event.type === 'invitation.used' && personId === id) ||
    (event.type === 'roles.changed' && event.accountId === id)
  )
}
