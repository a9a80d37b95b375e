import type { Ministry, Person } from '@samsyn/domain'
import type { PersonCard, SessionInfo } from '@samsyn/protocol'
import type { Tables } from '@samsyn/storage'
import type { WebSession } from '../auth/sessions.ts'

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

/** A session as its own browser is told of it. */
export async function sessionInfo(
  { person, expiresAt }: Pick<WebSession, 'person' | 'expiresAt'>,
  tables: Tables,
): Promise<SessionInfo> {
  const ministries = new Map((await tables.ministries.all()).map((ministry) => [ministry.id, ministry]))
  return { person: personCard(person, ministries), expiresAt }
}
