import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { frames } from '../src/sync/frames.ts'

const message = (length: number) => Uint8Array.from({ length }, (_none, index) => index % 251)

/** What a WebSocket client hears of messages that are written to its line as frames. */
async function heard(messages: readonly Uint8Array[]): Promise<readonly Buffer[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', (ws, { socket }) => {
    for (const piece of frames(messages)) socket.write(piece)
    ws.close()
  })
  await once(server, 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const received: Buffer[] = []
  client.on('message', (data: Buffer) => received.push(data))
  await once(client, 'close')
  server.close()
  return received
}

describe('messages as frames', () => {
  it.each([
    [[]],
    [[0]],
    [[1, 125, 126, 127]],
    [[4096, 4097]],
    [[65_535, 65_536, 3]],
    [[3, 70_000, 5, 6, 70_000]],
    [[70_000, 70_000]],
  ])('[A805] of %j bytes come as they were, each by itself', async (lengths) => {
    const messages = lengths.map(message)
    expect((await heard(messages)).map((each) => each.toString('hex'))).toEqual(
      messages.map((each) => Buffer.from(each).toString('hex')),
    )
  })

  it('[A805] short ones are one piece, a long one is a piece as it is, and the same list is made once', () => {
    const [short, long] = [message(20), message(20_000)]
    expect(frames([short, short, short])).toHaveLength(1)
    const messages = [short, short, long, short]
    const pieces = frames(messages)
    expect(pieces).toHaveLength(3)
    expect(pieces[1]).toBe(long)
    expect(frames(messages)).toBe(pieces)
  })
})
