import { cpuMilliseconds } from '../servers/process-figures.ts'
import { typingScript } from '../texts/script.ts'
import { type Client, connectClient } from '../wire/client.ts'
import { Deliveries } from './deliveries.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const clients = 10
const inFlight = 100
const patience = 60_000
const firstClientId = 2_000

/** W2: as many updates as a server passes on. A sender has so many under way as its neighbour has not received. */
export const saturation: Workload = {
  name: 'W2',
  title: `one document, ${clients} clients, 20,000 updates as fast as they go, ${inFlight} in flight per client`,
  metrics: { 'updates/s': '', 'CPU per update': 'ms' },
  measure: measureSaturation,
}

async function measureSaturation({ start, isQuick }: Run): Promise<Metrics> {
  const count = (isQuick ? 5_000 : 20_000) / clients
  const scripts = Array.from({ length: clients }, (_none, index) =>
    typingScript({ clientId: firstClientId + index, count }),
  )
  const server = await start()
  const deliveries = new Deliveries(scripts)
  const ends: Client[] = []
  const sent = new Uint32Array(clients)
  let isScheduled = false
  let hasBegun = false
  let fail: (error: Error) => void = () => undefined
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  for (const index of scripts.keys()) {
    const client = await connectClient(server.dialect, server.door(0, index), {
      onUpdate: (update, at) => {
        deliveries.receive(index, update, at)
        if (isScheduled || !hasBegun) return
        isScheduled = true
        setImmediate(sendMore)
      },
      onClose: (reason) => fail(new Error(`${server.name} let a client go: ${reason}`)),
    })
    await client.synced
    await client.answered
    ends.push(client)
  }
  const frames = ends.map(
    (client, index) => scripts[index]?.updates.map((update) => client.prepare(update)) ?? [],
  )

  /** What may be sent by now goes out in one write for each sender. */
  function sendMore(): void {
    isScheduled = false
    for (const [index, client] of ends.entries()) {
      const from = sent[index] as number
      const upTo = Math.min(count, deliveries.count((index + 1) % clients, index) + inFlight)
      if (upTo <= from) continue
      const now = performance.now()
      for (let update = from; update < upTo; update += 1) deliveries.sent(index, update, now)
      sent[index] = upTo
      client.write(Buffer.concat(frames[index]?.slice(from, upTo) ?? []))
    }
    if (sent.every((number) => number === count)) allSent.resolve()
  }
  const allSent = Promise.withResolvers<void>()
  const cpuBefore = cpuMilliseconds(server.pid)
  const begin = performance.now()
  hasBegun = true
  sendMore()
  const timer = setTimeout(() => fail(new Error('not all could be sent in time')), patience)
  await Promise.race([allSent.promise, failed]).finally(() => clearTimeout(timer))
  await Promise.race([deliveries.finished(patience), failed])
  const seconds = (deliveries.lastAt - begin) / 1000
  const cpu = cpuMilliseconds(server.pid) - cpuBefore
  for (const client of ends) client.cut()
  return { 'updates/s': (count * clients) / seconds, 'CPU per update': cpu / (count * clients) }
}
