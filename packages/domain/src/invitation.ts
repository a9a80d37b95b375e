import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'
import { type Grant, type Person, type Role, rolesForAll } from './people.ts'
import { leads, leadsSome } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** A role that an invitation brings, for everything in the workspace. */
export interface OfferedRole {
  readonly role: Role
  /** Only for delegates and observers. */
  readonly readsDrafts: boolean
}

/** Whom an invitation names, and as what they come in. */
export interface Newcomer {
  readonly name: string
  readonly country: CountryCode | null
  readonly ministryId: string | null
  readonly roles: readonly OfferedRole[]
}

/** What an invitation is for. */
export type InvitationOffer =
  | { readonly kind: 'first_administrator' }
  | NewcomerOffer
  | RolesOffer
  /** Two people vouched for somebody who is in and lost their passkeys. */
  | { readonly kind: 'recovery'; readonly accountId: string; readonly recoveryId: string }

export interface NewcomerOffer extends Newcomer {
  readonly kind: 'newcomer'
}

/** Other roles for somebody who is in: nobody comes in by it, it is done when it is approved. */
export interface RolesOffer extends Newcomer {
  readonly kind: 'roles'
  readonly accountId: string
  /** Those of the roles that they have not, or read less by; missing in those of before it was told. */
  readonly gains?: readonly Role[]
  /** What ends of what they are for a part or for a while; missing in those of before it could. */
  readonly ends?: readonly Grant[]
}

export type InvitationKind = InvitationOffer['kind']

export type InvitationLife =
  | { readonly status: 'open' }
  | { readonly status: 'used'; readonly at: string; readonly personId: string }
  /** Null for what the server itself withdrew. */
  | { readonly status: 'withdrawn'; readonly at: string; readonly personId: string | null }

/** Whether a lead has to agree before it counts: nobody is let in to what a country wrote, or all did, by one person alone. */
export type Approval =
  | { readonly status: 'needless' }
  | { readonly status: 'awaited' }
  | { readonly status: 'given'; readonly at: string; readonly personId: string }

/** A way into the workspace for one person, once. Its secret is in its link and nowhere else. Instants in UTC. */
export interface Invitation {
  readonly id: string
  readonly offer: InvitationOffer
  readonly madeAt: string
  /** Null for the server itself. */
  readonly madeBy: string | null
  /** The first instant at which it no longer counts. */
  readonly expiresAt: string
  readonly approval: Approval
  readonly life: InvitationLife
}

const day = 24 * 60 * 60 * 1000

/** How long an invitation counts, in milliseconds. */
export const invitationLasts = {
  first_administrator: day,
  newcomer: 7 * day,
  roles: 7 * day,
  recovery: day,
} as const satisfies Readonly<Record<InvitationKind, number>>

/** A new invitation. */
export function invite(
  offer: InvitationOffer,
  {
    id,
    madeBy,
    isAwaited = false,
    now,
  }: {
    readonly id: string
    readonly madeBy: string | null
    /** Whether a lead has to approve it. */
    readonly isAwaited?: boolean
    readonly now: string
  },
): Invitation {
  const expiresAt = new Date(Date.parse(now) + invitationLasts[offer.kind]).toISOString()
  const approval = { status: isAwaited ? 'awaited' : 'needless' } as const
  return { id, offer, madeAt: now, madeBy, expiresAt, approval, life: { status: 'open' } }
}

/** The roles of those who act for a country. */
export const nationalRoles: readonly Role[] = ['drafter', 'lead', 'delegate', 'registrar']

/** Whose approval is asked for: that of a lead of a country, or of any. */
export type Approvers = CountryCode | 'any'

/** An offer to somebody new. Refuses `roles_invalid`: no role, one twice, or one for a country to whoever has none. */
export function offerTo(newcomer: Newcomer): Result<NewcomerOffer, Refusal> {
  return newcomer.roles.length > 0 && areFitting(newcomer)
    ? ok({ kind: 'newcomer', ...newcomer })
    : refuse({ code: 'roles_invalid' })
}

/** Whether each role is offered once, and none of a country to whoever acts for none. */
export function areFitting({ country, roles }: Pick<Newcomer, 'country' | 'roles'>): boolean {
  const offered = roles.map(({ role }) => role)
  return (
    new Set(offered).size === offered.length &&
    (country !== null || !offered.some((role) => nationalRoles.includes(role)))
  )
}

/** What an offer gives that its person has not. */
export function gainsOf(offer: InvitationOffer): readonly Role[] {
  if (offer.kind !== 'newcomer' && offer.kind !== 'roles') return []
  return (offer.kind === 'roles' ? offer.gains : undefined) ?? offer.roles.map(({ role }) => role)
}

/** For which country an offer lets somebody lead who did not; null for none. */
export function leadsForIn(offer: InvitationOffer): CountryCode | null {
  return 'country' in offer && gainsOf(offer).includes('lead') ? offer.country : null
}

interface Around {
  /** Everybody in the workspace as they are now. */
  readonly people: readonly Person[]
  readonly now: string
}

type Made = Pick<Invitation, 'offer' | 'madeBy'>

/**
 * Whose approval an offer is for, whether it is asked for or not: of the country whose roles it gives, else, where it gives what is
 * read for all countries, of any; null where it gives neither. Where the country has no lead to ask, what is for all is for any lead.
 */
