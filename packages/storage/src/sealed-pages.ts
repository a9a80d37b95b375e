import { draftIdOf, isPagesId, type MandateChange, type PagesPlace, type PagesVersion } from '@samsyn/domain'
import type { LogEntry, Snapshot, StoredEntry, UpdateLog } from '@samsyn/sync'
import type { Connection } from './connection.ts'
import type { PagesKeyring } from './pages-keys.ts'
import { type SealedFacts, seal, sealText, unseal, unsealText } from './seal.ts'
import type { OwnPagesTable, PagesVersionSummary, UpdatesTable } from './tables.ts'

/** The update log of the rooms, in which what is written on own pages lies sealed. Joint drafts pass as they are. */
export function sealedLog(log: UpdateLog, connection: Connection, keyring: PagesKeyring): UpdateLog {
  const keyOf = (draftId: string) => keyring.keyOf(connection, draftId)
  return {
    append: (entries) =>
      hasPages(entries) ? sealEntries(entries, keyOf).then(log.append) : log.append(entries),
    async load(draftId) {
      const stored = await log.load(draftId)
      const key = isPagesId(draftId) ? await keyOf(draftId) : null
      if (!key) return stored
      const snapshot = stored.snapshot && openSnapshot(stored.snapshot, key, keyring)
      // Worth nothing without the log: where it cannot be opened, the entries alone say the same.
      const entries = stored.snapshot && !snapshot ? await log.history(draftId) : stored.entries
      return { snapshot, entries: openEntries(entries, key, keyring) }
    },
    async history(draftId) {
      const entries = await log.history(draftId)
      const key = isPagesId(draftId) ? await keyOf(draftId) : null
      return key ? openEntries(entries, key, keyring) : entries
    },
    async saveSnapshot(snapshot) {
      const key = isPagesId(snapshot.draftId) ? await keyOf(snapshot.draftId) : null
      await log.saveSnapshot(key ? sealSnapshot(snapshot, key) : snapshot)
    },
  }
}

/** The same of the log as a table. */
export function sealedUpdates(
  table: UpdatesTable,
  connection: Connection,
  keyring: PagesKeyring,
): UpdatesTable {
  const keyOf = (draftId: string) => keyring.keyOf(connection, draftId)
  return {
    ...table,
    append: async (entries) => table.append(hasPages(entries) ? await sealEntries(entries, keyOf) : entries),
    async page(draftId, options) {
      const entries = await table.page(draftId, options)
      const key = isPagesId(draftId) ? await keyOf(draftId) : null
      return key ? openEntries(entries, key, keyring) : entries
    },
    async snapshotBy(draftId, place) {
      const snapshot = await table.snapshotBy(draftId, place)
      const key = isPagesId(draftId) ? await keyOf(draftId) : null
      return key && snapshot ? openSnapshot({ draftId, ...snapshot }, key, keyring) : snapshot
    },
  }
}

/** What is kept of own pages beside their text, with its words sealed. */
export function sealedPages(
  table: Omit<OwnPagesTable, 'isSealed'>,
  connection: Connection,
  keyring: PagesKeyring,
): OwnPagesTable {
  const keyOf = (place: PagesPlace) => keyring.keyOf(connection, draftIdOf(place))
  const opening = <Value>(place: PagesPlace, open: () => Value) => reporting(draftIdOf(place), keyring, open)
  return {
    ...table,
    isSealed: async (place) => (await keyOf(place)) !== null,
    async mandateLog(place) {
      const [key, log] = [await keyOf(place), await table.mandateLog(place)]
      if (!key) return log
      return opening(place, () =>
        log.map((change, ordinal) => ({
          ...change,
          reference: unsealText(key, change.reference, factsOfMandate(change, ordinal)),
        })),
      )
    },
    async addMandate(place, log, change) {
      const key = await keyOf(place)
      const reference = key
        ? sealText(key, change.reference, factsOfMandate(change, log.length))
        : change.reference
      await table.addMandate(place, log, { ...change, reference })
    },
    async versions(place) {
      const [key, versions] = [await keyOf(place), await table.versions(place)]
      if (!key) return versions
      return opening(place, () => versions.map((version) => openSummary(version, key)))
    },
    async version(place, number) {
      const [key, version] = [await keyOf(place), await table.version(place, number)]
      if (!key || !version) return version
      return opening(place, () => ({
        ...openSummary(version, key),
        canonicalText: unsealText(key, version.canonicalText, factsOfVersion('text', version)),
      }))
    },
    async addVersion(version, place) {
      const key = await keyOf(version)
      await table.addVersion(key ? sealVersion(version, key) : version, place)
    },
  }
}

