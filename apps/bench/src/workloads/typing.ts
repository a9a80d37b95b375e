import { cpuMilliseconds, residentKilobytes } from '../servers/process-figures.ts'
import { seededRandom } from '../texts/random.ts'
import { typingScript } from '../texts/script.ts'
import { type Client, connectClient } from '../wire/client.ts'
import { Deliveries } from './deliveries.ts'
import { placeContent } from './place-content.ts'
import { evenPlan, play } from './play.ts'
import { quantile } from './statistics.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const updatesPerSecond = 5
const warmUpSeconds = 2
const patience = 20_000
const firstClientId = 1_000

const metrics = {
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  max: 'ms',
  'ack p50': 'ms',
  'ack p99': 'ms',
  'CPU per 1,000': 'ms',
  RSS: 'MB',
} as const

/** W1-n: people who type in one document. */
export function typing(clients: number): Workload {
  return {
    name: `W1-${clients}`,
    title: `one document, ${clients} clients, ${updatesPerSecond} updates/s each`,
    metrics,
    measure: (run) => measureTyping(run, { clients, isLarge: false }),
  }
}

/** W1L: the same in a large document. */
export const typingInLarge: Workload = {
  name: 'W1L',
  title: `one document of 260,000 keystrokes, 25 clients, ${updatesPerSecond} updates/s each`,
  metrics,
  without: ['slow'],
  measure: (run) => measureTyping(run, { clients: 25, isLarge: true }),
}

async function measureTyping(
  { start, texts, isQuick, seed }: Run,
  { clients, isLarge }: { readonly clients: number; readonly isLarge: boolean },
): Promise<Metrics> {
  const count = (warmUpSeconds + (isQuick ? 3 : 10)) * updatesPerSecond
  const base = isLarge ? texts.large : undefined
  const scripts = Array.from({ length: clients }, (_none, index) =>
    typingScript({ clientId: firstClientId + index, count, base, place: (index + 0.5) / clients }),
  )
  const server = await start()
  const author = base ? await placeContent(server, { content: base }) : null
  const deliveries = new Deliveries(scripts)
  const acknowledgements: number[] = []
  let countedFrom = Number.POSITIVE_INFINITY
  const ends: Client[] = []
  let lost: string | null = null
  for (const index of scripts.keys()) {
    let known = 0
    const client = await connectClient(server.dialect, server.door(0, index), {
      onUpdate: (update, at) => deliveries.receive(index, update, at),
      onAcknowledged: (upTo, at) => {
        for (; known < upTo; known += 1) {
          const sentAt = deliveries.sentAt(index, known)
          if (sentAt >= countedFrom) acknowledgements.push(at - sentAt)
        }
      },
      onClose: (reason) => {
        lost = reason
      },
    })
    await client.synced
    await client.answered
    ends.push(client)
  }
  const frames = ends.map(
    (client, index) => scripts[index]?.updates.map((update) => client.prepare(update)) ?? [],
  )

  const plan = evenPlan(clients, { count, interval: 1000 / updatesPerSecond, random: seededRandom(seed) })
  let cpuBefore = 0
  await play(plan, ({ at, index, update }, now) => {
    if (countedFrom > now && at >= warmUpSeconds * 1000) {
      countedFrom = now
      deliveries.countFrom(now)
      cpuBefore = cpuMilliseconds(server.pid)
    }
    deliveries.sent(index, update, now)
    ends[index]?.write(frames[index]?.[update] ?? new Uint8Array(0))
  })
  await deliveries.finished(patience).catch((error: unknown) => {
    throw lost === null ? error : new Error(`${server.name} let a client go: ${lost}`)
  })
  const cpu = cpuMilliseconds(server.pid) - cpuBefore
  const rss = residentKilobytes(server.pid)
  for (const client of ends) client.cut()
  author?.cut()
  const { latencies } = deliveries
  return {
    p50: quantile(latencies, 0.5),
    p95: quantile(latencies, 0.95),
    p99: quantile(latencies, 0.99),
    max: quantile(latencies, 1),
    'ack p50': quantile(acknowledgements, 0.5),
    'ack p99': quantile(acknowledgements, 0.99),
    'CPU per 1,000': (cpu / latencies.length) * 1000,
    RSS: rss / 1024,
  }
}
