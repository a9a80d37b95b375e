import type { Ministry, Person } from '@samsyn/domain'
import type { PersonCard } from '@samsyn/protocol'

/** A person as others see them. */
export function personCard(person: Person, ministries: ReadonlyMap<string, Ministry>): PersonCard {
  return {
    id: person.id,
    name: person.name,
    country: person.country,
    ministry: (person.ministryId === null ? null : ministries.get(person.ministryId)) ?? null,
    roles: [...new Set(person.grants.map((grant) => grant.role))],
    language: person.language,
  }
}
