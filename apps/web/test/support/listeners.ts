import { io } from 'socket.io-client'
import { openDraft } from '../../../server/test/support/drafter.ts'
import type { Client } from '../../../server/test/support/test-server.ts'

/** What a person is sent who listens without a browser. */
export interface Listener {
  /** Everything so far, as it came over the socket of events and the line of a draft. */
  readonly heard: () => readonly string[]
  readonly leave: () => void
}

/** Listens to the events and to a draft, to every packet of both. */
export async function listen(client: Client, draftId: string): Promise<Listener> {
  const heard: string[] = []
  const events = io(client.url, { extraHeaders: { cookie: client.cookie }, transports: ['websocket'] })
  events.io.engine.on('packet', (packet) => heard.push(JSON.stringify(packet)))
  await new Promise<void>((resolve, reject) => {
    events.once('connect', resolve)
    events.once('connect_error', reject)
  })
  const line = openDraft(client, draftId)
  line.provider.ws?.addEventListener('message', ({ data }) => {
    heard.push(Buffer.from(data as ArrayBuffer).toString('utf8'))
  })
  await line.synced()
  return {
    heard: () => heard,
    leave: () => {
      events.disconnect()
      line.leave()
    },
  }
}
