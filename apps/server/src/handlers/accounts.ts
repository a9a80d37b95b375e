import { randomUUID } from 'node:crypto'
import {
  type AccountEvent,
  approve,
  approversOf,
  awaitsLead,
  type CountryCode,
  canManage,
  type HeldRoles,
  holdsRole,
  type Invitation,
  invite,
  leads,
  leadsForIn,
  type NewcomerOffer,
  offerRoles,
  offerTo,
  ok,
  type Person,
  type RolesOffer,
  refuse,
  seesAccount,
  withRoles,
} from '@samsyn/domain'
import type { RouteBody } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import { accountEvent } from '../account-log.ts'
import { hashOf, newSecret } from '../auth/secrets.ts'
import type { Handlers } from '../http/api.ts'
import type { Outcome } from '../refusal.ts'
import { invitationLink } from '../set-up.ts'
import { accountDetailView, waitingRecoveries } from '../views/account-detail.ts'
import { invitationViews, isForLead, maySee } from '../views/accounts.ts'
import { personCard } from '../views/people.ts'
import type { HandlerContext } from './context.ts'

type AccountRoutes =
  | 'getAccounts'
  | 'makeInvitation'
  | 'approveInvitation'
  | 'withdrawInvitation'
  | 'changeRoles'

/** Looking after people: who is here, who is invited. */
export function accountHandlers({
  storage,
  relyingParty,
  clock,
}: HandlerContext): Pick<Handlers, AccountRoutes> {
  const mayInvite = (person: Person) => canManage(person, 'people.invite', clock.now())
  return {
    getAccounts: async ({ session: { person } }) => {
      const now = clock.now()
      const isAll = canManage(person, 'people.read', now)
      const { tables } = storage
      const seen = (await tables.people.all()).filter((each) => seesAccount(person, each, now))
      // Whoever reads for all is every lead's to bring back; the list of a lead is their country's.
      const listed = seen.filter(({ country }) => isAll || country !== null)
      if (listed.length === 0) return refuse({ code: 'forbidden' })
      const ministries = await tables.ministries.all()
      const byId = new Map(ministries.map((ministry) => [ministry.id, ministry]))
      const passkeys = await tables.passkeys.counts()
      const people = listed.map((each) => ({
        person: personCard(each, byId),
        isDisabled: each.isDisabled,
        passkeys: passkeys.get(each.id) ?? 0,
      }))
      const invitations = (await tables.invitations.all()).filter(
        (invitation) => isAll || isForLead(invitation, { person, now }),
      )
      const recoveries = await waitingRecoveries(seen, tables, { person, now })
      return ok({
        people,
        invitations: [...(await invitationViews(invitations, tables, { person, now }))],
        recoveries: [...recoveries],
        ministries: isAll ? [...ministries] : [],
        mayInvite: mayInvite(person),
      })
    },
    makeInvitation: async ({ body, session: { person } }) => {
      if (!mayInvite(person)) return refuse({ code: 'forbidden' })
      const token = newSecret()
      const made = await storage.transaction(async (tables): Promise<Outcome<string>> => {
        const now = clock.now()
        const people = await tables.people.allAlone()
        const { name, country, roles } = body
        const offer = offerTo({ name, country, ministryId: null, roles })
        if (!offer.ok) return offer
        // The last that can be refused, as it may write.
        const ministry = await ministryFor(body, tables)
        if (!ministry.ok) return ministry
        const offered = { ...offer.value, ministryId: ministry.value }
        const invitation = await keep(offered, { tables, by: person, people, now, tokenHash: hashOf(token) })
        const { id: invitationId } = invitation
        await tables.events.append([accountEvent(madeOf(invitation, { people, now }), { person, now })])
        return ok(invitationId)
      })
      if (!made.ok) return made
      const stored = await storage.tables.invitations.byId(made.value)
      const [invitation] = await invitationViews(stored ? [stored] : [], storage.tables, {
        person,
        now: clock.now(),
      })
      if (!invitation) throw new Error('An invitation that was just made is not there')
      return ok({ invitation, link: invitationLink(relyingParty().origin, token) })
    },
    approveInvitation: async ({ params: { invitationId }, session }) => {
      const approved = await storage.transaction(async (tables): Promise<Outcome<null>> => {
        const now = clock.now()
        const people = await tables.people.allAlone()
        const by = people.find(({ id }) => id === session.person.id)
        const invitation = await tables.invitations.byId(invitationId)
        if (!by || !(mayInvite(by) || holdsRole(by, 'lead', now))) return refuse({ code: 'forbidden' })
        if (!invitation || !maySee(invitation, { person: by, now })) return refuse({ code: 'not_found' })
        const given = approve(invitation, { by, people, now })
        if (!given.ok) return given
        const { offer, madeBy: askedBy } = invitation
        const leadOf = approversOf(invitation, { people, now })
        if (leadOf === null) throw new Error('An invitation was approved that is nobody’s to approve')
        const maker = people.find(({ id }) => id === askedBy)
        // What somebody asked for who may no longer is over.
        if (!maker || !canManage(maker, 'people.invite', now)) return refuse({ code: 'invitation_over' })
        const leadsFor = leadsForIn(offer)
        const approval = { type: 'invitation.approved', invitationId, leadsFor, leadOf, askedBy } as const
        let events: readonly AccountEvent[] = [approval]
        const changed = offer.kind === 'roles' ? changeBy(offer, { people, now }) : null
        if (changed && !changed.ok) return changed
        // Somebody else may have declined it: nothing is written before it is known that it was this approval that counted.
        if (!(await tables.invitations.approve(invitationId, given.value)))
          return refuse({ code: 'invitation_over' })
        if (changed) {
          const { person, event } = changed.value
          await tables.people.setRoles(person.id, person, now)
          await tables.invitations.end(invitationId, { status: 'used', at: now, personId: person.id })
          events = [approval, { ...event, invitationId }]
        }
        await tables.events.append(events.map((event) => accountEvent(event, { person: by, now })))
        return ok(null)
      })
      if (!approved.ok) return approved
      const stored = await storage.tables.invitations.byId(invitationId)
      const asking = { person: session.person, now: clock.now() }
      const [invitation] = await invitationViews(stored ? [stored] : [], storage.tables, asking)
      if (!invitation) throw new Error('An invitation that was just approved is not there')
      return ok(invitation)
    },
    withdrawInvitation: async ({ params: { invitationId }, session: { person } }) =>
      storage.transaction(async (tables): Promise<Outcome<null>> => {
        const now = clock.now()
        const invitation = await tables.invitations.byId(invitationId)
        const isOfOthers = invitation !== null && !maySee(invitation, { person, now })
        if (isOfOthers || (!invitation && !mayInvite(person))) return refuse({ code: 'forbidden' })
        if (invitation?.offer.kind !== 'newcomer' && invitation?.offer.kind !== 'roles')
          return refuse({ code: 'not_found' })
        const life = { status: 'withdrawn', at: now, personId: person.id } as const
        if (!(await tables.invitations.end(invitationId, life))) return refuse({ code: 'invitation_over' })
        await tables.events.append([
          accountEvent({ type: 'invitation.withdrawn', invitationId }, { person, now }),
        ])
        return ok(null)
      }),
    changeRoles: async ({ params: { personId: accountId }, body, session }) => {
      const done = await storage.transaction(async (tables): Promise<Outcome<boolean>> => {
        const now = clock.now()
        const people = await tables.people.allAlone()
        const by = people.find(({ id }) => id === session.person.id)
        if (!by || !mayInvite(by)) return refuse({ code: 'forbidden' })
        const person = people.find(({ id }) => id === accountId)
        if (!person) return refuse({ code: 'not_found' })
        const { roles, ends } = body
        const first = offerRoles(person, { roles, ends, ministryId: null }, { by, people, now })
        if (!first.ok && first.refusal.code !== 'account_unchanged') return first
        const ministry = await ministryFor({ country: person.country, ministry: body.ministry }, tables)
        if (!ministry.ok) return ministry
        const offered = offerRoles(person, { roles, ends, ministryId: ministry.value }, { by, people, now })
        if (!offered.ok) return offered
        // One that waits is overtaken by what is asked for now.
        const events: AccountEvent[] = []
        for (const { id: invitationId, offer, life } of await tables.invitations.all()) {
          if (offer.kind !== 'roles' || offer.accountId !== accountId || life.status !== 'open') continue
          const overtaken = { status: 'withdrawn', at: now, personId: by.id } as const
          if (await tables.invitations.end(invitationId, overtaken))
            events.push({ type: 'invitation.withdrawn', invitationId })
        }
        // Its link is told to nobody: it is done, not used.
        const invitation = await keep(offered.value, {
          tables,
          by,
          people,
          now,
          tokenHash: hashOf(newSecret()),
        })
        const isAwaited = invitation.approval.status === 'awaited'
        if (isAwaited) events.push(madeOf(invitation, { people, now }))
        else {
          const changed = changeBy(offered.value, { people, now })
          if (!changed.ok) throw new Error('Roles that may be offered cannot be given')
          await tables.people.setRoles(accountId, changed.value.person, now)
          await tables.invitations.end(invitation.id, { status: 'used', at: now, personId: accountId })
          events.push({ ...changed.value.event, invitationId: invitation.id })
        }
        await tables.events.append(events.map((event) => accountEvent(event, { person: by, now })))
        return ok(isAwaited)
      })
      if (!done.ok) return done
      const person = await storage.tables.people.byId(accountId)
      if (!person) throw new Error('An account whose roles were just changed is not there')
      const asking = { person: session.person, now: clock.now() }
      return ok({
        account: await accountDetailView(person, storage.tables, asking),
        isAwaited: done.value,
      })
    },
  }
}

