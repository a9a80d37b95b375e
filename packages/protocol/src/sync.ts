/**
 * The wire of `/sync/<draftId>?schema=<n>&purges=<n>&person=<id>` (how often the draft had been purged when the page began with it, left out for
 * never; whose page it is, which a stock client leaves out) (which text a draft id names is the domain's to say): y-websocket's own
 * messages (y-protocols, 0 to 3) plus five of ours from 100 on. Ours are sent only to a client that has sent `persisted` once on this connection, for a stock client reports
 * a message it does not know as an error.
 */
export const syncMessage = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  /**
   * Client to server: `varUint n`, "tell me when everything I have is on disk"; sent first thing on every connection.
   * Server to client: `varUint n`, it is. No answer comes while the room lacks something of this client.
   */
  persisted: 100,
  /** Server to client: `varString code` (one of `updateRefusalCodes`); the update sent last was not accepted. */
  refused: 101,
  /** Server to client: `varString mode` (one of `syncModes`); answers the first `persisted`, then whenever it changes. */
  mode: 102,
  /**
   * Client to server: `varUint n`, `varUint count` and as many `varString key`: "give me the settling of these", places of
   * the text of which words are about to be written anew. Server to client, behind all that was counted in before:
   * `varUint n`, `varString code` (one of `settlingCodes`), `varString name` (who has it, or who had it last, or nothing).
   */
  settling: 103,
  /** Client to server: `varUint n`, sent behind the edit: what was granted under that number is settled, or left. */
  settled: 104,
} as const

/** What is said to whoever asks for the settling of something (ADR 60). */
export const settlingCodes = [
  /** It is theirs, and nobody else's, until they say that it is settled or its time is over. */
  'granted',
  /** Somebody else has it at this instant. */
  'settled_by_another',
  /** The session may not write now. */
  'not_writable',
] as const

export type SettlingCode = (typeof settlingCodes)[number]

/** An answer to whoever asks for a settling, with the name of who has it or had it last; empty where nobody did. */
export interface SettlingAnswer {
  readonly code: SettlingCode
  readonly name: string
}

/** How long a settling is kept for whoever got it and does not say that it is done, in milliseconds. */
export const settlingFor = 30_000

/** A key of a place is no longer than this, and no more are asked for at once. */
export const settlingBounds = { keyLength: 100, keys: 20_000 } as const

/** What an open session may do right now. */
export const syncModes = ['write', 'frozen', 'read'] as const

export type SyncMode = (typeof syncModes)[number]

/** Why one update was not accepted while the session goes on. */
export const updateRefusalCodes = [
  /** The draft is frozen: a version of it is being signed off, or has been. */
  'draft_frozen',
  /** The person may read this draft but not write in it. */
  'read_only',
  /** The update could not be put on disk; it is neither stored nor shown to anybody. */
  'not_stored',
  /** The draft would grow larger than the server takes. */
  'draft_full',
] as const

export type UpdateRefusalCode = (typeof updateRefusalCodes)[number]

/**
 * Why a session was closed. Codes in 4000–4999 are the application's (RFC 6455 §7.4.2); y-websocket stays away after
 * 4400–4499 and comes back after any other.
 */
export const closeCodes = {
  /** The session signed out, expired or was ended. */
  signed_out: 4401,
  /** The right to read this draft is gone. */
  access_lost: 4403,
  /** Classified information was reported in this text: what the page holds of it is to be removed. */
  spill_locked: 4423,
  /** A message could not be read; only this session ends. */
  malformed_message: 4400,
  /** A message was larger than the server takes. */
  message_too_large: 4413,
  /** An update wrote under a Yjs client id that belongs to somebody else; nothing of it was taken. */
  author_forged: 4409,
  /** The client does not read what it is sent, so that too much is waiting for it. */
  too_slow: 4508,
  /** More messages or bytes came at once than the server takes from one session. */
  too_fast: 4529,
  /** The draft is open in as many windows as the server takes. */
  draft_crowded: 4513,
  /** As many drafts are open as the server takes. */
  server_busy: 4514,
  /** The client opened a line and did not say what it wants of it. */
  silent: 4518,
  /** The server is shutting down; come back in a moment. */
  going_away: 4503,
  /** Something failed on the server's side; come back in a moment. */
  failed: 4500,
} as const

export type CloseReason = keyof typeof closeCodes

/** The path under which drafts are synced. */
export const syncPath = '/sync'

/**
 * The same line where a network lets no WebSocket through: a namespace of the live socket.io server, over long polling.
 * The handshake's `auth` holds `{ draftId, schema, purges, person }` and is checked as the upgrade is; a refusal comes as a
 * `connect_error` whose `data` is the error body. Then each binary `message` is one message of the sync wire, both
 * ways, and the server's last word is `closed` with a close code and its reason.
 */
export const syncPolling = { namespace: '/sync', message: 'message', closed: 'closed' } as const
