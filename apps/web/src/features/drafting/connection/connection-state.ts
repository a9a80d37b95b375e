import type { CloseReason, ErrorCode, SyncMode } from '@samsyn/protocol'

/** Why a draft stays closed until the person does something about it. */
export type EndReason = ErrorCode | CloseReason

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
  readonly ended: EndReason | null
}

/** What the person is told about their text. `saved` is said only of what is on disk. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'loading' }
  | { readonly status: 'saved' }
  | { readonly status: 'saving' }
  | { readonly status: 'not_stored' }
  | { readonly status: 'offline'; readonly hasUnsaved: boolean }
  | { readonly status: 'frozen' }
  | { readonly status: 'read_only' }
  | { readonly status: 'closed'; readonly reason: EndReason; readonly hasUnsaved: boolean }

/** The state of the connection as a function of what is known of it. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  const hasUnsaved = facts.asked > facts.acknowledged
  if (facts.ended !== null) return { status: 'closed', reason: facts.ended, hasUnsaved }
  if (facts.socket !== 'connected') {
    return facts.wasSynced ? { status: 'offline', hasUnsaved } : { status: 'connecting' }
  }
  if (!facts.isSynced || facts.mode === null) {
    return facts.wasSynced ? { status: 'offline', hasUnsaved } : { status: 'loading' }
  }
  if (facts.mode === 'frozen') return { status: 'frozen' }
  if (facts.mode === 'read') return { status: 'read_only' }
  if (!hasUnsaved) return { status: 'saved' }
  return { status: facts.isStorageFailing ? 'not_stored' : 'saving' }
}

/** Whether the person can type: offline too, since what they type then is kept and merged. */
export function canType({ status }: ConnectionState): boolean {
  return status === 'saved' || status === 'saving' || status === 'not_stored' || status === 'offline'
}

/** Whether leaving now would lose something. */
export function hasUnsavedText(state: ConnectionState): boolean {
  return (
    state.status === 'saving' || state.status === 'not_stored' || ('hasUnsaved' in state && state.hasUnsaved)
  )
}