function hasPages(entries: readonly LogEntry[]): boolean {
  for (const { draftId } of entries) if (isPagesId(draftId)) return true
  return false
}

async function sealEntries(
  entries: readonly LogEntry[],
  keyOf: (draftId: string) => Promise<Uint8Array | null>,
): Promise<readonly LogEntry[]> {
  const sealed: LogEntry[] = []
  for (const entry of entries) {
    const key = isPagesId(entry.draftId) ? await keyOf(entry.draftId) : null
    sealed.push(key ? { ...entry, update: seal(key, entry.update, factsOfEntry(entry)) } : entry)
  }
  return sealed
}

function openEntries(
  entries: readonly StoredEntry[],
  key: Uint8Array,
  keyring: PagesKeyring,
): readonly StoredEntry[] {
  return entries.map((entry) =>
    reporting(entry.draftId, keyring, () => ({
      ...entry,
      update: unseal(key, entry.update, factsOfEntry(entry)),
    })),
  )
}

function sealSnapshot({ draftId, through, update, index }: Snapshot, key: Uint8Array): Snapshot {
  return {
    draftId,
    through,
    update: seal(key, update, ['snapshot', through]),
    index: seal(key, index, ['index', through]),
  }
}

/** The state and, where it is asked for, the index; null where they cannot be opened, which is reported. */
function openSnapshot<Part extends Omit<Snapshot, 'index'> & Partial<Snapshot>>(
  snapshot: Part,
  key: Uint8Array,
  keyring: PagesKeyring,
): Part | null {
  const { draftId, through, update, index } = snapshot
  try {
    return reporting(draftId, keyring, () => ({
      ...snapshot,
      update: unseal(key, update, ['snapshot', through]),
      ...(index ? { index: unseal(key, index, ['index', through]) } : {}),
    }))
  } catch {
    return null
  }
}

/** Opens something; what cannot be opened is reported on its way. */
function reporting<Value>(draftId: string, keyring: PagesKeyring, open: () => Value): Value {
  try {
    return open()
  } catch (error) {
    throw keyring.report(error, draftId)
  }
}

function sealVersion(version: PagesVersion, key: Uint8Array): PagesVersion {
  return {
    ...version,
    contentHash: sealText(key, version.contentHash, factsOfVersion('hash', version)),
    canonicalText: sealText(key, version.canonicalText, factsOfVersion('text', version)),
    note: sealText(key, version.note, factsOfVersion('note', version)),
  }
}

function openSummary<Summary extends PagesVersionSummary>(version: Summary, key: Uint8Array): Summary {
  return {
    ...version,
    contentHash: unsealText(key, version.contentHash, factsOfVersion('hash', version)),
    note: unsealText(key, version.note, factsOfVersion('note', version)),
  }
}

function factsOfEntry({ personId, at }: LogEntry): SealedFacts {
  return ['entry', personId, at]
}

function factsOfMandate({ state, isShared, personId, at }: MandateChange, ordinal: number): SealedFacts {
  return ['mandate', ordinal, state, isShared, personId, at]
}

function factsOfVersion(
  part: 'hash' | 'text' | 'note',
  { number, keptAt, keptBy }: PagesVersionSummary,
): SealedFacts {
  return [part, number, keptAt, keptBy]
}
