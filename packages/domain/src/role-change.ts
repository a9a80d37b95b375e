import { administersForGood } from './account.ts'
import { areFitting, grantOf, type OfferedRole, type RolesOffer } from './invitation.ts'
import { type Grant, hasRunOut, isSameGrant, type Person, type Role } from './people.ts'
import { canManage, holdsRole, isNarrow } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

interface Changing {
  readonly by: Person
  /** Everybody in the workspace as they are now. */
  readonly people: readonly Person[]
  readonly now: string
}

/**
 * What somebody who is in shall be from now on, for the same country. Refuses `forbidden`, `own_account`, `account_disabled`,
 * `roles_invalid`, `account_unchanged`, and `last_administrator` where afterwards nobody would administer the workspace.
 */
export function offerRoles(
  person: Person,
  {
    roles,
    ministryId,
    ends = [],
  }: {
    readonly roles: readonly OfferedRole[]
    readonly ministryId: string | null
    /** What of the narrower is to end. */
    readonly ends?: readonly Grant[]
  },
  { by, people, now }: Changing,
): Result<RolesOffer, Refusal> {
  if (!canManage(by, 'people.invite', now)) return refuse({ code: 'forbidden' })
  if (person.id === by.id) return refuse({ code: 'own_account' })
  const { id: accountId, name, country } = person
  const gains = gainsAmong(roles, { person, now })
  const offer = { kind: 'roles', accountId, name, country, ministryId, roles, gains, ends } as const
  const changed = areFitting(offer) ? withRoles(person, offer, { people, now }) : null
  if (!changed || (changed.ok && !changed.value.grants.some((grant) => !hasRunOut(grant, now))))
    return refuse({ code: 'roles_invalid' })
  return changed.ok ? ok(offer) : changed
}

/**
 * The person with the roles of an offer: what they had of them goes on, the rest is gone; the event log has it. What they are for a
 * part, for a while or from later on stays as it is but for what shall end. Refuses as `offerRoles` does.
 */
export function withRoles(
  person: Person,
  { roles, ministryId, ends = [] }: RolesOffer,
  { people, now }: Omit<Changing, 'by'>,
): Result<Person, Refusal> {
  if (person.isDisabled) return refuse({ code: 'account_disabled' })
  const wanted = roles.map((offered) => grantOf(offered, { country: person.country, now }))
  const kept = person.grants.filter((grant) =>
    isNarrow(grant, now)
      ? hasRunOut(grant, now) || !ends.some((each) => isSameGrant(each, grant))
      : wanted.some((each) => isSameRole(each, grant)),
  )
  const missing = wanted.filter(
    (each) => !kept.some((grant) => !isNarrow(grant, now) && isSameRole(each, grant)),
  )
  const changed = { ...person, ministryId, grants: [...kept, ...missing] }
  const isSame = missing.length === 0 && kept.length === person.grants.length
  if (isSame && ministryId === person.ministryId) return refuse({ code: 'account_unchanged' })
  const administers = (each: Person) => administersForGood(each.id === person.id ? changed : each, now)
  if (holdsRole(person, 'administrator', now) && !people.some(administers))
    return refuse({ code: 'last_administrator' })
  return ok(changed)
}

/** Which of these roles the person has not as a whole, or reads less by. */
function gainsAmong(
  roles: readonly OfferedRole[],
  { person: { grants, country }, now }: { readonly person: Person; readonly now: string },
): readonly Role[] {
  const whole = grants.filter((grant) => !isNarrow(grant, now))
  return roles.flatMap((offered) => {
    const wanted = grantOf(offered, { country, now })
    const isHeld = whole.some(
      (grant) =>
        grant.role === wanted.role &&
        grant.country === wanted.country &&
        (grant.readsDrafts || !wanted.readsDrafts),
    )
    return isHeld ? [] : [wanted.role]
  })
}

function isSameRole(one: Grant, other: Grant): boolean {
  return one.role === other.role && one.country === other.country && one.readsDrafts === other.readsDrafts
}
