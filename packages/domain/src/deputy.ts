import { endOf } from './deputy-period.ts'
import type { Deputyship, Person } from './people.ts'
import { holdsRole } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** The longest time for which a deputy is named, in milliseconds. */
export const deputyshipLasts = 366 * 24 * 60 * 60 * 1000

/** Who can be a lead's deputy: somebody else who writes or decides for the same country now. */
export function canBeDeputy(person: Person, lead: Person, now: string): boolean {
  if (person.id === lead.id || lead.country === null) return false
  const national = person.grants.filter(({ country }) => country === lead.country)
  return (['drafter', 'lead'] as const).some((role) => holdsRole({ ...person, grants: national }, role, now))
}

/** Whether a person names deputies: a lead of their own country. */
export function namesDeputies(lead: Person, now: string): boolean {
  const grants = lead.grants.filter(({ country }) => country !== null && country === lead.country)
  return holdsRole({ ...lead, grants }, 'lead', now)
}

/**
 * Names a deputy for a period; `from` null is from now on. Refuses `forbidden` to whoever is no lead, `deputy_unfit`,
 * `period_invalid` where it ends before it begins, begins in the past or is longer than a year, and `deputy_named` where
 * the lead has one at that time already.
 */
export function nameDeputy(
  lead: Person,
  deputy: Person,
  {
    id,
    from,
    to,
    earlier,
    now,
  }: {
    readonly id: string
    readonly from: string | null
    readonly to: string
    /** Those that the lead has named before. */
    readonly earlier: readonly Deputyship[]
    readonly now: string
  },
): Result<Deputyship, Refusal> {
  if (!namesDeputies(lead, now)) return refuse({ code: 'forbidden' })
  if (!canBeDeputy(deputy, lead, now)) return refuse({ code: 'deputy_unfit' })
  const validFrom = from ?? now
  const [start, end] = [Date.parse(validFrom), Date.parse(to)]
  if (start < Date.parse(now) || end <= start || end - start > deputyshipLasts)
    return refuse({ code: 'period_invalid' })
  const overlaps = earlier.some((each) => start < Date.parse(endOf(each)) && Date.parse(each.validFrom) < end)
  if (overlaps) return refuse({ code: 'deputy_named' })
  return ok({ id, leadId: lead.id, deputyId: deputy.id, namedAt: now, validFrom, validTo: to, endedAt: null })
}
