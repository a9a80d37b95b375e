import * as encoding from 'lib0/encoding'

/** What differs on the wire between servers that all speak y-protocols' sync messages. */
export interface Dialect {
  /** What stands before each message of a document, both ways. */
  prefix(document: string): Uint8Array
  /** Whether sync begins only after the server has let the client in. */
  readonly isAuthFirst: boolean
  /** How a sender learns what became of its updates. */
  readonly acknowledgement: 'none' | 'each update' | 'when asked'
}

/** y-websocket's own. */
export const plainDialect: Dialect = {
  prefix: () => new Uint8Array(0),
  isAuthFirst: false,
  acknowledgement: 'none',
}

/** Samsyn's: y-websocket's own, and the question whether all is on disk, which the web client asks after each edit. */
export const samsynDialect: Dialect = { ...plainDialect, acknowledgement: 'when asked' }

/** Hocuspocus's: the document's name before each message, a token first, a status for each update. */
export const hocuspocusDialect: Dialect = {
  prefix: (document) => encoding.encode((encoder) => encoding.writeVarString(encoder, document)),
  isAuthFirst: true,
  acknowledgement: 'each update',
}

/** Message types; those of two servers that share a number are told apart by the dialect. */
export const messageType = {
  sync: 0,
  auth: 2,
  /** Hocuspocus: a sync message that asks nothing back. */
  syncReply: 4,
  /** Hocuspocus: whether an update was taken. */
  syncStatus: 8,
  /** Samsyn: everything up to here is on disk. */
  persisted: 100,
} as const

/** The steps of y-protocols' sync. */
export const syncStep = { one: 0, two: 1, update: 2 } as const
