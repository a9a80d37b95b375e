export { openStorage } from './open-storage.ts'
export type { Storage, StorageOptions } from './storage.ts'
export { StorageError, type StorageErrorCode, storageErrorCodes } from './storage-error.ts'
export {
  type AgendaItemsTable,
  type ChainFault,
  type ChainReport,
  chainFaults,
  type EventsTable,
  type LastLook,
  type LastLooksTable,
  type NewEvent,
  type PeopleTable,
  type PositionsTable,
  type ReferenceTable,
  type ReleasesTable,
  type RoundsTable,
  type SessionsTable,
  type StoredEvent,
  type StoredRound,
  type StoredSession,
  type Tables,
  type ThreadsTable,
  type UpdatesTable,
  type VersionSummary,
  type VersionsTable,
  type Workspace,
  type WorkspaceTable,
} from './tables.ts'
