import { updateLogContract } from '../../../sync/test/update-log-contract.ts'
import type { Opened } from '../support/opened.ts'
import { accountTurnsContract } from './account-turns.ts'
import { accountsContract } from './accounts.ts'
import { appendOnlyContract } from './append-only.ts'
import { contributionsContract } from './contributions.ts'
import { deputyshipsContract } from './deputyships.ts'
import { eventsContract } from './events.ts'
import { lastLooksContract } from './last-looks.ts'
import { lifeContract } from './life.ts'
import { notificationsContract } from './notifications.ts'
import { ownPagesContract } from './own-pages.ts'
import { positionsContract } from './positions.ts'
import { proposalsContract } from './proposals.ts'
import { purgingContract } from './purging.ts'
import { recordNotesContract } from './record-notes.ts'
import { recoveriesContract } from './recoveries.ts'
import { referencesContract } from './references.ts'
import { reportsContract } from './reports.ts'
import { sealingContract } from './sealing.ts'
import { searchContract } from './search.ts'
import { sessionsContract } from './sessions.ts'
import { signaturesContract } from './signatures.ts'
import { spillsContract } from './spills.ts'
import { threadsContract } from './threads.ts'
import { transactionsContract } from './transactions.ts'
import { translationsContract } from './translations.ts'

/** Opens a new, empty database of the kind under test. */
export type Open = () => Promise<Opened>

/** Everything that a database has to keep to be one of Samsyn's (SPEC.md). */
export function storageContract(name: string, open: Open): void {
  transactionsContract(name, open)
  referencesContract(name, open)
  sessionsContract(name, open)
  accountsContract(name, open)
  accountTurnsContract(name, open)
  recoveriesContract(name, open)
  deputyshipsContract(name, open)
  positionsContract(name, open)
  lifeContract(name, open)
  appendOnlyContract(name, open)
  eventsContract(name, open)
  threadsContract(name, open)
  proposalsContract(name, open)
  contributionsContract(name, open)
  reportsContract(name, open)
  translationsContract(name, open)
  lastLooksContract(name, open)
  notificationsContract(name, open)
  ownPagesContract(name, open)
  recordNotesContract(name, open)
  spillsContract(name, open)
  signaturesContract(name, open)
  searchContract(name, open)
  sealingContract(name, open)
  purgingContract(name, open)
  updateLogContract(`[ST60] ${name}`, async () => {
    const opened = await open()
    return {
      log: opened.storage.updateLog,
      reopen: async () => (await opened.reopen()).updateLog,
      close: opened.close,
    }
  })
}
