import {
  type SettlingAnswer,
  type SyncMode,
  settlingBounds,
  syncMessage,
  type UpdateRefusalCode,
} from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync'
import { MalformedMessage, reading } from './malformed.ts'

/** One message of a client, read as far as its kind goes. */
export type ClientMessage =
  | { readonly kind: 'sync_step_1'; readonly stateVector: Uint8Array }
  /** `message` is the update as it is relayed. */
  | { readonly kind: 'sync_step_2' | 'update'; readonly update: Uint8Array; readonly message: Uint8Array }
  /** `size` is that of the whole message, in bytes. */
  | { readonly kind: 'awareness'; readonly states: readonly AwarenessEntry[]; readonly size: number }
  | { readonly kind: 'query_awareness' }
  | { readonly kind: 'persisted' | 'settled'; readonly number: number }
  | { readonly kind: 'settling'; readonly number: number; readonly keys: readonly string[] }

/** What one awareness message says of one client id; `json` is `null` in JSON when it left. */
export interface AwarenessEntry {
  readonly clientId: number
  readonly clock: number
  readonly json: string
}

/** More states than the carets of a full draft (250 sessions, 32 each) are no page's; a page tells of all when it lost its line. */
const mostStates = 10_000

/** So many states at most are told in one message, and are read for what a message costs. */
export const statesAtOnce = 100

/** The numbers before a state take no more bytes. */
const stateHeader = 24

/** Reads a message of a client, or throws `MalformedMessage`. The result holds no part of the given buffer. */
export function readMessage(bytes: Uint8Array): ClientMessage {
  return reading(() => {
    // A WebSocket library may hand out slices of a large buffer; what is kept of a message must not keep all of that.
    const message = Buffer.from(bytes)
    const decoder = decoding.createDecoder(message)
    const kind = decoding.readVarUint(decoder)
    switch (kind) {
      case syncMessage.sync:
        return readSync(decoder, message)
      case syncMessage.awareness:
        return {
          kind: 'awareness',
          states: readAwareness(decoding.readVarUint8Array(decoder)),
          size: message.length,
        }
      case syncMessage.queryAwareness:
        return { kind: 'query_awareness' }
      case syncMessage.persisted:
        return { kind: 'persisted', number: decoding.readVarUint(decoder) }
      case syncMessage.settled:
        return { kind: 'settled', number: decoding.readVarUint(decoder) }
      case syncMessage.settling:
        return { kind: 'settling', number: decoding.readVarUint(decoder), keys: readKeys(decoder) }
      default:
        throw new MalformedMessage(`unknown message ${kind}`)
    }
  })
}

function readSync(decoder: decoding.Decoder, message: Uint8Array): ClientMessage {
  const step = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  switch (step) {
    case messageYjsSyncStep1:
      return { kind: 'sync_step_1', stateVector: bytes }
    case messageYjsSyncStep2:
      return { kind: 'sync_step_2', update: bytes, message: syncUpdate(bytes) }
    case messageYjsUpdate:
      return { kind: 'update', update: bytes, message: isWhole(decoder) ? message : syncUpdate(bytes) }
    default:
      throw new MalformedMessage(`unknown sync message ${step}`)
  }
}

function isWhole({ pos, arr }: decoding.Decoder): boolean {
  return pos === arr.length
}

function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  if (count > mostStates) throw new MalformedMessage('more states than there can be')
  const entries: AwarenessEntry[] = []
  for (let index = 0; index < count; index++) {
    entries.push({
      clientId: decoding.readVarUint(decoder),
      clock: decoding.readVarUint(decoder),
      json: decoding.readVarString(decoder),
    })
  }
  return entries
}

function readKeys(decoder: decoding.Decoder): readonly string[] {
  const count = decoding.readVarUint(decoder)
  if (count > settlingBounds.keys) throw new MalformedMessage('more to settle than there can be')
  const keys: string[] = []
  for (let index = 0; index < count; index++) {
    const key = decoding.readVarString(decoder)
    if (key.length > settlingBounds.keyLength) throw new MalformedMessage('no place of a text')
    keys.push(key)
  }
  return keys
}

/** Asks a client for what the state vector lacks. */
export function syncStep1(stateVector: Uint8Array): Uint8Array {
  return syncBytes(messageYjsSyncStep1, stateVector)
}

/** Answers a sync step 1. */
export function syncStep2(update: Uint8Array): Uint8Array {
  return syncBytes(messageYjsSyncStep2, update)
}

/** The update in a sync message that carries one, without copying it. */
export function updateIn(message: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(message)
  decoding.readVarUint(decoder)
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}

/** Relays an update. */
export function syncUpdate(update: Uint8Array): Uint8Array {
  return syncBytes(messageYjsUpdate, update)
}

function syncBytes(step: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

/** Tells of awareness states, in messages of about so many bytes at most, or of one state. */
export function awarenessMessages(entries: readonly AwarenessEntry[], mostBytes: number): Uint8Array[] {
  if (entries.length === 1) return [awarenessMessage(entries)]
  const messages: Uint8Array[] = []
  let from = 0
  let bytes = 0
  for (const [index, { json }] of entries.entries()) {
    const size = Buffer.byteLength(json) + stateHeader
    const isFull = index - from === statesAtOnce || bytes + size > mostBytes
    if (isFull && index > from) {
      messages.push(awarenessMessage(entries.slice(from, index)))
      from = index
      bytes = 0
    }
    bytes += size
  }
  if (from < entries.length) messages.push(awarenessMessage(entries.slice(from)))
  return messages
}

function awarenessMessage(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.awareness)
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, entries.length)
        for (const { clientId, clock, json } of entries) {
          encoding.writeVarUint(inner, clientId)
          encoding.writeVarUint(inner, clock)
          encoding.writeVarString(inner, json)
        }
      }),
    )
  })
}

/** Tells a client that everything it had when it asked is on disk. */
export function persistedMessage(number: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.persisted)
    encoding.writeVarUint(encoder, number)
  })
}

/** Answers a client that wants to settle something. */
export function settlingMessage(number: number, { code, name }: SettlingAnswer): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.settling)
    encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, code)
    encoding.writeVarString(encoder, name)
  })
}

/** Tells a client that something it sent was not accepted. */
export function refusedMessage(code: UpdateRefusalCode): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.refused)
    encoding.writeVarString(encoder, code)
  })
}

/** Tells a client what it may do. */
export function modeMessage(mode: SyncMode): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.mode)
    encoding.writeVarString(encoder, mode)
  })
}
