import { type Server as HttpServer, type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { schemaVersion } from '@samsyn/editor'
import { closeCodes, type ErrorBody, httpStatus, livePath, syncPath } from '@samsyn/protocol'
import type { Storage } from '@samsyn/storage'
import type { Connection, Rooms } from '@samsyn/sync'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { isOwnOrigin } from '../auth/origin.ts'
import type { Sessions, WebSession } from '../auth/sessions.ts'
import type { Clock } from '../clock.ts'
import type { ApiRefusal, Outcome } from '../refusal.ts'
import { draftAccess } from './draft-access.ts'
import { frames } from './frames.ts'

interface GatewayOptions {
  readonly rooms: Rooms
  readonly storage: Storage
  readonly sessions: Sessions
  readonly clock: Clock
  readonly logger: Logger
  readonly publicUrl: () => URL | null
}

/** The largest frame that is read at all; the rooms' own limit is lower and gives its close code. */
const largestFrame = 4 * 1024 * 1024
const pingEvery = 30_000

/**
 * The door of `/sync/<positionId>?schema=<n>`: origin, session, schema and right are checked before the upgrade and
 * refused with an HTTP status and the API's error shape; only then does a socket reach a room.
 */
export function createSyncGateway(http: HttpServer, options: GatewayOptions): { close(): void } {
  const { rooms, logger, clock } = options
  const server = new WebSocketServer({ noServer: true, maxPayload: largestFrame })

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = URL.parse(request.url ?? '', 'http://samsyn.invalid')
    if (url?.pathname.startsWith(`${livePath}/`)) return
    socket.on('error', (error) => logger.debug({ err: error }, 'socket failed before its upgrade'))
    if (!url?.pathname.startsWith(`${syncPath}/`)) {
      refuseUpgrade(socket, { code: 'not_found' })
      return
    }
    admit(request, url, options)
      .then((admitted) => {
        if (!admitted.ok) {
          refuseUpgrade(socket, admitted.refusal)
          return
        }
        server.handleUpgrade(request, socket, head, (ws) =>
          enter(ws, socket, admitted.value, request.headers.cookie),
        )
      })
      .catch((error: unknown) => {
        logger.error({ err: error }, 'sync handshake failed')
        refuseUpgrade(socket, { code: 'internal' })
      })
  })

  function enter(
    ws: WebSocket,
    socket: Duplex,
    { positionId, session }: Admitted,
    cookie: string | undefined,
  ): void {
    // Messages may arrive while the room is still loading; they wait in order.
    const waiting: Uint8Array[] = []
    let receive = (bytes: Uint8Array): void => {
      waiting.push(bytes)
    }
    let end = (): void => undefined
    let isClosed = false
    const connection: Connection = {
      send: (messages) => {
        if (ws.readyState === ws.OPEN) socket.write(frames(messages))
      },
      close: (code, reason) => ws.close(code, reason),
      get bufferedBytes() {
        return ws.bufferedAmount
      },
    }
    ws.binaryType = 'nodebuffer'
    ws.on('message', (data: Buffer) => receive(data))
    ws.on('error', (error) => logger.debug({ err: error, positionId }, 'sync socket failed'))
    ws.on('close', () => {
      isClosed = true
      stopPinging()
      end()
    })
    const stopPinging = keepAlive(ws, clock)
    const { person } = session
    rooms
      .join(positionId, {
        personId: person.id,
        name: person.name,
        country: person.country,
        webSessionId: session.id,
        connection,
      })
      .then(async (joined) => {
        // Whoever signed out between the first check and the place in the room was not there to be put out.
        const isSignedIn = (await options.sessions.find(cookie)) !== null
        if (isClosed || !isSignedIn) {
          joined.end()
          if (!isClosed) ws.close(closeCodes.signed_out, 'signed_out')
          return
        }
        end = () => joined.end()
        receive = (bytes) => joined.receive(bytes)
        for (const bytes of waiting.splice(0)) receive(bytes)
      })
      .catch((error: unknown) => {
        logger.error({ err: error, positionId }, 'could not join a draft')
        ws.close(1011)
      })
  }

  return {
    close: () => {
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}

interface Admitted {
  readonly positionId: string
  readonly session: WebSession
}

async function admit(
  request: IncomingMessage,
  url: URL,
  { storage, sessions, clock, publicUrl }: GatewayOptions,
): Promise<Outcome<Admitted>> {
  const no = (code: ApiRefusal['code']): Outcome<never> => ({ ok: false, refusal: { code } })
  if (!isOwnOrigin(request, publicUrl())) return no('origin_refused')
  const session = await sessions.find(request.headers.cookie)
  if (!session) return no('unauthenticated')
  if (url.searchParams.get('schema') !== String(schemaVersion)) return no('schema_mismatch')
  const positionId = url.pathname.slice(syncPath.length + 1)
  const access = draftAccess(session.person, await storage.tables.positions.byId(positionId), clock.now())
  return access.ok ? { ok: true, value: { positionId, session } } : access
}

/** Answers an upgrade with an ordinary HTTP error, as RFC 6455 §4.2.2 allows, and ends the connection. */
function refuseUpgrade(socket: Duplex, refusal: ApiRefusal): void {
  const status = httpStatus[refusal.code]
  const body: ErrorBody = { error: { code: refusal.code } }
  const text = JSON.stringify(body)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  )
}

/** Ends a socket whose other side has stopped answering, such as a phone that lost its network. */
function keepAlive(ws: WebSocket, clock: Clock): () => void {
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
