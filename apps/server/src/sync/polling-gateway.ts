import type { ServerResponse } from 'node:http'
import { finished } from 'node:stream'
import { refuse } from '@samsyn/domain'
import { type ErrorBody, syncPolling } from '@samsyn/protocol'
import type { Connection } from '@samsyn/sync'
import type { Server, Socket } from 'socket.io'
import { z } from 'zod'
import type { Outcome } from '../refusal.ts'
import { type Admitted, admit } from './admission.ts'
import { openLine } from './line.ts'
import type { GatewayOptions } from './sync-gateway.ts'

const handshake = z.object({
  draftId: z.string(),
  schema: z.union([z.string(), z.number()]).transform(String),
  purges: z.union([z.string(), z.number()]).transform(String).nullable().default(null),
  person: z.string().nullable().default(null),
})

/**
 * The same line for networks that let no WebSocket through: a namespace of the live server (`syncPolling` of the
 * protocol). It is checked as an upgrade is; what cannot pass is told by a `connect_error` with the API's error body.
 */
export function createPollingGateway(
  server: Server,
  options: Pick<GatewayOptions, 'rooms' | 'logger' | 'messageBytes'> & Parameters<typeof admit>[2],
): void {
  const admittedTo = new WeakMap<Socket, Admitted>()
  const namespace = server.of(syncPolling.namespace)

  namespace.use((socket, next) => {
    admitSocket(socket)
      .then((admitted) => {
        if (!admitted.ok) {
          next(refusal(admitted.refusal.code))
          return
        }
        admittedTo.set(socket, admitted.value)
        next()
      })
      .catch((error: unknown) => {
        options.logger.error({ err: error }, 'sync handshake failed')
        next(refusal('internal'))
      })
  })

  namespace.on('connection', (socket) => {
    const admitted = admittedTo.get(socket)
    if (!admitted) {
      socket.disconnect(true)
      return
    }
    const line = openLine(admitted, pollingConnection(socket), {
      ...options,
      waitingBytes: options.messageBytes,
    })
    socket.on(syncPolling.message, (data: unknown) => {
      // Anything but bytes is no message of the wire, and is refused as such.
      line.receive(data instanceof Uint8Array ? data : new Uint8Array())
    })
    socket.on('disconnect', () => line.end())
  })

  async function admitSocket(socket: Socket): Promise<Outcome<Admitted>> {
    const asked = handshake.safeParse(socket.handshake.auth)
    if (!asked.success) return refuse({ code: 'invalid_request' })
    const { person: personId, ...place } = asked.data
    return admit(socket.request, { ...place, personId }, options)
  }
}

function refusal(code: ErrorBody['error']['code']): Error {
  const body: ErrorBody = { error: { code } }
  return Object.assign(new Error(code), { data: body })
}

function pollingConnection(socket: Socket): Connection {
  // What was handed over and has not left with an answer to a poll yet, and what has but was not read.
  let waiting = 0
  let unread = 0
  socket.conn.on('flush', () => {
    const { res: answer } = socket.conn.transport as { readonly res?: ServerResponse }
    const bytes = waiting
    waiting = 0
    if (!answer) return
    unread += bytes
    // When the operating system has taken all of it, or the other side has gone.
    finished(answer, () => {
      unread -= bytes
    })
  })
  return {
    send(messages) {
      for (const message of messages) {
        waiting += message.length
        socket.emit(syncPolling.message, message)
      }
    },
    close(code, reason) {
      socket.emit(syncPolling.closed, code, reason)
      socket.disconnect(true)
    },
    get bufferedBytes() {
      return waiting + unread
    },
  }
}
