import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** The network between clients and a server, in the test's hands. */
export interface TcpProxy {
  readonly url: string
  /** Leads new connections to a server; null turns them away. */
  leadTo(url: string | null): void
  /**
   * From now on nothing passes over the connections there are, in either direction, and neither end is told. Resolves
   * when the server has given all of them up; their clients still know nothing.
   */
  stall(): Promise<void>
  /** Breaks every connection there is. */
  cut(): void
  close(): Promise<void>
}

/** Opens a proxy on a free port that leads nowhere yet. */
export async function openTcpProxy(): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const stalled = new Set<readonly [Socket, Socket]>()
  let target: URL | null = null
  const server = createServer({ noDelay: true }, (near) => {
    if (!target) {
      near.resetAndDestroy()
      return
    }
    const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
    const pair = [near, far] as const
    pairs.add(pair)
    near.pipe(far)
    far.pipe(near)
    const end = () => {
      pairs.delete(pair)
      if (stalled.has(pair)) return
      near.destroy()
      far.destroy()
    }
    for (const socket of pair) socket.on('error', end).on('close', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const [near, far] of [...pairs, ...stalled]) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
    pairs.clear()
    stalled.clear()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo(url) {
      target = url === null ? null : new URL(url)
    },
    async stall() {
      const givenUp = [...pairs].map((pair) => {
        const [near, far] = pair
        stalled.add(pair)
        near.unpipe(far)
        far.unpipe(near)
        // Taken from the wire and dropped, as by a router that forgot the connection.
        near.resume()
        far.resume()
        return once(far, 'close')
      })
      await Promise.all(givenUp)
    },
    cut,
    async close() {
      const closed = once(server, 'close')
      server.close()
      cut()
      await closed
    },
  }
}
