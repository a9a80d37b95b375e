import { type FileHandle, open } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { type WebSocket, WebSocketServer } from 'ws'

/**
 * A relay without CRDT: what one client sends, the others of the document get. Environment: RELAY_SYNC `1` passes on
 * only after an fdatasync (one under way, the rest queues into the next); RELAY_COALESCE `1` writes once per receiver
 * and commit, framed beforehand; RELAY_FOLDER where the log is.
 *
 * So that joining has something to carry, the first step 2 with content is kept and answered to every step 1.
 */
const isSynced = process.env.RELAY_SYNC === '1'
const isCoalesced = process.env.RELAY_COALESCE === '1'

interface Room {
  readonly sockets: Set<WebSocket>
  content: Uint8Array | null
}

interface Received {
  readonly room: Room
  readonly sender: WebSocket
  readonly message: Buffer
}

const rooms = new Map<string, Room>()
const empty = Uint8Array.of(0, 1, 2, 0, 0)
const ask = Uint8Array.of(0, 0, 1, 0)
const log = isSynced ? await open(join(process.env.RELAY_FOLDER ?? '.', 'relay.log'), 'a') : null
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
let queue: Received[] = []
let isCommitting = false

server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? { sockets: new Set(), content: null }
  rooms.set(name, room)
  room.sockets.add(socket)
  socket.on('close', () => {
    room.sockets.delete(socket)
    if (room.sockets.size === 0) rooms.delete(name)
  })
  socket.send(ask)
  socket.on('message', (data) => receive(room, socket, data as Buffer))
})

function receive(room: Room, sender: WebSocket, message: Buffer): void {
  const [type, step] = message
  if (type === 0 && step === 0) {
    sender.send(room.content ?? empty)
    return
  }
  if (type === 0 && step === 1) {
    if (message.length > empty.length && room.content === null) room.content = Uint8Array.from(message)
    return
  }
  if (!log) {
    for (const other of room.sockets) if (other !== sender) other.send(message, { binary: true })
    return
  }
  queue.push({ room, sender, message })
  if (isCommitting) return
  isCommitting = true
  commit(log).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
}

async function commit(file: FileHandle): Promise<void> {
  while (queue.length > 0) {
    const batch = queue
    queue = []
    await file.appendFile(Buffer.concat(batch.map(({ message }) => message)))
    await file.datasync()
    if (isCoalesced) passOnTogether(batch)
    else {
      for (const { room, sender, message } of batch)
        for (const other of room.sockets) if (other !== sender) other.send(message, { binary: true })
    }
  }
  isCommitting = false
}

/** One write per receiver: everybody's frames in order; those of a receiver's own are left out of its copy. */
function passOnTogether(batch: readonly Received[]): void {
  const byRoom = new Map<Room, { sender: WebSocket; framed: Buffer }[]>()
  for (const { room, sender, message } of batch) {
    const list = byRoom.get(room) ?? []
    byRoom.set(room, list)
    list.push({ sender, framed: framed(message) })
  }
  for (const [room, list] of byRoom) {
    const senders = new Set(list.map(({ sender }) => sender))
    const all = Buffer.concat(list.map(({ framed }) => framed))
    for (const socket of room.sockets) {
      const bytes = senders.has(socket)
        ? Buffer.concat(list.filter(({ sender }) => sender !== socket).map(({ framed }) => framed))
        : all
      // ws has no door for frames made beforehand; its socket is not part of its types.
      if (bytes.length > 0)
        (socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(bytes)
    }
  }
}

/** A server's frame (RFC 6455 §5.2). */
function framed(message: Buffer): Buffer {
  const { length } = message
  if (length < 126) return Buffer.concat([Uint8Array.of(0x82, length), message])
  const header = Buffer.alloc(length < 65_536 ? 4 : 10)
  header[0] = 0x82
  header[1] = length < 65_536 ? 126 : 127
  if (length < 65_536) header.writeUInt16BE(length, 2)
  else header.writeBigUInt64BE(BigInt(length), 2)
  return Buffer.concat([header, message])
}

server.on('listening', () => {
  console.log(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('SIGTERM', () => process.exit(0))
