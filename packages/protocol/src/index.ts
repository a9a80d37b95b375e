export {
  type ErrorBody,
  type ErrorCode,
  edgeErrorCodes,
  errorBody,
  errorCodes,
  httpStatus,
} from './errors.ts'
export {
  type LiveEvent,
  liveEvent,
  liveEventName,
  livePath,
  sessionEndedEventName,
  type ThreadEvent,
  threadEvent,
  threadEventName,
} from './live.ts'
export {
  type Route,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteResponse,
  routes,
} from './routes.ts'
export type {
  Abilities,
  Desk,
  DeskItem,
  Discussion,
  DraftText,
  EventEntry,
  MeetingDetail,
  MeetingSummary,
  PersonCard,
  PositionDetail,
  PositionSummary,
  ReleaseDetail,
  RoundDetail,
  SessionInfo,
  Thread,
  ThreadComment,
  VersionDetail,
  WorkspaceInfo,
} from './shapes.ts'
export {
  type CloseReason,
  closeCodes,
  type SyncMode,
  syncMessage,
  syncModes,
  syncPath,
  syncPolling,
  type UpdateRefusalCode,
  updateRefusalCodes,
} from './sync.ts'
export { protocolVersion } from './version.ts'
