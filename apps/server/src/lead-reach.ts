import {
  type CountryCode,
  decidingCountry,
  type LeadReach,
  notificationTopics,
  type Position,
  wayOfTopic,
} from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'
import { loadDirectory } from './directory.ts'

/** How mails reach those who decide for each party of a position now: leads, and who stands in for them. */
export async function leadReach(
  position: Position,
  tables: Tables,
  now: string,
): Promise<readonly { readonly country: CountryCode; readonly reach: LeadReach }[]> {
  const { people } = await loadDirectory(tables)
  const chosen = await tables.notifications.ways()
  const isMailed = (personId: string) =>
    wayOfTopic('round.awaits', chosen.get(personId)?.get(notificationTopics['round.awaits'])) !== 'list'
  const reaches = new Map<CountryCode, LeadReach>()
  for (const person of people.values()) {
    const deciding = decidingCountry(person, position, now)
    if (!deciding.ok || reaches.get(deciding.value) === 'mail' || !isMailed(person.id)) continue
    const address = await tables.mails.addressOf(person.id)
    if (address) reaches.set(deciding.value, (await tables.mails.isGivenUp(address)) ? 'failing' : 'mail')
  }
  return position.parties.map((country) => ({ country, reach: reaches.get(country) ?? 'list' }))
}
