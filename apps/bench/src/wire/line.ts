import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'

/** A WebSocket that costs the driver next to nothing: frames are made beforehand and read in place. */
export interface Line {
  /** Writes frames made by `frame`; several may be in one buffer. */
  write(frames: Uint8Array): void
  /** Ends the line without a farewell, as a lost network does. */
  cut(): void
  readonly bytesRead: number
  readonly bytesWritten: number
}

interface LineOptions {
  readonly headers: Readonly<Record<string, string>>
  /** Called with each message, within the buffer it came in, and when that was. */
  readonly onMessage: (message: Uint8Array, at: number) => void
  readonly onClose: (reason: string) => void
}

/** Opens a WebSocket (RFC 6455) on this machine. Rejects when the server does not upgrade. */
export function openLine(address: string, { headers, onMessage, onClose }: LineOptions): Promise<Line> {
  const url = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    const reader = createReader(onMessage, (opcode, payload) => {
      if (opcode === ping) socket.write(frame(payload, pong))
      if (opcode === close) {
        onClose(closeReason(payload))
        socket.destroy()
      }
    })
    let isOpen = false
    let head = Buffer.alloc(0)
    const lines = [
      `GET ${url.pathname}${url.search} HTTP/1.1`,
      `Host: ${url.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ]
    socket.on('connect', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    socket.on('data', (chunk: Buffer) => {
      if (isOpen) {
        reader(chunk, performance.now())
        return
      }
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const answer = head.subarray(0, end).toString('latin1')
      if (!answer.startsWith('HTTP/1.1 101 ')) {
        socket.destroy()
        reject(new Error(`${address} answered ${answer.split('\r\n')[0]}`))
        return
      }
      isOpen = true
      const rest = head.subarray(end + 4)
      resolve({
        write: (frames) => {
          socket.write(frames)
        },
        cut: () => {
          socket.destroy()
        },
        get bytesRead() {
          return socket.bytesRead
        },
        get bytesWritten() {
          return socket.bytesWritten
        },
      })
      // Whoever awaits the line gets it before its first message.
      if (rest.length > 0) queueMicrotask(() => reader(rest, performance.now()))
    })
    socket.on('error', reject)
    socket.on('close', () => onClose('the connection ended'))
  })
}

const binary = 2
const close = 8
const ping = 9
const pong = 10

/** A client's frame (RFC 6455 §5.2). Its masking key is zero, so that the payload can be prepared as it is. */
export function frame(payload: Uint8Array, opcode = binary): Buffer {
  const { length } = payload
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const buffer = Buffer.alloc(2 + lengthBytes + 4 + length)
  buffer[0] = 0x80 | opcode
  if (lengthBytes === 0) buffer[1] = 0x80 | length
  else if (lengthBytes === 2) {
    buffer[1] = 0x80 | 126
    buffer.writeUInt16BE(length, 2)
  } else {
    buffer[1] = 0x80 | 127
    buffer.writeBigUInt64BE(BigInt(length), 2)
  }
  buffer.set(payload, 2 + lengthBytes + 4)
  return buffer
}

/** Takes whatever the socket brings and gives whole messages on. */
function createReader(
  onMessage: (message: Uint8Array, at: number) => void,
  onControl: (opcode: number, payload: Buffer) => void,
): (chunk: Buffer, at: number) => void {
  let waiting: Buffer[] = []
  let waitingBytes = 0
  let neededBytes = 0
  let fragments: Buffer[] = []

  return (chunk, at) => {
    let buffer = chunk
    if (waiting.length > 0) {
      waiting.push(chunk)
      waitingBytes += chunk.length
      if (waitingBytes < neededBytes) return
      buffer = Buffer.concat(waiting)
      waiting = []
    }
    let offset = 0
    while (offset < buffer.length) {
      const size = frameSize(buffer, offset)
      if (size.whole === 0 || offset + size.whole > buffer.length) {
        waiting = [buffer.subarray(offset)]
        waitingBytes = buffer.length - offset
        neededBytes = size.whole === 0 ? waitingBytes + 1 : size.whole
        return
      }
      // frameSize has seen both header bytes.
      const first = buffer[offset] as number
      const payload = buffer.subarray(offset + size.header, offset + size.whole)
      offset += size.whole
      const opcode = first & 0x0f
      if (opcode >= close) onControl(opcode, payload)
      else if (first & 0x80 && fragments.length === 0) onMessage(payload, at)
      else {
        fragments.push(payload)
        if (first & 0x80) {
          const message = Buffer.concat(fragments)
          fragments = []
          onMessage(message, at)
        }
      }
    }
  }
}

/** Header and whole length of the frame at `offset`; zeros when its header is not all there. */
function frameSize(buffer: Buffer, offset: number): { header: number; whole: number } {
  const left = buffer.length - offset
  const length = left < 2 ? -1 : (buffer[offset + 1] as number) & 0x7f
  if (length < 0 || (length === 126 && left < 4) || (length === 127 && left < 10))
    return { header: 0, whole: 0 }
  if (length < 126) return { header: 2, whole: 2 + length }
  if (length === 126) return { header: 4, whole: 4 + buffer.readUInt16BE(offset + 2) }
  return { header: 10, whole: 10 + Number(buffer.readBigUInt64BE(offset + 2)) }
}

function closeReason(payload: Buffer): string {
  return payload.length < 2 ? 'closed' : `closed with ${payload.readUInt16BE(0)} ${payload.subarray(2)}`
}
