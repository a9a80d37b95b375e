import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Gate {
  /** The address of the database, through the gate. */
  readonly url: string
  /** From now on a new connection comes no further, until it is opened again. */
  shut(): void
  open(): void
  close(): Promise<void>
}

/** A door before a database that a test shuts. */
export async function openGate(url: string): Promise<Gate> {
  const { hostname, port } = new URL(url)
  let waiting: (() => void)[] = []
  let isShut = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const through = () => {
      near.pipe(far)
      far.pipe(near)
    }
    pair(near, far)
    if (isShut) waiting.push(through)
    else through()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const gated = new URL(url)
  gated.port = String((server.address() as AddressInfo).port)
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
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** Two ends of one connection: with one the other is over. */
function pair(...[near, far]: readonly [Socket, Socket]): void {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    one.on('error', () => undefined)
    one.on('close', () => other.destroy())
  }
}
