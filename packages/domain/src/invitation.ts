import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'
import type { Grant, Person, Role } from './people.ts'
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
  /** Two people vouched for somebody who is in and lost their passkeys. */
  | { readonly kind: 'recovery'; readonly accountId: string; readonly recoveryId: string }

export interface NewcomerOffer extends Newcomer {
  readonly kind: 'newcomer'
}

export type InvitationKind = InvitationOffer['kind']

export type InvitationLife =
  | { readonly status: 'open' }
  | { readonly status: 'used'; readonly at: string; readonly personId: string }
  /** Null for what the server itself withdrew. */
  | { readonly status: 'withdrawn'; readonly at: string; readonly personId: string | null }

/** A way into the workspace for one person, once. Its secret is in its link and nowhere else. Instants in UTC. */
export interface Invitation {
  readonly id: string
  readonly offer: InvitationOffer
  readonly madeAt: string
  /** Null for the server itself. */
  readonly madeBy: string | null
  /** The first instant at which it no longer counts. */
  readonly expiresAt: string
  readonly life: InvitationLife
}

const day = 24 * 60 * 60 * 1000

/** How long an invitation counts, in milliseconds. */
export const invitationLasts = {
  first_administrator: day,
  newcomer: 7 * day,
  recovery: day,
} as const satisfies Readonly<Record<InvitationKind, number>>

/** A new invitation. */
export function invite(
  offer: InvitationOffer,
  { id, madeBy, now }: { readonly id: string; readonly madeBy: string | null; readonly now: string },
): Invitation {
  const expiresAt = new Date(Date.parse(now) + invitationLasts[offer.kind]).toISOString()
  return { id, offer, madeAt: now, madeBy, expiresAt, life: { status: 'open' } }
}

/** The roles of those who act for a country. */
export const nationalRoles: readonly Role[] = ['drafter', 'lead', 'delegate', 'registrar']

/** An offer to somebody new. Refuses `roles_invalid`: no role, one twice, or one for a country to whoever has none. */
export function offerTo(newcomer: Newcomer): Result<NewcomerOffer, Refusal> {
  const offered = newcomer.roles.map(({ role }) => role)
  const isFitting =
    offered.length > 0 &&
    new Set(offered).size === offered.length &&
    (newcomer.country !== null || !offered.some((role) => nationalRoles.includes(role)))
  return isFitting ? ok({ kind: 'newcomer', ...newcomer }) : refuse({ code: 'roles_invalid' })
}

/** For which country an offer lets somebody lead, as its events tell it. */
export function leadsForIn(offer: InvitationOffer): { readonly leadsFor?: CountryCode } {
  const isLead = offer.kind === 'newcomer' && offer.roles.some(({ role }) => role === 'lead')
  return isLead && offer.country !== null ? { leadsFor: offer.country } : {}
}

/** What has become of an invitation by this instant. */
export function standingOf(
  { life, expiresAt }: Invitation,
  now: string,
): InvitationLife['status'] | 'expired' {
  return life.status === 'open' && Date.parse(expiresAt) <= Date.parse(now) ? 'expired' : life.status
}

/** Whether an invitation lets somebody in at this instant; otherwise `invitation_over`, whatever the reason. */
export function honour(invitation: Invitation, now: string): Result<Invitation, Refusal> {
  return standingOf(invitation, now) === 'open' ? ok(invitation) : refuse({ code: 'invitation_over' })
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
  const grants = roles.map(
    ({ role, readsDrafts }): Grant => ({
      role,
      country: role === 'administrator' ? null : country,
      scope: { kind: 'everything' },
      readsDrafts: readsDrafts && (role === 'delegate' || role === 'observer'),
      validFrom: now,
      validTo: null,
    }),
  )
  return { id, name, country, ministryId, language, isDisabled: false, grants, deputyships: [] }
}
