import { schemaVersion } from '@samsyn/editor'
import { type ErrorCode, syncMessage, syncPath, syncPolling } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { Client } from './test-server.ts'

/** What carries a line. */
export type Carrier = 'websocket' | 'polling'

export const carriers: readonly Carrier[] = ['websocket', 'polling']

/** A line on which the test says every byte itself. */
export interface RawLine {
  /** Resolves when the draft's text has come. */
  synced: Promise<void>
  /** Resolves with the close code that the server gave. */
  closed: Promise<number>
  readonly ydoc: Y.Doc
  readonly refusals: readonly string[]
  readonly persisted: readonly number[]
  /** What the server said that it may do, in order. */
  readonly modes: readonly string[]
  /** Every message that came, as it came. */
  readonly received: readonly Uint8Array[]
  send(bytes: Uint8Array): void
  /** Writes at the beginning of a text of its own root, under the given client id. */
  type(text: string, clientId?: number): void
  ask(number: number): void
  leave(): void
}

/** Why a line was not opened at all. */
export class LineRefused extends Error {
  readonly code: ErrorCode | 'unknown'

  constructor(code: ErrorCode | 'unknown') {
    super(code)
    this.code = code
  }
}

interface LineOptions {
  readonly schema?: number | string
  /** How often the draft had been purged, as this line knows it. */
  readonly purges?: number
  /** Whose page it says to be of. */
  readonly person?: string
  readonly headers?: Record<string, string>
  /** Says nothing at all by itself. */
  readonly isSilent?: boolean
  /** Does not answer pings (WebSocket only). */
  readonly isDeaf?: boolean
  /** What it sends can be read in the server's system calls (WebSocket only): its mask is zero. */
  readonly isPlain?: boolean
}

interface Wire {
  send(bytes: Uint8Array): void
  close(): void
}

/** Opens a line to a draft; rejects with `LineRefused` where it is not let in. */
export async function openRawLine(
  client: Client,
  draftId: string,
  carrier: Carrier,
  options: LineOptions = {},
): Promise<RawLine> {
  const ydoc = new Y.Doc()
  const refusals: string[] = []
  const persisted: number[] = []
  const modes: string[] = []
  const received: Uint8Array[] = []
  const sync = Promise.withResolvers<void>()
  const end = Promise.withResolvers<number>()
  // The server may speak before the opening has been noticed here.
  const early: Uint8Array[] = []
  let receive = (bytes: Uint8Array): void => {
    early.push(bytes)
  }
  const read = (bytes: Uint8Array) => {
    received.push(bytes)
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    if (kind === syncMessage.persisted) persisted.push(decoding.readVarUint(decoder))
    if (kind === syncMessage.mode) modes.push(decoding.readVarString(decoder))
    if (kind === syncMessage.refused) refusals.push(decoding.readVarString(decoder))
    if (kind !== syncMessage.sync) return
    const step = decoding.readVarUint(decoder)
    const body = decoding.readVarUint8Array(decoder)
    if (step !== 0) Y.applyUpdate(ydoc, body, 'server')
    if (step === 1) sync.resolve()
    if (step === 0 && !options.isSilent) wire.send(message(1, Y.encodeStateAsUpdate(ydoc, body)))
  }
  const open = carrier === 'websocket' ? openWebSocket : openPolling
  const wire: Wire = await open(client, draftId, options, {
    receive: (bytes) => receive(bytes),
    ended: end.resolve,
  })
  receive = read
  for (const bytes of early) read(bytes)
  if (!options.isSilent) wire.send(message(0, Y.encodeStateVector(ydoc)))
  return {
    synced: sync.promise,
    closed: end.promise,
    ydoc,
    refusals,
    persisted,
    modes,
    received,
    send: (bytes) => wire.send(bytes),
    type(text, clientId = ydoc.clientID) {
      const before = Y.encodeStateVector(ydoc)
      ydoc.clientID = clientId
      ydoc.getText('raw').insert(0, text)
      wire.send(message(2, Y.encodeStateAsUpdate(ydoc, before)))
    },
    ask(number) {
      wire.send(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, syncMessage.persisted)
          encoding.writeVarUint(encoder, number)
        }),
      )
    },
    leave: () => wire.close(),
  }
}

function message(step: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, syncMessage.sync)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, bytes)
  })
}

interface Ears {
  readonly receive: (bytes: Uint8Array) => void
  readonly ended: (code: number) => void
}

function openWebSocket(
  client: Client,
  draftId: string,
  { schema = schemaVersion, purges = 0, person, headers = {}, isDeaf = false, isPlain = false }: LineOptions,
  { receive, ended }: Ears,
): Promise<Wire> {
  const ws = new WebSocket(
    `${client.url.replace('http', 'ws')}${syncPath}/${draftId}?schema=${schema}&purges=${purges}${person ? `&person=${person}` : ''}`,
    {
      headers: { cookie: client.cookie, ...headers },
      autoPong: !isDeaf,
      ...(isPlain ? { generateMask: (mask: Buffer) => void mask.fill(0) } : {}),
    },
  )
  ws.binaryType = 'nodebuffer'
  ws.on('message', (data: Buffer) => receive(data))
  ws.on('close', ended)
  return new Promise((resolve, reject) => {
    ws.on('open', () => resolve({ send: (bytes) => ws.send(bytes), close: () => ws.terminate() }))
    ws.on('unexpected-response', (_request, response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      response.on('end', () =>
        reject(new LineRefused((JSON.parse(text) as { error: { code: ErrorCode } }).error.code)),
      )
    })
    ws.on('error', reject)
  })
}

function openPolling(
  client: Client,
  draftId: string,
  { schema = schemaVersion, purges = 0, person, headers = {} }: LineOptions,
  { receive, ended }: Ears,
): Promise<Wire> {
  const socket = io(client.url + syncPolling.namespace, {
    transports: ['polling'],
    upgrade: false,
    reconnection: false,
    forceNew: true,
    auth: { draftId, schema, purges, person },
    extraHeaders: { cookie: client.cookie, ...headers },
  })
  let code = 1006
  socket.on(syncPolling.message, (data: Uint8Array) => receive(new Uint8Array(data)))
  socket.on(syncPolling.closed, (given: number) => {
    code = given
  })
  socket.on('disconnect', () => ended(code))
  return new Promise((resolve, reject) => {
    socket.on('connect', () =>
      resolve({
        send: (bytes) => socket.emit(syncPolling.message, bytes),
        close: () => socket.disconnect(),
      }),
    )
    socket.on(
      'connect_error',
      (error: Error & { data?: { error: { code: ErrorCode } }; context?: unknown }) => {
        socket.disconnect()
        reject(new LineRefused(error.data?.error.code ?? 'unknown'))
      },
    )
  })
}
