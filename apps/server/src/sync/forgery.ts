import { readDraftId } from '@samsyn/domain'
import type { Storage } from '@samsyn/storage'
import type { Forgery } from '@samsyn/sync'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'

/** Whoever tries the same again within so long adds nothing to what the event log says, in milliseconds. */
const sameWithin = 60 * 60 * 1000

/**
 * Writes a refused forgery into the event log of its position, once an hour for a person, draft and client id, and each into the operator's log as a matter of security. One of a client id that a caret alone has introduced, and one
 * on a delegation's own pages, are in the operator's log alone, by their ids: the event log is no place for them.
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
  /** When the last event was written, by what it says; the oldest first. */
  const written = new Map<string, number>()
  const isNew = (what: string) => {
    const now = Date.parse(clock.now())
    for (const [other, at] of written) {
      // Also where the clock was set back.
      if (Math.abs(now - at) < sameWithin) break
      written.delete(other)
    }
    if (written.has(what)) return false
    written.set(what, now)
    return true
  }
  return (forgery) => {
    logger.warn({ security: true, ...forgery }, "an edit under another person's client id was refused")
    // Nothing in the log of the draft would bear out such an event.
    if (!forgery.isWritten) return
    const what = `${forgery.draftId} ${forgery.personId} ${forgery.clientId}`
    if (!isNew(what)) return
    record(forgery).catch((error: unknown) => {
      written.delete(what)
      logger.error({ err: error, security: true, ...forgery }, 'a forgery could not be recorded')
    })
  }
}
