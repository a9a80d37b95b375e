import { eachWithin } from '../servers/each-within.ts'
import { cpuMilliseconds, residentKilobytes } from '../servers/process-figures.ts'
import type { Server } from '../servers/server.ts'
import { seededRandom } from '../texts/random.ts'
import { typingScript } from '../texts/script.ts'
import { type Client, type Content, connectClient } from '../wire/client.ts'
import { createCoverage } from './coverage.ts'
import { Deliveries } from './deliveries.ts'
import { elapsed, placeContent, within } from './place-content.ts'
import { evenPlan, play } from './play.ts'
import { quantile } from './statistics.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const openedAtOnce = 64
const placedAtOnce = 16
const warmUpSeconds = 2
const patience = 20_000
const writerId = 900_000_001

/** W3: many documents of 2,000 edits, two clients in each, one of whom writes once a second. */
export const manyDocuments: Workload = {
  name: 'W3',
  title: '2,000 documents of 2,000 edits, 2 clients each, one update/s per document',
  metrics: {
    'connections/s': '',
    'CPU per connection': 'ms',
    'KB per document': '',
    p50: 'ms',
    p99: 'ms',
    max: 'ms',
    'CPU per 1,000': 'ms',
    'RSS before': 'MB',
    'RSS open': 'MB',
    'RSS after close': 'MB',
  },
  without: ['slow'],
  measure: measureManyDocuments,
}

async function measureManyDocuments({ start, texts, isQuick, seed }: Run): Promise<Metrics> {
  const documents = isQuick ? 200 : 2_000
  const seconds = warmUpSeconds + (isQuick ? 3 : 10)
  const content = texts.small
  const server = await start({ documents, prepare: (other) => placeInAll(other, documents, content) })
  await elapsed(1_000)
  const before = residentKilobytes(server.pid)

  const script = typingScript({ clientId: writerId, count: seconds, base: content })
  const deliveries = Array.from({ length: documents }, () => new Deliveries([script], 2))
  const writers: Client[] = []
  const readers: Client[] = []
  let lost = ''
  const onClose = (reason: string) => {
    lost = reason
  }
  const cpuBeforeOpening = cpuMilliseconds(server.pid)
  const begin = performance.now()
  await eachWithin(openedAtOnce, documents, async (document) => {
    const writer = await connectClient(server.dialect, server.door(document, 0), { content, onClose })
    await Promise.all([writer.synced, writer.answered])
    const coverage = createCoverage(content)
    const complete = Promise.withResolvers<void>()
    const reader = await connectClient(server.dialect, server.door(document, 1), {
      onUpdate: (update, at) => {
        if (!coverage.isComplete && coverage.add(update)) complete.resolve()
        deliveries[document]?.receive(1, update, at)
      },
      onClose,
    })
    await Promise.all([reader.synced, within(patience, complete.promise)])
    writers[document] = writer
    readers[document] = reader
  })
  const opening = (performance.now() - begin) / 1000
  const cpuOpening = cpuMilliseconds(server.pid) - cpuBeforeOpening
  await elapsed(isQuick ? 1_000 : 3_000)
  const open = residentKilobytes(server.pid)

  const frames = writers.map((writer) => script.updates.map((update) => writer.prepare(update)))
  const plan = evenPlan(documents, { count: seconds, interval: 1000, random: seededRandom(seed) })
  let cpuBefore = 0
  let isCounting = false
  await play(plan, ({ at, index, update }, now) => {
    if (!isCounting && at >= warmUpSeconds * 1000) {
      isCounting = true
      cpuBefore = cpuMilliseconds(server.pid)
      for (const one of deliveries) one.countFrom(now)
    }
    deliveries[index]?.sent(0, update, now)
    writers[index]?.write(frames[index]?.[update] ?? new Uint8Array(0))
  })
  for (const one of deliveries) await one.finished(patience)
  if (lost !== '') throw new Error(`${server.name} let a client go: ${lost}`)
  const cpu = cpuMilliseconds(server.pid) - cpuBefore
  const latencies = deliveries.flatMap((one) => one.latencies)
  for (const client of [...writers, ...readers]) client.cut()
  await elapsed(isQuick ? 3_000 : 10_000)
  return {
    'connections/s': (2 * documents) / opening,
    'CPU per connection': cpuOpening / (2 * documents),
    'KB per document': (open - before) / documents,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    max: quantile(latencies, 1),
    'CPU per 1,000': (cpu / latencies.length) * 1000,
    'RSS before': before / 1024,
    'RSS open': open / 1024,
    'RSS after close': residentKilobytes(server.pid) / 1024,
  }
}

async function placeInAll(server: Server, documents: number, content: Content): Promise<void> {
  await eachWithin(placedAtOnce, documents, async (document) => {
    const author = await placeContent(server, { document, content })
    author.cut()
  })
  // Those that store when the last one leaves get the time to do so.
  await elapsed(3_000)
}
