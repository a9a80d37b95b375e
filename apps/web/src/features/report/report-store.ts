import type { ErrorCode } from '@samsyn/protocol'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { reportsDatabase } from '../../app/device-storage.ts'
import { type ConsolidationDraft, draftOf, type ReportBody, type ReportDraft } from './report-draft.ts'

/** A report that was given to be sent. Its words are kept until the server has them. */
export type OutgoingReport = {
  readonly id: string
  readonly positionId: string
  readonly releaseId: string
  readonly at: string
} & (
  | { readonly state: 'waiting'; readonly body: ReportBody; readonly code: ErrorCode | null }
  | { readonly state: 'refused'; readonly body: ReportBody; readonly code: ErrorCode }
  | { readonly state: 'sent' }
)

interface ReportsDatabase extends DBSchema {
  /** By the release that they are about; those that were put aside for another one of it by `asideKey`. */
  drafts: { key: string; value: ReportDraft }
  outgoing: { key: string; value: OutgoingReport }
  /** By the position whose reports they put together. */
  consolidations: { key: string; value: ConsolidationDraft }
}

/** One person's reports on this device. */
export interface ReportStore {
  draft(releaseId: string): Promise<ReportDraft | null>
  /** Whether another one was begun, and put aside for the draft. */
  hasAside(releaseId: string): Promise<boolean>
  /** Goes on with one that was put aside, and puts the draft aside for it. */
  turnToAside(releaseId: string): Promise<void>
  keepDraft(releaseId: string, draft: ReportDraft): Promise<void>
  /** Everything that was given to be sent, oldest first. */
  outgoing(): Promise<readonly OutgoingReport[]>
  /** Puts a report among those to be sent; what was put aside comes in the place of its draft, where it is of that. */
  give(report: OutgoingReport, of: { readonly isDraft: boolean }): Promise<void>
  settle(report: OutgoingReport): Promise<void>
  /** Takes one back that was not taken, as a draft again; one that was begun meanwhile is put aside. */
  takeBack(id: string, releaseId: string, draft: ReportDraft): Promise<void>
  consolidation(positionId: string): Promise<ConsolidationDraft | null>
  keepConsolidation(positionId: string, draft: ConsolidationDraft): Promise<void>
  dropConsolidation(positionId: string): Promise<void>
  /** How many there are that no server has: begun, waiting or refused. */
  unsent(): Promise<number>
}

/** How many reports a sign-out on this device would lose; none where the browser keeps nothing. */
export async function countUnsentReports(personId: string): Promise<number> {
  return (await hasReports(personId)) ? (await openReportStore(personId)).unsent() : 0
}

/** Whether a person has ever written a report on this device: nothing is made there before they do. */
export async function hasReports(personId: string): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some(({ name }) => name === reportsDatabase(personId))
  } catch {
    // Switched off in this browser: nothing was ever kept.
    return false
  }
}

const opened = new Map<string, Promise<IDBPDatabase<ReportsDatabase>>>()

/** Opens the reports of a person on this device; throws where the browser keeps nothing. */
export async function openReportStore(personId: string): Promise<ReportStore> {
  const database = await databaseOf(personId)
  return {
    draft: async (releaseId) => (await database.get('drafts', releaseId)) ?? null,
    keepDraft: async (releaseId, draft) => {
      await database.put('drafts', draft, releaseId)
    },
    outgoing: async () =>
      (await database.getAll('outgoing')).toSorted((one, other) => one.at.localeCompare(other.at)),
    async hasAside(releaseId) {
      return (await database.getAllKeys('drafts', asidesOf(releaseId))).length > 0
    },
    async turnToAside(releaseId) {
      const { store: drafts, done } = database.transaction('drafts', 'readwrite')
      const [key] = await drafts.getAllKeys(asidesOf(releaseId))
      const [draft, aside] = [await drafts.get(releaseId), key && (await drafts.get(key))]
      if (key && aside) {
        await drafts.put(aside, releaseId)
        if (draft) await drafts.put(draft, key)
        else await drafts.delete(key)
      }
      await done
      announce()
    },
    async give(report, { isDraft }) {
      const both = database.transaction(['drafts', 'outgoing'], 'readwrite')
      const drafts = both.objectStore('drafts')
      const outgoing = both.objectStore('outgoing')
      await outgoing.put(report, report.id)
      if (isDraft) {
        // One that was refused before is offered as one that was begun.
        for (const each of await outgoing.getAll()) {
          if (each.releaseId !== report.releaseId || each.state !== 'refused') continue
          await drafts.put(draftOf(each.body), asideKey(report.releaseId, each.id))
          await outgoing.delete(each.id)
        }
        const [key] = await drafts.getAllKeys(asidesOf(report.releaseId))
        const aside = key && (await drafts.get(key))
        if (key && aside) {
          await drafts.put(aside, report.releaseId)
          await drafts.delete(key)
        } else await drafts.delete(report.releaseId)
      }
      await both.done
      announce()
    },
    async settle(report) {
      await database.put('outgoing', report, report.id)
      announce()
    },
    async takeBack(id, releaseId, draft) {
      const both = database.transaction(['drafts', 'outgoing'], 'readwrite')
      const drafts = both.objectStore('drafts')
      const begun = await drafts.get(releaseId)
      if (begun) await drafts.put(begun, asideKey(releaseId, id))
      await drafts.put(draft, releaseId)
      await both.objectStore('outgoing').delete(id)
      await both.done
      announce()
    },
    consolidation: async (positionId) => (await database.get('consolidations', positionId)) ?? null,
    keepConsolidation: async (positionId, draft) => {
      await database.put('consolidations', draft, positionId)
    },
    dropConsolidation: (positionId) => database.delete('consolidations', positionId),
    async unsent() {
      const waiting = (await database.getAll('outgoing')).filter(({ state }) => state !== 'sent')
      return waiting.length + (await database.count('drafts')) + (await database.count('consolidations'))
    },
  }
}

const asideKey = (releaseId: string, id: string) => `${releaseId}/aside/${id}`
const asidesOf = (releaseId: string) =>
  IDBKeyRange.bound(asideKey(releaseId, ''), asideKey(releaseId, '\uffff'))

function databaseOf(personId: string): Promise<IDBPDatabase<ReportsDatabase>> {
  const known = opened.get(personId)
  if (known) return known
  const opening = openDB<ReportsDatabase>(reportsDatabase(personId), 2, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore('drafts')
        database.createObjectStore('outgoing')
      }
      if (before < 2) database.createObjectStore('consolidations')
    },
    // It is being wiped: whoever signs out does not wait for this page.
    blocking: () => {
      opened.delete(personId)
      void opening.then((database) => database.close())
    },
    terminated: () => opened.delete(personId),
  })
  opening.catch(() => opened.delete(personId))
  opened.set(personId, opening)
  return opening
}

const channelName = 'samsyn-reports'

/** Tells every page of this browser that the reports on this device have changed. */
function announce(): void {
  dispatchEvent(new Event(channelName))
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(null)
  channel.close()
}

/** Calls the listener whenever reports on this device change, on any page. */
export function onReportsChanged(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = listener
  addEventListener(channelName, listener)
  return () => {
    channel.close()
    removeEventListener(channelName, listener)
  }
}
