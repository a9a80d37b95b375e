import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Peer } from './peer.ts'

const updatesPerSecond = 5

/** Latencies in milliseconds from a client's edit to its arrival at another. */
export interface Delivery {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly count: number
}

/** Runs the workload: every client writes its own map key with the time of writing; the others read it off. */
export async function measureDelivery(
  peer: Peer,
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<Delivery> {
  const latencies: number[] = []
  const ends = await Promise.all(
    Array.from({ length: clients }, async (_unused, index) => connect(peer, index, await peer.cookie(index))),
  )
  for (const { ydoc, provider } of ends) {
    ydoc.getMap<number>('bench').observe((event, transaction) => {
      if (transaction.origin !== provider) return
      for (const key of event.keysChanged) {
        latencies.push(performance.now() - (ydoc.getMap<number>('bench').get(key) ?? 0))
      }
    })
  }
  const pause = 1000 / updatesPerSecond
  const writing = ends.map(async ({ ydoc }, index) => {
    await elapsed((pause * index) / clients)
    for (let update = 0; update < seconds * updatesPerSecond; update += 1) {
      ydoc.getMap<number>('bench').set(`client-${index}`, performance.now())
      await elapsed(pause)
    }
  })
  await Promise.all(writing)
  await elapsed(500)
  for (const { provider, ydoc } of ends) {
    provider.destroy()
    ydoc.destroy()
  }
  latencies.sort((one, other) => one - other)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: latencies.length }
}

async function connect(
  peer: Peer,
  index: number,
  cookie: string,
): Promise<{ ydoc: Y.Doc; provider: WebsocketProvider }> {
  class CookieSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: cookie === '' ? {} : { cookie } })
    }
  }
  const ydoc = new Y.Doc()
  const provider = new WebsocketProvider(peer.syncUrl, peer.document, ydoc, {
    params: peer.params,
    WebSocketPolyfill: CookieSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Client ${index} did not sync with ${peer.name}`)),
      20_000,
    )
    provider.on('sync', (isSynced) => {
      if (!isSynced) return
      clearTimeout(timer)
      resolve()
    })
  })
  return { ydoc, provider }
}

function elapsed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
