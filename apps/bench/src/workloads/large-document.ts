import { residentKilobytes } from '../servers/process-figures.ts'
import type { Server } from '../servers/server.ts'
import { type Client, type Content, connectClient } from '../wire/client.ts'
import { createCoverage } from './coverage.ts'
import { elapsed, placeContent } from './place-content.ts'
import { median } from './statistics.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const joinersAtOnce = 50
const warmJoins = 5
const storms = 3
const patience = 30_000

/** W4: opening a large document from disk, from memory, and by many at once. */
export const largeDocument: Workload = {
  name: 'W4',
  title: `opening a document of 260,000 keystrokes: after a start, again, and ${joinersAtOnce} at once`,
  metrics: { cold: 'ms', warm: 'ms', '50 at once': 'ms', RSS: 'MB' },
  without: ['slow'],
  measure: measureLargeDocument,
}

async function measureLargeDocument({ kind, start, texts, isQuick }: Run): Promise<Metrics> {
  const content = texts.large
  const server = await start({ prepare: (other) => placeAndLeave(other, content) })
  // A server in memory has nothing to open until somebody brings it.
  const author = kind.isPersistent ? null : await placeContent(server, { content })
  const cold = kind.isPersistent ? await joins(server, content, 1) : NaN
  const warm: number[] = []
  for (let join = 0; join < (isQuick ? 2 : warmJoins); join += 1) warm.push(await joins(server, content, 1))
  const storm: number[] = []
  for (let round = 0; round < (isQuick ? 1 : storms); round += 1)
    storm.push(await joins(server, content, joinersAtOnce))
  const rss = residentKilobytes(server.pid) / 1024
  author?.cut()
  return { cold, warm: median(warm), '50 at once': median(storm), RSS: rss }
}

/** Brings a text into the first document of a server that keeps it. */
export async function placeAndLeave(server: Server, content: Content): Promise<void> {
  const author = await placeContent(server, { content })
  author.cut()
  await elapsed(3_000)
}

/** From the first connection to when so many newcomers, all at once, have the whole text. */
export async function joins(server: Server, content: Content, count: number): Promise<number> {
  const begin = performance.now()
  const clients: Client[] = []
  const times = await Promise.all(
    Array.from({ length: count }, async (_none, index) => {
      const coverage = createCoverage(content)
      const { promise, resolve, reject } = Promise.withResolvers<number>()
      const timer = setTimeout(
        () => reject(new Error(`${server.name} did not hand over the whole text`)),
        patience,
      )
      clients.push(
        await connectClient(server.dialect, server.door(0, 1 + index), {
          onUpdate: (update, at) => {
            if (coverage.add(update)) resolve(at - begin)
          },
          onClose: (reason) => reject(new Error(`${server.name} let a newcomer go: ${reason}`)),
        }),
      )
      return promise.finally(() => clearTimeout(timer))
    }),
  )
  for (const client of clients) client.cut()
  // The next newcomers should not meet the last ones on their way out.
  await elapsed(100)
  return Math.max(...times)
}
