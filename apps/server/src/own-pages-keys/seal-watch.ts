import type { StorageError } from '@samsyn/storage'
import type { Logger } from 'pino'

/** Keeps in mind whether own pages could not be opened, for the log and for whoever asks after the server's health. */
export interface SealWatch {
  /** To be told of each fault; each draft's goes to the log once. */
  readonly fault: (fault: StorageError, draftId: string) => void
  /** To be told of keys that are not there though own pages were sealed with them. */
  readonly missing: (pages: ReadonlyMap<string, number>) => void
  readonly areAllOpen: boolean
}

/** A watch that has seen nothing yet. */
export function watchSeals(logger: Logger): SealWatch {
  const seen = new Set<string>()
  let areAllOpen = true
  return {
    fault(fault, draftId) {
      areAllOpen = false
      const { code } = fault
      if (seen.has(`${draftId} ${code}`)) return
      seen.add(`${draftId} ${code}`)
      logger.error({ err: fault, code, draftId, security: true }, 'own pages cannot be opened')
    },
    missing(pages) {
      areAllOpen = false
      logger.error(
        { pages: Object.fromEntries(pages), security: true },
        'the key file lacks keys that own pages are sealed with: these pages stay closed until it has them',
      )
    },
    get areAllOpen() {
      return areAllOpen
    },
  }
}
