import { schemaVersion } from '@samsyn/editor'
import { syncMessage } from '@samsyn/protocol'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Client } from './test-server.ts'

/** A person's end of a draft: the stock provider, with our three messages read as the web app reads them. */
export interface Drafter {
  readonly ydoc: Y.Doc
  readonly provider: WebsocketProvider
  readonly modes: string[]
  readonly refusals: string[]
  readonly closeCodes: number[]
  /** Resolves when the first sync is done. */
  synced(): Promise<void>
  /** Types a paragraph at the end of the last section and asks for its acknowledgement. */
  type(text: string): void
  /** Resolves when everything typed so far is said to be on disk. */
  saved(): Promise<void>
  /** Numbers acknowledged so far: what the person was told is saved. */
  readonly acknowledged: number
  text(): string
  leave(): void
}

/** Opens a draft with the stock `y-websocket` provider and a session cookie. */
export function openDraft(
  client: Client,
  draftId: string,
  { schema = schemaVersion, purges = 0 } = {},
): Drafter {
  const ydoc = new Y.Doc()
  class CookieSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie: client.cookie } })
    }
  }
  const provider = new WebsocketProvider(`${client.url.replace('http', 'ws')}/sync`, draftId, ydoc, {
    params: { schema: String(schema), ...(purges > 0 ? { purges: String(purges) } : {}) },
    WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  })
  const modes: string[] = []
  const refusals: string[] = []
  const closeCodes: number[] = []
  let asked = 0
  let acknowledged = 0
  const changes = new EventTarget()
  const changed = () => changes.dispatchEvent(new Event('change'))
  const until = (condition: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!condition()) return
        changes.removeEventListener('change', look)
        resolve()
      }
      changes.addEventListener('change', look)
      look()
    })
  provider.messageHandlers[syncMessage.persisted] = (_encoder, decoder) => {
    acknowledged = decoding.readVarUint(decoder)
    changed()
  }
  provider.messageHandlers[syncMessage.refused] = (_encoder, decoder) => {
    refusals.push(decoding.readVarString(decoder))
    changed()
  }
  provider.messageHandlers[syncMessage.mode] = (_encoder, decoder) => {
    modes.push(decoding.readVarString(decoder))
    changed()
  }
  provider.on('sync', changed)
  provider.on('connection-close', (event) => {
    if (event) closeCodes.push(event.code)
    changed()
  })
  const ask = () => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, syncMessage.persisted)
    encoding.writeVarUint(encoder, asked)
    provider.ws?.send(encoding.toUint8Array(encoder))
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') ask()
  })
  ydoc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === provider) return
    asked += 1
    if (provider.wsconnected) ask()
  })
  return {
    ydoc,
    provider,
    modes,
    refusals,
    closeCodes,
    synced: () => until(() => provider.synced),
    type(text) {
      const sections = ydoc.getXmlFragment('default')
      const last = sections.get(sections.length - 1) as Y.XmlElement
      const paragraph = new Y.XmlElement('paragraph')
      ydoc.transact(() => {
        last.insert(last.length, [paragraph])
        paragraph.insert(0, [new Y.XmlText(text)])
      })
    },
    saved: () => until(() => acknowledged >= asked),
    get acknowledged() {
      return acknowledged
    },
    text: () => ydoc.getXmlFragment('default').toString(),
    leave: () => {
      provider.destroy()
      ydoc.destroy()
    },
  }
}

/** Waits for a condition by looking again at every turn of the event loop's timers; ends with the test's own timeout. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 15))
}
