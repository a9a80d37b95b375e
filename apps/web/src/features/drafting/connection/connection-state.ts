import type { CloseReason, ErrorCode, SyncMode } from '@samsyn/protocol'

/** Why a draft stays closed until the person does something about it. */
export type EndReason = ErrorCode | CloseReason

/** Why a line was closed that opens again by itself. */
export type PauseReason = Extract<
  CloseReason,
  'too_fast' | 'too_slow' | 'silent' | 'draft_crowded' | 'server_busy'
>

/** What carries the text: long polling where the network lets no WebSocket through. */
export type Carrier = 'websocket' | 'polling'

/** What is known of the line to the server, as events have left it. */
export interface ConnectionFacts {
  readonly socket: 'connecting' | 'connected' | 'disconnected'
  /** Whether the present line has exchanged states with the server. */
  readonly isSynced: boolean
  /** Whether any line has, so that there is a text to show. */
  readonly wasSynced: boolean
  readonly mode: SyncMode | null
  /** Number of the last own change, and of the last one that the server said is on disk. */
  readonly asked: number
  readonly acknowledged: number
  /** Whether the server could not put the last change on disk. */
  readonly isStorageFailing: boolean
  /** Whether the server has said that it lacks own changes and has not asked for them since. */
  readonly isBehind: boolean
  readonly ended: EndReason | null
  /** Why the last line was closed, until one stands again; null for a lost network. */
  readonly pause: PauseReason | null
  readonly carrier: Carrier
}

/** What the person is told about their text. `saved` is said only of what is on disk. */
export type ConnectionState =
  | { readonly status: 'connecting'; readonly pause: PauseReason | null }
  | { readonly status: 'loading' }
  | { readonly status: 'saved'; readonly carrier: Carrier }
  | { readonly status: 'saving'; readonly carrier: Carrier }
  | { readonly status: 'not_stored' }
  | { readonly status: 'offline'; readonly hasUnsaved: boolean; readonly pause: PauseReason | null }
  | { readonly status: 'frozen'; readonly hasUnsaved: boolean }
  | { readonly status: 'read_only'; readonly hasUnsaved: boolean }
  | { readonly status: 'closed'; readonly reason: EndReason; readonly hasUnsaved: boolean }

/** The state of the connection as a function of what is known of it. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  const { pause, carrier } = facts
  const hasUnsaved = facts.asked > facts.acknowledged
  // Nothing of it is kept, so that nothing of it is lost by leaving.
  if (facts.ended !== null && leavesNothing(facts.ended))
    return { status: 'closed', reason: facts.ended, hasUnsaved: false }
  if (facts.ended !== null) return { status: 'closed', reason: facts.ended, hasUnsaved }
  if (facts.socket !== 'connected') {
    return facts.wasSynced ? { status: 'offline', hasUnsaved, pause } : { status: 'connecting', pause }
  }
  if (!facts.isSynced || facts.mode === null) {
    return facts.wasSynced ? { status: 'offline', hasUnsaved, pause } : { status: 'loading' }
  }
  if (facts.mode === 'frozen') return { status: 'frozen', hasUnsaved }
  if (facts.mode === 'read') return { status: 'read_only', hasUnsaved }
  if (!hasUnsaved) return { status: 'saved', carrier }
  return facts.isStorageFailing ? { status: 'not_stored' } : { status: 'saving', carrier }
}

/** As what own changes are refused that no answer speaks of: the server lacks them, and takes none now. Null where one is to come. */
export function silentRefusal({
  socket,
  mode,
  isBehind,
  asked,
  acknowledged,
}: ConnectionFacts): 'draft_frozen' | 'read_only' | null {
  if (socket !== 'connected' || !isBehind || asked === acknowledged) return null
  if (mode === 'frozen') return 'draft_frozen'
  return mode === 'read' ? 'read_only' : null
}

/** Whether nothing of a draft may stay on the page or the device that was closed for this reason. */
export function leavesNothing(reason: EndReason): boolean {
  return leavingNothing.has(reason)
}

const leavingNothing: ReadonlySet<EndReason> = new Set([
  'spill_locked',
  'draft_purged',
  'session_ended',
  'other_person',
])

/** Whether the person can type: offline too, since what they type then is kept and merged. */
export function canType({ status }: ConnectionState): boolean {
  return status === 'saved' || status === 'saving' || status === 'not_stored' || status === 'offline'
}

/** Whether the page has the draft as the server has it. */
export function isCurrent({ status }: ConnectionState): boolean {
  return status === 'saved' || status === 'saving' || status === 'frozen' || status === 'read_only'
}

/** Whether own text is still to reach the server's disk, over this line or the next. */
export function isOnItsWay(state: ConnectionState): boolean {
  const { status } = state
  return status === 'saving' || status === 'not_stored' || (status === 'offline' && state.hasUnsaved)
}

/** Whether leaving now would lose something. */
export function hasUnsavedText(state: ConnectionState): boolean {
  return (
    state.status === 'saving' || state.status === 'not_stored' || ('hasUnsaved' in state && state.hasUnsaved)
  )
}
