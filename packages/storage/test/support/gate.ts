import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Gate {
  /** The address of the database, through the gate. */
  readonly url: string
  /** From now on a new connection comes no further, until it is opened again. */
  shut(): void
  open(): void
  /** From now on nothing passes over the connections there are, and neither end is told. */
  stall(): void
  /** Breaks every connection there is. */
  cut(): void
  close(): Promise<void>
}

/** A door before a database that a test shuts. */
export async function openGate(url: string): Promise<Gate> {
  const { hostname, port } = new URL(url)
  const pairs = new Set<Pair>()
  let waiting: (() => void)[] = []
  let isShut = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const through = () => {
      near.pipe(far)
      far.pipe(near)
    }
    const pair = { near, far, isStalled: false }
    pairs.add(pair)
    endTogether(pair)
    if (isShut) waiting.push(through)
    else through()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const gated = new URL(url)
  gated.port = String((server.address() as AddressInfo).port)
  const cut = () => {
    for (const { near, far } of pairs) {
      near.destroy()
      far.destroy()
    }
    pairs.clear()
  }
  return {
    url: gated.href,
    shut() {
      isShut = true
    },
    open() {
      isShut = false
      for (const through of waiting) through()
      waiting = []
    },
    stall() {
      for (const pair of pairs) {
        pair.isStalled = true
        pair.near.unpipe(pair.far).resume()
        pair.far.unpipe(pair.near).resume()
      }
    },
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

/** Two ends of one connection. */
interface Pair {
  readonly near: Socket
  readonly far: Socket
  isStalled: boolean
}

/** With one the other is over, unless nothing passes any more. */
function endTogether(pair: Pair): void {
  for (const [one, other] of [
    [pair.near, pair.far],
    [pair.far, pair.near],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => {
      if (!pair.isStalled) other.destroy()
    })
  }
}
