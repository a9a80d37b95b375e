import type { Person } from './people.ts'
import { canManage, holdsRole } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

export const accountTurnKinds = ['disabled', 'enabled'] as const

export type AccountTurnKind = (typeof accountTurnKinds)[number]

/** What an administrator did to somebody's account, and why. Instants in UTC. */
export interface AccountTurn {
  readonly accountId: string
  readonly kind: AccountTurnKind
  readonly at: string
  /** The person who did it. */
  readonly by: string
  readonly reason: string
}

interface Turning {
  readonly by: Person
  readonly reason: string
  /** Everybody in the workspace as they are now. */
  readonly people: readonly Person[]
  readonly now: string
}

/**
 * Disables an account. Refuses `forbidden`, `own_account`, `account_unchanged`, `reason_required`, and
 * `last_administrator` where afterwards nobody would administer the workspace without an end.
 */
export function disableAccount(person: Person, turning: Turning): Result<AccountTurn, Refusal> {
  const turned = turn(person, 'disabled', turning)
  if (!turned.ok) return turned
  const { people, now } = turning
  const isAnyLeft = people.some((other) => other.id !== person.id && administersForGood(other, now))
  return isAnyLeft || !holdsRole(person, 'administrator', now)
    ? turned
    : refuse({ code: 'last_administrator' })
}

/** Enables a disabled account: its grants count again as they are. Refuses as `disableAccount` does, but for the last. */
export function enableAccount(person: Person, turning: Turning): Result<AccountTurn, Refusal> {
  return turn(person, 'enabled', turning)
}

function turn(
  person: Person,
  kind: AccountTurnKind,
  { by, reason, now }: Turning,
): Result<AccountTurn, Refusal> {
  if (!canManage(by, 'people.disable', now)) return refuse({ code: 'forbidden' })
  if (person.id === by.id) return refuse({ code: 'own_account' })
  if (person.isDisabled === (kind === 'disabled')) return refuse({ code: 'account_unchanged' })
  if (reason.trim() === '') return refuse({ code: 'reason_required' })
  return ok({ accountId: person.id, kind, at: now, by: by.id, reason: reason.trim() })
}

/** Whether somebody is an administrator now and has no day from which they no longer are. */
export function administersForGood(person: Person, now: string): boolean {
  const lasting = person.grants.filter(({ validTo }) => validTo === null)
  return holdsRole({ ...person, grants: lasting }, 'administrator', now)
}
