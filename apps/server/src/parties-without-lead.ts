import { type CountryCode, isLedBy, type Position } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from './directory.ts'

/** The parties of a position that nobody can decide for at an instant: no lead, or none that is not disabled. */
export async function partiesWithoutLead(
  position: Position,
  tables: Tables,
  now: string,
): Promise<readonly CountryCode[]> {
  const { people } = await loadDirectory(tables)
  return position.parties.filter(
    (party) => !isLedBy(party, { people: people.values(), subject: position, now }),
  )
}
