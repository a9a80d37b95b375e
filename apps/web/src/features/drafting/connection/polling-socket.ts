import { livePath, syncPath, syncPolling } from '@samsyn/protocol'
import { io, type Socket } from 'socket.io-client'

/** The status with which a message is refused that nobody reads to its end; a WebSocket says it by code 1009. */
const tooLarge = 413

/** How a browser's socket says that it ended; 1006 where nobody said why. */
interface Closing {
  readonly code: number
  readonly reason: string
}

/**
 * The sync wire over long polling, in the shape of a browser's WebSocket as far as the stock provider uses it: for
 * networks that let no WebSocket through. The same messages, checks and close codes.
 */
export class PollingSocket {
  readonly OPEN = 1
  readyState = 0
  binaryType = 'arraybuffer'
  onopen: (() => void) | null = null
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null = null
  onclose: ((event: Closing) => void) | null = null
  onerror: ((event: unknown) => void) | null = null
  readonly #socket: Socket
  #closing: Closing = { code: 1006, reason: '' }

  /** Opens a line to the address that a WebSocket would have: `…/sync/<draftId>?schema=<n>&purges=<n>&person=<id>`. */
  constructor(address: string | URL) {
    const { host, protocol, pathname, searchParams } = new URL(address)
    const origin = `${protocol === 'wss:' ? 'https' : 'http'}://${host}`
    this.#socket = io(origin + syncPolling.namespace, {
      path: livePath,
      transports: ['polling'],
      upgrade: false,
      reconnection: false,
      forceNew: true,
      auth: {
        draftId: pathname.slice(syncPath.length + 1),
        schema: searchParams.get('schema'),
        purges: searchParams.get('purges'),
        person: searchParams.get('person'),
      },
    })
    this.#socket.on('connect', () => {
      this.readyState = this.OPEN
      this.onopen?.()
    })
    this.#socket.on(syncPolling.message, (data: ArrayBuffer) => this.onmessage?.({ data }))
    this.#socket.on(syncPolling.closed, (code: number, reason: string) => {
      this.#closing = { code, reason }
    })
    this.#socket.on('connect_error', (error) => {
      this.onerror?.(error)
      this.#end()
    })
    this.#socket.on('disconnect', (_reason, cause) => {
      if (statusOf(cause) === tooLarge) this.#closing = { code: 1009, reason: '' }
      this.#end()
    })
  }

  send(bytes: Uint8Array): void {
    this.#socket.emit(syncPolling.message, bytes)
  }

  close(): void {
    this.#socket.disconnect()
    this.#end()
  }

  #end(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.onclose?.(this.#closing)
  }
}

/** With which HTTP status a request of long polling failed, where that is what ended the line. */
function statusOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'description' in cause ? cause.description : undefined
}
