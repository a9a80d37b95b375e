import { readDraftId } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Forgery } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'

/**
 * Writes a refused forgery into the event log of its position, and into the operator's log as a matter of security. One
 * on a delegation's own pages is in the operator's log alone, by its ids: the event log is no place of theirs.
 */
export function recordForgery(
  storage: Storage,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): (forgery: Forgery) => void {
  const record = async ({ draftId, personId, clientId, ownerId }: Forgery) => {
    const place = readDraftId(draftId)
    if (place?.country !== null) return
    await storage.transaction(async (tables) => {
      const position = await tables.positions.byId(place.positionId)
      const person = await tables.people.byId(personId)
      if (!position || !person) throw new Error('A forgery by nobody, or in no position')
      await tables.events.append([
        {
          positionId: position.id,
          revision: position.revision,
          personId,
          country: person.country,
          at: clock.now(),
          event: { type: 'authorship.refused', clientId, ownerId },
        },
      ])
    })
  }
  return (forgery) => {
    logger.warn({ security: true, ...forgery }, "an edit under another person's client id was refused")
    record(forgery).catch((error: unknown) => {
      logger.error({ err: error, security: true, ...forgery }, 'a forgery could not be recorded')
    })
  }
}
