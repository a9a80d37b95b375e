import type { Approvers } from './invitation.ts'
import type { Person } from './people.ts'
import { readsForAll, type Voucher, vouchesAs } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

export type RecoveryLife =
  | { readonly status: 'asked' }
  /** The link was made; what becomes of it is told by its invitation. */
  | {
      readonly status: 'confirmed'
      readonly at: string
      readonly personId: string
      readonly invitationId: string
    }
  /** Null for what the server itself withdrew. */
  | { readonly status: 'withdrawn'; readonly at: string; readonly personId: string | null }

/** That somebody who lost their passkeys shall come back, asked by one person and confirmed by another. Instants in UTC. */
export interface Recovery {
  readonly id: string
  /** Who shall come back. */
  readonly accountId: string
  readonly reason: string
  readonly askedAt: string
  readonly askedBy: string
  /** The first instant at which it can no longer be confirmed. */
  readonly expiresAt: string
  readonly life: RecoveryLife
}

/** How long a recovery waits to be confirmed, in milliseconds. */
export const recoveryWaits = 7 * 24 * 60 * 60 * 1000

/** What has become of a recovery by this instant. */
export function recoveryStanding(
  { life, expiresAt }: Recovery,
  now: string,
): RecoveryLife['status'] | 'expired' {
  return life.status === 'asked' && Date.parse(expiresAt) <= Date.parse(now) ? 'expired' : life.status
}

/**
 * Asks that somebody come back. Refuses `own_account`, `forbidden`, `account_disabled`, `recovery_asked` where one waits
 * already, and `reason_required`.
 */
export function askRecovery(
  person: Person,
  {
    id,
    by,
    reason,
    earlier,
    now,
  }: {
    readonly id: string
    readonly by: Person
    readonly reason: string
    /** What was asked for this person before. */
    readonly earlier: readonly Recovery[]
    readonly now: string
  },
): Result<Recovery, Refusal> {
  const may = mayVouch(person, by, now)
  if (!may.ok) return may
  if (earlier.some((each) => recoveryStanding(each, now) === 'asked'))
    return refuse({ code: 'recovery_asked' })
  if (reason.trim() === '') return refuse({ code: 'reason_required' })
  const expiresAt = new Date(Date.parse(now) + recoveryWaits).toISOString()
  const asked = { reason: reason.trim(), askedAt: now, askedBy: by.id, expiresAt }
  return ok({ id, accountId: person.id, ...asked, life: { status: 'asked' } })
}

/** In which capacities the two vouch who are needed. */
export interface Vouching {
  readonly askedAs: Voucher
  readonly confirmedAs: Voucher
}

/**
 * Whether a second person may confirm: with who asked they are an administrator and a lead of the person's country, of any where they
 * read for all; two administrators where they read nothing, or nobody leads. Both as they are now. Refuses `own_account`,
 * `forbidden`, `recovery_over`, `account_disabled` and `second_person_needed`.
 */
export function confirmRecovery(
  recovery: Recovery,
  { person, asker, by, people, now }: VouchingAround & { readonly person: Person },
): Result<Vouching, Refusal> {
  const may = mayVouch(person, by, now)
  if (!may.ok) return may
  if (recoveryStanding(recovery, now) !== 'asked') return refuse({ code: 'recovery_over' })
  const pair = vouchingOf(person, { asker, by, people, now })
  return pair ? ok(pair) : refuse({ code: 'second_person_needed' })
}

/** In which capacities these two together bring somebody back; null where they cannot. */
export function vouchingOf(person: Person, { asker, by, people, now }: VouchingAround): Vouching | null {
  if (asker.id === by.id) return null
  const pairs = vouchesAs(asker, person, now).flatMap((askedAs) =>
    vouchesAs(by, person, now).map((confirmedAs) => ({ askedAs, confirmedAs })),
  )
  const ofTwo = pairs.find(({ askedAs, confirmedAs }) => askedAs !== confirmedAs)
  if (ofTwo || person.country !== null) return ofTwo ?? null
  const isLeadNeeded =
    readsForAll(person, now) &&
    [...people].some((each) => each.id !== asker.id && vouchesAs(each, person, now).includes('lead'))
  const areAdministrators = pairs.some(
    ({ askedAs, confirmedAs }) => askedAs === 'administrator' && confirmedAs === 'administrator',
  )
  return areAdministrators && !isLeadNeeded
    ? { askedAs: 'administrator', confirmedAs: 'administrator' }
    : null
}

/** As whose lead one of the two who bring somebody back vouches; null where neither does. */
export function leadIn({ askedAs, confirmedAs }: Vouching, { country }: Person): Approvers | null {
  return askedAs === 'lead' || confirmedAs === 'lead' ? (country ?? 'any') : null
}

interface VouchingAround {
  readonly asker: Person
  readonly by: Person
  /** Everybody in the workspace as they are now. */
  readonly people: Iterable<Person>
  readonly now: string
}

function mayVouch(person: Person, by: Person, now: string): Result<null, Refusal> {
  if (by.id === person.id) return refuse({ code: 'own_account' })
  if (vouchesAs(by, person, now).length === 0) return refuse({ code: 'forbidden' })
  return person.isDisabled ? refuse({ code: 'account_disabled' }) : ok(null)
}
