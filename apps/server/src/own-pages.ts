import { randomUUID } from 'node:crypto'
import { type CountryCode, countries, draftIdOf, type PagesPlace } from '@samsyn/domain'
import { docToUpdate, templateDoc } from '@samsyn/editor'
import type { Storage } from '@samsyn/storage'

/** What a delegation's own pages begin with: their sections. */
export function pagesSeed(country: CountryCode): Uint8Array {
  const { language } = countries[country]
  return docToUpdate(templateDoc('own_pages', { language, newId: randomUUID }))
}

/**
 * Begins a delegation's own pages with their sections, unless they were begun before. Must have been done before anything
 * opens their room: a room does not see what is put into the log beside it.
 */
export async function beginPages(storage: Storage, place: PagesPlace, now: string): Promise<void> {
  if (await storage.tables.ownPages.isBegun(place)) return
  const seed = pagesSeed(place.country)
  await storage.transaction(async (tables) => {
    if (!(await tables.ownPages.begin(place, now))) return
    await tables.updates.append([{ draftId: draftIdOf(place), personId: null, at: now, update: seed }])
  })
}