export function approversOf({ offer, madeBy }: Made, { people, now }: Around): Approvers | null {
  const country = countryIn(offer)
  const isForAll = givesForAll(offer)
  if (country === null) return isForAll ? 'any' : null
  return isForAll && !hasOther({ offer, madeBy }, country, { people, now }) ? 'any' : country
}

/**
 * Whether a lead has to approve an offer: it gives a role of a country, or one for all, and there is a lead to ask other than its
 * maker and whom it is for. What a lead gives for their own country waits for nobody, but for another lead.
 */
export function awaitsLead(made: Made, { people, now }: Around): boolean {
  const { offer, madeBy } = made
  const approvers = approversOf(made, { people, now })
  if (approvers === null || madeBy === null) return false
  const maker = people.find(({ id }) => id === madeBy)
  const isOfMaker = maker !== undefined && approvers !== 'any' && leads(maker, approvers, now)
  if (isOfMaker && leadsForIn(offer) === null && !givesForAll(offer)) return false
  return hasOther(made, approvers, { people, now })
}

/** Whether a person is one of those whose approval counts. */
export function isOneOf(approvers: Approvers, person: Person, now: string): boolean {
  return approvers === 'any' ? leadsSome(person, now) : leads(person, approvers, now)
}

/** Whether an offer is the business of a person as a lead: for the country that they lead, or for all. */
export function concernsLead(offer: InvitationOffer, { by, now }: { by: Person; now: string }): boolean {
  return leads(by, countryIn(offer), now) || (givesForAll(offer) && leadsSome(by, now))
}

/** An invitation as it counts now: one that nobody had to approve waits once there is a lead to ask. */
export function asItStands(invitation: Invitation, around: Around): Invitation {
  return invitation.approval.status === 'needless' && awaitsLead(invitation, around)
    ? { ...invitation, approval: { status: 'awaited' } }
    : invitation
}

/**
 * A lead agrees that somebody is let in, or given a role. Refuses `forbidden`, `own_account`, `second_person_needed` to whoever
 * made it, and `invitation_over` where nothing waits.
 */
export function approve(
  invitation: Invitation,
  { by, people, now }: Around & { readonly by: Person },
): Result<Extract<Approval, { readonly status: 'given' }>, Refusal> {
  const { offer, madeBy } = invitation
  const approvers = approversOf(invitation, { people, now })
  if (approvers === null || !isOneOf(approvers, by, now)) return refuse({ code: 'forbidden' })
  if (offer.kind === 'roles' && offer.accountId === by.id) return refuse({ code: 'own_account' })
  if (madeBy === by.id) return refuse({ code: 'second_person_needed' })
  if (standingOf(asItStands(invitation, { people, now }), now) !== 'awaited')
    return refuse({ code: 'invitation_over' })
  return ok({ status: 'given', at: now, personId: by.id })
}

/** The country whose roles an offer gives; null for none. */
function countryIn(offer: InvitationOffer): CountryCode | null {
  const isNational = gainsOf(offer).some((role) => nationalRoles.includes(role))
  return 'country' in offer && isNational ? offer.country : null
}

function givesForAll(offer: InvitationOffer): boolean {
  return gainsOf(offer).some((role) => rolesForAll.includes(role))
}

function hasOther({ offer, madeBy }: Made, approvers: Approvers, { people, now }: Around): boolean {
  const accountId = offer.kind === 'roles' ? offer.accountId : null
  return people.some(
    (person) => person.id !== madeBy && person.id !== accountId && isOneOf(approvers, person, now),
  )
}

/** What has become of an invitation by this instant. */
export function standingOf(
  { life, approval, expiresAt }: Pick<Invitation, 'life' | 'approval' | 'expiresAt'>,
  now: string,
): InvitationLife['status'] | 'expired' | 'awaited' {
  if (life.status !== 'open') return life.status
  if (Date.parse(expiresAt) <= Date.parse(now)) return 'expired'
  return approval.status === 'awaited' ? 'awaited' : 'open'
}

/** Whether an invitation lets somebody in at this instant; while a lead has to approve it `approval_awaited`, else `invitation_over`, whatever the reason. */
export function honour(invitation: Invitation, now: string): Result<Invitation, Refusal> {
  const standing = standingOf(invitation, now)
  if (standing === 'open') return ok(invitation)
  return refuse({ code: standing === 'awaited' ? 'approval_awaited' : 'invitation_over' })
}

/** Who somebody becomes by an invitation. */
interface Comer {
  readonly id: string
  readonly language: Language
  readonly now: string
}

/** The first administrator of a workspace: an administrator as such reads no content (invariant 16). */
export function firstAdministrator({ id, name, language, now }: Comer & { readonly name: string }): Person {
  const roles = [{ role: 'administrator', readsDrafts: false }] as const
  return newcomer({ name, country: null, ministryId: null, roles }, { id, language, now })
}

/** The person whom an invitation names, with roles from now on. */
export function newcomer(
  { name, country, ministryId, roles }: Newcomer,
  { id, language, now }: Comer,
): Person {
  const grants = roles.map((offered) => grantOf(offered, { country, now }))
  return { id, name, country, ministryId, language, isDisabled: false, grants, deputyships: [] }
}

/** What a role that is offered gives from now on. */
export function grantOf(
  { role, readsDrafts }: OfferedRole,
  { country, now }: { readonly country: CountryCode | null; readonly now: string },
): Grant {
  return {
    role,
    country: role === 'administrator' ? null : country,
    scope: { kind: 'everything' },
    readsDrafts: readsDrafts && (role === 'delegate' || role === 'observer'),
    validFrom: now,
    validTo: null,
  }
}
