import type { CountryCode } from './country.ts'
import type { Language } from './language.ts'

/** The columns of the permission matrix (DOMAIN §3.4). */
export const roles = [
  'drafter',
  'lead',
  'delegate',
  'observer',
  'secretariat',
  'registrar',
  'administrator',
] as const

export type Role = (typeof roles)[number]

/** In what capacity somebody acts: by a role of their own, or in the stead of a lead. */
export type Capacity = Role | 'deputy'

/** All capacities in which somebody acts on a position; of several roles that give the same right the first counts. */
export const capacities = [
  'lead',
  'deputy',
  'secretariat',
  'drafter',
  'delegate',
  'registrar',
  'observer',
  'administrator',
] as const satisfies readonly Capacity[]

export interface Ministry {
  readonly id: string
  readonly country: CountryCode
  /** Name in the country's own language(s). */
  readonly name: string
  readonly nameInEnglish: string
}

/** Where a grant counts. */
export type Scope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'forum'; readonly forumId: string }
  | { readonly kind: 'dossier'; readonly dossierId: string }

/** A role given to a person for a country and a scope. The country is null for functions that act for no country. */
export interface Grant {
  readonly role: Role
  readonly country: CountryCode | null
  readonly scope: Scope
  /** Only for delegates and observers: whether they may read the draft ("only if granted", DOMAIN §3.4). */
  readonly readsDrafts: boolean
  /** Instants, ISO 8601 in UTC; `validTo` is the first instant at which the grant no longer counts. */
  readonly validFrom: string
  readonly validTo: string | null
}

/** A grant that was taken away, at an instant. */
export interface EndedGrant extends Grant {
  readonly endedAt: string
}

/** Whether two grants give the same, for the same part and the same time. */
export function isSameGrant(one: Grant, other: Grant): boolean {
  return (
    one.role === other.role &&
    one.country === other.country &&
    one.readsDrafts === other.readsDrafts &&
    one.validFrom === other.validFrom &&
    one.validTo === other.validTo &&
    isSameScope(one.scope, other.scope)
  )
}

function isSameScope(one: Scope, other: Scope): boolean {
  if (one.kind === 'forum') return other.kind === 'forum' && one.forumId === other.forumId
  if (one.kind === 'dossier') return other.kind === 'dossier' && one.dossierId === other.dossierId
  return other.kind === 'everything'
}

/** What somebody is: their ministry and all that they may, as the event log has it. */
export type HeldRoles = Pick<Person, 'ministryId' | 'grants'>

/** That a lead's decisions are given by somebody else of the same country for a while. Instants in UTC. */
export interface Deputyship {
  readonly id: string
  readonly leadId: string
  readonly deputyId: string
  readonly namedAt: string
  readonly validFrom: string
  /** The first instant at which it no longer counts by itself. */
  readonly validTo: string
  /** When the lead ended it earlier; null where they did not. */
  readonly endedAt: string | null
}

/** A deputyship as its deputy holds it: what the lead may, for as long as the lead may. */
export interface HeldDeputyship extends Deputyship {
  /** The lead's grants as a lead; none of a lead whose account is disabled. */
  readonly grants: readonly Grant[]
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly country: CountryCode | null
  readonly ministryId: string | null
  readonly language: Language
  readonly isDisabled: boolean
  readonly grants: readonly Grant[]
  /** For whom they decide as a deputy, oldest first, also those that are over or to come. */
  readonly deputyships: readonly HeldDeputyship[]
}

/** The roles of those who read, or run, the texts of all countries. */
export const rolesForAll: readonly Role[] = ['observer', 'secretariat']

/** Whether a grant has run out by itself. */
export function hasRunOut({ validTo }: Grant, now: string): boolean {
  return validTo !== null && Date.parse(validTo) <= Date.parse(now)
}
