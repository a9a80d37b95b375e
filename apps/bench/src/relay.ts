import { startChild } from './child.ts'
import type { Peer } from './peer.ts'

/** The floor: a relay of plain WebSockets that stores nothing and checks nothing. */
export async function startRelay(): Promise<Peer> {
  const child = await startChild(new URL('./relay-server.ts', import.meta.url), {})
  return {
    name: 'relay',
    syncUrl: child.url,
    document: 'bench',
    params: {},
    cookie: () => Promise.resolve(''),
    stop: child.stop,
  }
}
