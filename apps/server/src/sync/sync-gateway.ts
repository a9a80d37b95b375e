import { type Server as HttpServer, type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ErrorBody, httpStatus, livePath, syncPath } from '@samsyn/protocol'
import type { Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Clock } from '../clock.ts'
import type { ApiRefusal } from '../refusal.ts'
import { type AdmissionOptions, type Admitted, admit } from './admission.ts'
import { frames } from './frames.ts'
import { openLine } from './line.ts'

export interface GatewayOptions extends AdmissionOptions {
  readonly rooms: Rooms
  readonly logger: Logger
  /** The largest message that a room takes, in bytes. */
  readonly messageBytes: number
  /** A line that has not answered a ping for so long is dead, in milliseconds. */
  readonly pingEvery: number
}

/** A frame somewhat over the rooms' limit is still read, so that it is refused with its own close code. */
const oversize = 4

/**
 * The door of `/sync/<draftId>?schema=<n>&purges=<n>&person=<id>`: origin, session, schema and right are checked before the upgrade and
 * refused with an HTTP status and the API's error shape; only then does a socket reach a room.
 */
export function createSyncGateway(http: HttpServer, options: GatewayOptions): { close(): void } {
  const { logger, clock, messageBytes, pingEvery } = options
  const server = new WebSocketServer({ noServer: true, maxPayload: messageBytes * oversize })

  // Made here, so that a line that stays open keeps nothing of its request.
  const failed = (error: Error) => logger.debug({ err: error }, 'socket failed before its upgrade')

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = URL.parse(request.url ?? '', 'http://samsyn.invalid')
    if (url?.pathname.startsWith(`${livePath}/`)) return
    socket.on('error', failed)
    if (!url?.pathname.startsWith(`${syncPath}/`)) {
      refuseUpgrade(socket, { code: 'not_found' }, clock)
      return
    }
    const draftId = url.pathname.slice(syncPath.length + 1)
    const { searchParams } = url
    const [schema, purges, personId] = ['schema', 'purges', 'person'].map((name) => searchParams.get(name))
    const asked = { draftId, schema: schema ?? null, purges: purges ?? null, personId: personId ?? null }
    admit(request, asked, options)
      .then((admitted) => {
        if (!admitted.ok) refuseUpgrade(socket, admitted.refusal, clock)
        else {
          gather(socket)
          server.handleUpgrade(request, socket, head, (ws) => enter(ws, socket, admitted.value))
        }
      })
      .catch((error: unknown) => {
        logger.error({ err: error }, 'sync handshake failed')
        refuseUpgrade(socket, { code: 'internal' }, clock)
      })
  })

  function enter(ws: WebSocket, socket: Duplex, admitted: Admitted): void {
    ws.binaryType = 'nodebuffer'
    const stopPinging = keepAlive(ws, clock, pingEvery)
    const line = openLine(
      admitted,
      {
        send: (messages) => {
          if (ws.readyState === ws.OPEN) writeAll(socket, frames(messages))
        },
        close: (code, reason) => ws.close(code, reason),
        get bufferedBytes() {
          return socket.writableLength
        },
      },
      { ...options, waitingBytes: messageBytes },
    )
    ws.on('message', (data: Buffer) => {
      gather(socket)
      line.receive(data)
    })
    ws.on('error', (error) => logger.debug({ err: error, draftId: admitted.draftId }, 'sync socket failed'))
    ws.on('close', () => {
      stopPinging()
      line.end()
    })
  }

  return {
    close: () => {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

/** Writes pieces so that they leave in one go. */
function writeAll(socket: Duplex, pieces: readonly Uint8Array[]): void {
  if (pieces.length > 1) socket.cork()
  for (const piece of pieces) socket.write(piece)
  if (pieces.length > 1) socket.uncork()
}

/** What is written in this turn of the event loop leaves in one go: a newcomer is told several things at once. */
function gather(socket: Duplex): void {
  if (socket.writableCorked > 0) return
  socket.cork()
  setImmediate(() => socket.uncork())
}

/** How long a client that was refused may take to hang up, in milliseconds. */
const hangUpWithin = 2_000

/**
 * Answers an upgrade with an ordinary HTTP error, as RFC 6455 §4.2.2 allows, and ends the connection, also of a client
 * that does not end its own half.
 */
function refuseUpgrade(socket: Duplex, refusal: ApiRefusal, clock: Clock): void {
  const cancel = clock.after(hangUpWithin, () => socket.destroy())
  socket.once('close', cancel)
  // Nobody listens to what it says any more, but its end is only read behind that.
  socket.resume()
  const status = httpStatus[refusal.code]
  const body: ErrorBody = { error: { code: refusal.code } }
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

/** Ends a socket whose other side has stopped answering, such as a phone that lost its network. */
function keepAlive(ws: WebSocket, clock: Clock, pingEvery: number): () => void {
  let isAlive = true
  let cancel = (): void => undefined
  const beat = () => {
    if (!isAlive) {
      ws.terminate()
      return
    }
    isAlive = false
    ws.ping()
    cancel = clock.after(pingEvery, beat)
  }
  ws.on('pong', () => {
    isAlive = true
  })
  cancel = clock.after(pingEvery, beat)
  return () => cancel()
}
