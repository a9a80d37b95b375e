import { type CountryCode, isSameGrant } from '@samsyn/domain'
import type { LeadHistory } from '@samsyn/export'
import type { Tables } from '@samsyn/storage'
import type { Fault } from './report.ts'

/**
 * Checks that the events tell of everybody who leads and could sign how they came to: by an invitation or other roles, approved by
 * somebody else where that was asked for. Those whom a sample begins with came by neither.
 */
export async function verifyLeads(
  tables: Tables,
  { held, faults }: Pick<LeadHistory, 'held' | 'faults'>,
): Promise<readonly Fault[]> {
  const passkeys = await tables.passkeys.counts()
  const untold = (await tables.people.all()).flatMap(({ id: personId, grants }): readonly Fault[] => {
    const told = held(personId)
    if (told === null || !passkeys.has(personId)) return []
    const wrong = grants.filter(
      (grant) => grant.role === 'lead' && !told.some((one) => isSameGrant(one, grant)),
    )
    const isFound = (country: CountryCode) =>
      faults.some((one) => one.personId === personId && one.country === country)
    const countries = new Set(wrong.flatMap(({ country }) => country ?? []))
    return [...countries]
      .filter((country) => !isFound(country))
      .map((country) => ({ kind: 'lead_untold', personId, country }))
  })
  return [...faults, ...untold]
}
