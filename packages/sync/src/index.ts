export type { Mark } from './attribution.ts'
export type { AuthoredRun, Authorship, TakenPassage } from './authorship.ts'
export type { Contribution } from './contributions.ts'
export { createHistorian, type Historian, type LogPages } from './historian.ts'
export {
  type Changes,
  type History,
  type Passage,
  type RemovedPassage,
  readHistory,
  stateAt,
} from './history.ts'
export { memoryLog } from './memory-log.ts'
export {
  type Authority,
  type Connection,
  defaultLimits,
  type Forgery,
  type Purge,
  type SyncIdentity,
  type SyncLimits,
  type SyncLogger,
} from './ports.ts'
export type { Removals } from './removals.ts'
export { createRooms, type OpenSession, type Rooms, type RoomsOptions } from './rooms.ts'
export type { JoinOptions, Session } from './session.ts'
export type { SuggestedChange, SuggestionNames } from './suggestion-carriers.ts'
export type { SuggestionTrace } from './suggestion-traces.ts'
export type { LogEntry, Snapshot, StoredDraft, StoredEntry, UpdateLog } from './update-log.ts'
export type {
  StandingWording,
  WordingAct,
  WordingNames,
  WordingsPast,
} from './wordings-past.ts'
export type { WorkSession } from './work-sessions.ts'
