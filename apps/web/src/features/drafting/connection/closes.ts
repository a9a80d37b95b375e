import { type CloseReason, closeCodes } from '@samsyn/protocol'
import type { PauseReason } from './connection-state.ts'

/** What a WebSocket is closed with whose message nobody reads to its end (RFC 6455 §7.4.1). */
const tooLargeToRead = 1009

/** What the server itself closes a line with. */
export const ownCloses: ReadonlySet<number | undefined> = new Set(Object.values(closeCodes))

/** Closes after which coming back would only be refused again. */
export const permanentCloses: ReadonlyMap<number, CloseReason> = new Map<number, CloseReason>([
  ...(['signed_out', 'access_lost', 'spill_locked', 'malformed_message', 'message_too_large'] as const).map(
    (reason) => [closeCodes[reason], reason] as const,
  ),
  [tooLargeToRead, 'message_too_large'],
])

/** Closes after which the line opens again by itself, and that a person may want to know the reason of. */
export const pauses: ReadonlyMap<number, PauseReason> = new Map(
  (['too_fast', 'too_slow', 'silent', 'draft_crowded', 'server_busy'] as const).map((reason) => [
    closeCodes[reason],
    reason,
  ]),
)

/** Closes that say the bytes themselves were the trouble: sent again, they would only close the next line too. */
export const unsendable = ['message_too_large', 'malformed_message'] as const satisfies readonly CloseReason[]

/** What HTTP answers where the line need not be tried again. */
export const lastingRefusals: ReadonlySet<string> = new Set([
  'unauthenticated',
  'session_ended',
  'other_person',
  'forbidden',
  'not_found',
  'spill_locked',
  'draft_purged',
  'schema_mismatch',
  'origin_refused',
  'pages_sealed',
])
