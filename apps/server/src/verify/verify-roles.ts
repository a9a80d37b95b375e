import {
  type AccountEvent,
  type Approvers,
  type ChainedEvent,
  type Grant,
  grantOf,
  isNarrow,
  isSameGrant,
  nationalRoles,
  readsForAll,
  rolesForAll,
} from '@samsyn/domain'
import type { LeadHistory } from '@samsyn/export'
import type { Tables } from '@samsyn/storage'
import type { Fault } from './report.ts'

type Made = Extract<AccountEvent, { readonly type: 'invitation.made' }>
type Confirmed = Extract<AccountEvent, { readonly type: 'recovery.confirmed' }>

/**
 * Checks that the events tell of everybody who could come in how they came to the roles by which they read a country's texts, or all of
 * them, and that a lead approved it who had to. What was before events said whose approval is awaited, and those whom a sample begins
 * with, are left as they are; leads have a check of their own.
 */
export async function verifyRoles(
  tables: Tables,
  {
    events,
    leads,
    isSample,
  }: { readonly events: readonly ChainedEvent[]; readonly leads: LeadHistory; readonly isSample: boolean },
): Promise<readonly Fault[]> {
  const since = Math.min(
    ...events.filter(({ event }) => 'awaitsLeadOf' in event).map(({ sequence }) => sequence),
  )
  const isOfAlways = events.length > 0 && events[0]?.sequence === since
  const vouchedSince = Math.min(
    ...events
      .filter(({ event }) => event.type === 'recovery.confirmed' && 'leadOf' in event)
      .map(({ sequence }) => sequence),
  )
  const people = await tables.people.all()
  const faults: Fault[] = []
  const made = new Map<string, ChainedEvent & { readonly event: Made }>()
  const approvals = new Map<string, readonly ChainedEvent[]>()
  /** Who asked that somebody come back, by the id of that. */
  const askers = new Map<string, string>()
  /** What somebody was given, as far as the events tell it; null for what came before they did. */
  const told = new Map<string, readonly Grant[] | null>()
  for (const one of events) read(one)
  const passkeys = await tables.passkeys.counts()
  for (const { id: personId, grants } of people) {
    const known = told.get(personId) ?? (isOfAlways && !isSample && !told.has(personId) ? [] : null)
    if (known === null || !passkeys.has(personId)) continue
    const wrong = grants.filter((grant) => isChecked(grant) && !known.some((one) => isSame(one, grant)))
    faults.push(...wrong.map(({ role }) => ({ kind: 'role_untold' as const, personId, role })))
  }
  return faults

  function read(one: ChainedEvent): void {
    const { event, personId, sequence } = one
    switch (event.type) {
      case 'invitation.made':
        made.set(event.invitationId, { ...one, event })
        break
      case 'invitation.approved':
        approvals.set(event.invitationId, [...(approvals.get(event.invitationId) ?? []), one])
        break
      case 'invitation.used':
        if (personId !== null) join(personId, event.invitationId, one)
        break
      case 'roles.changed': {
        // One of before it was told in whole has neither.
        const { before, after }: Partial<typeof event> = event
        told.set(event.accountId, after?.grants ?? null)
        if (sequence < since || !after) break
        const gained = after.grants.filter(
          (grant) => !before?.grants.some((had) => isHeldBy(had, grant, one.at)),
        )
        check(event.accountId, gained, { invitationId: event.invitationId, one })
        break
      }
      case 'recovery.asked':
        if (personId !== null) askers.set(event.recoveryId, personId)
        break
      case 'recovery.confirmed':
        if (sequence >= vouchedSince && !isVouched(event, one))
          faults.push({ kind: 'recovery_unvouched', personId: event.accountId })
        break
    }
  }

  /** Whom an invitation brings in was nothing before; who comes back by one is what they were. */
  function join(personId: string, invitationId: string, one: ChainedEvent): void {
    const asked = made.get(invitationId)?.event
    if (asked?.kind === 'recovery') return
    const offers = asked?.kind === 'first_administrator' ? { country: null, roles: [] } : asked?.offers
    const grants = offers?.roles.map((role) =>
      grantOf({ role, readsDrafts: false }, { country: offers.country, now: one.at }),
    )
    told.set(personId, one.sequence < since ? null : (grants ?? null))
    if (one.sequence >= since) check(personId, grants ?? [], { invitationId, one })
  }

  /** Whether one of two who brought somebody back led there, or nobody did whom it could have been asked of. */
  function isVouched({ recoveryId, accountId, leadOf }: Confirmed, one: ChainedEvent): boolean {
    const asker = askers.get(recoveryId)
    if (!asker || one.personId === asker) return false
    const account = people.find(({ id }) => id === accountId)
    const grants = told.get(accountId) ?? []
    const isForAll = account && readsForAll({ country: account.country, grants }, one.at)
    const of = leadOf ?? account?.country ?? (isForAll ? 'any' : null)
    if (of === null || [asker, one.personId].some((each) => leads.hasLed(each, of, one))) return true
    const others = leads.ledBy(of, one).filter((each) => each !== accountId)
    return leadOf === null && of === 'any' && others.length === 0
  }

  function check(
    personId: string,
    gained: readonly Grant[],
    { invitationId, one }: { readonly invitationId: string; readonly one: ChainedEvent },
  ): void {
    const asked = made.get(invitationId)
    const maker = asked ? asked.personId : one.personId
    const awaited = asked?.event.awaitsLeadOf ?? null
    const others = (of: Approvers) => leads.ledBy(of, one).some((each) => each !== personId && each !== maker)
    const isApprovedBy = (of: Approvers) =>
      approvals
        .get(invitationId)
        ?.some(
          (each) =>
            each.personId !== personId && each.personId !== maker && leads.hasLed(each.personId, of, each),
        ) ?? false
    for (const { role, country } of gained.filter(isChecked)) {
      const of = rolesForAll.includes(role) ? 'any' : country
      if (of === null) continue
      const isOfMaker = of !== 'any' && maker !== null && leads.ledBy(of, one).includes(maker)
      const isDue = (of === 'any' ? awaited !== null : awaited === of) || (!isOfMaker && others(of))
      if (isDue && !isApprovedBy(of)) faults.push({ kind: 'role_unapproved', personId, role })
    }
  }
}

/** Those of leads are checked with what they sign. */
function isChecked({ role }: Grant): boolean {
  return role !== 'lead' && [...nationalRoles, ...rolesForAll].includes(role)
}

/** Whether a grant gave already, as a whole, what another gives. */
function isHeldBy(had: Grant, grant: Grant, now: string): boolean {
  const { role, country, readsDrafts } = grant
  return (
    (had.role === role &&
      had.country === country &&
      (had.readsDrafts || !readsDrafts) &&
      !isNarrow(had, now)) ||
    isSameGrant(had, grant)
  )
}

/** Whether drafts are read, too, the event of an invitation does not tell. */
function isSame(one: Grant, other: Grant): boolean {
  return isSameGrant({ ...one, readsDrafts: other.readsDrafts }, other)
}