/** Stores an invitation, which waits for a lead where one has to approve it. */
async function keep(
  offer: NewcomerOffer | RolesOffer,
  {
    tables,
    by,
    people,
    now,
    tokenHash,
  }: {
    readonly tables: Tables
    readonly by: Person
    readonly people: readonly Person[]
    readonly now: string
    readonly tokenHash: string
  },
): Promise<Invitation> {
  const isAwaited = awaitsLead({ offer, madeBy: by.id }, { people, now })
  const invitation = invite(offer, { id: randomUUID(), madeBy: by.id, isAwaited, now })
  await tables.invitations.insert(invitation, tokenHash)
  return invitation
}

function madeOf(
  invitation: Invitation,
  around: { readonly people: readonly Person[]; readonly now: string },
): AccountEvent {
  const { id: invitationId, offer, approval } = invitation
  return {
    type: 'invitation.made',
    invitationId,
    kind: offer.kind,
    leadsFor: leadsForIn(offer),
    awaitsLeadOf: approval.status === 'awaited' ? approversOf(invitation, around) : null,
    ...('roles' in offer
      ? { offers: { country: offer.country, roles: offer.roles.map(({ role }) => role) } }
      : {}),
  }
}

/** The person with the roles of an offer, and what the event log has of it. */
function changeBy(
  offer: RolesOffer,
  { people, now }: { readonly people: readonly Person[]; readonly now: string },
): Outcome<{
  readonly person: Person
  readonly event: Omit<RolesChanged, 'invitationId'>
}> {
  const { accountId } = offer
  const before = people.find(({ id }) => id === accountId)
  if (!before) return refuse({ code: 'not_found' })
  const changed = withRoles(before, offer, { people, now })
  if (!changed.ok) return changed
  const { country } = before
  const [led, isLead] = [before, changed.value].map((each) => leads(each, country, now))
  return ok({
    person: changed.value,
    event: {
      type: 'roles.changed',
      accountId,
      before: heldBy(before),
      after: heldBy(changed.value),
      leadsFor: isLead && !led ? country : null,
      ledFor: led && !isLead ? country : null,
    },
  })
}

function heldBy({ ministryId, grants }: Person): HeldRoles {
  return { ministryId, grants }
}

type RolesChanged = Extract<AccountEvent, { readonly type: 'roles.changed' }>

/** The ministry that somebody is invited to: one of their country, kept from now on where it is new. */
async function ministryFor(
  { country, ministry }: Pick<RouteBody<'makeInvitation'>, 'country' | 'ministry'>,
  tables: Tables,
): Promise<Outcome<string | null>> {
  if (ministry.kind === 'none') return ok(null)
  if (country === null) return refuse({ code: 'invalid_request', field: 'ministry' })
  if (ministry.kind === 'new') return ok(await addMinistry(country, ministry, tables))
  const known = await tables.ministries.byId(ministry.ministryId)
  return known?.country === country
    ? ok(known.id)
    : refuse({ code: 'not_found', field: 'ministry.ministryId' })
}

async function addMinistry(
  country: CountryCode,
  { name, nameInEnglish }: { readonly name: string; readonly nameInEnglish: string },
  tables: Tables,
): Promise<string> {
  const id = randomUUID()
  await tables.ministries.insert({ id, country, name, nameInEnglish })
  return id
}
