import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { frame, openLine } from '../src/wire/line.ts'

const lengths = [0, 1, 125, 126, 65_535, 65_536, 300_000]
const message = (length: number) => Uint8Array.from({ length }, (_none, index) => (index * 7 + length) & 0xff)

async function opened(count: number) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
  await once(server, 'listening')
  const connected = once(server, 'connection')
  const received: Uint8Array[] = []
  const all = Promise.withResolvers<void>()
  const line = await openLine(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    headers: {},
    onMessage: (bytes) => {
      // The bytes are the socket's; they are only there now.
      received.push(Uint8Array.from(bytes))
      if (received.length === count) all.resolve()
    },
    onClose: () => undefined,
  })
  onTestFinished(() => line.cut())
  const [socket] = (await connected) as [WebSocket]
  return { line, socket, received, all: all.promise }
}

describe('a line', () => {
  it('[D5] reads messages of every length, many in one piece', async () => {
    const { socket, received, all } = await opened(lengths.length * 2)
    for (const length of [...lengths, ...lengths]) socket.send(message(length))
    await all
    expect(received).toEqual([...lengths, ...lengths].map(message))
  })

  it('[D5] reads a message that comes in several frames', async () => {
    const { socket, received, all } = await opened(2)
    for (const [index, length] of lengths.entries())
      socket.send(message(length), { fin: index === lengths.length - 1 })
    socket.send(message(3))
    await all
    expect(received).toEqual([Uint8Array.from(lengths.flatMap((length) => [...message(length)])), message(3)])
  })

  it('[D5] writes messages that a server reads', async () => {
    const { line, socket } = await opened(0)
    const read: Uint8Array[] = []
    const all = new Promise<void>((resolve) => {
      socket.on('message', (bytes: Buffer) => {
        read.push(Uint8Array.from(bytes))
        if (read.length === lengths.length) resolve()
      })
    })
    line.write(Buffer.concat(lengths.map((length) => frame(message(length)))))
    await all
    expect(read).toEqual(lengths.map(message))
  })
})
