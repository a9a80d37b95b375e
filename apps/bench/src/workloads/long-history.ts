import { residentKilobytes } from '../servers/process-figures.ts'
import type { Server } from '../servers/server.ts'
import { type SharedText, sharedText } from '../texts/shared-text.ts'
import { type Client, connectClient } from '../wire/client.ts'
import { clocksOf } from './coverage.ts'
import { askHistory } from './history-questions.ts'
import { joins } from './large-document.ts'
import { elapsed, within } from './place-content.ts'
import { median } from './statistics.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const authors = 5
const patience = 20_000

/** W7: a document that five authors wrote in 50,000 updates: opening it, and asking who wrote what. */
export const longHistory: Workload = {
  name: 'W7',
  title: `a document of 50,000 updates by ${authors} authors: opening it, who wrote it, what it said at a time`,
  metrics: {
    cold: 'ms',
    warm: 'ms',
    RSS: 'MB',
    'read log': 'ms',
    'who wrote it': 'ms',
    'who removed what': 'ms',
    'text at a time': 'ms',
  },
  // y-leveldb is still writing the 50,000 updates when its process is asked to end.
  without: ['raw', 'rf', 'rbf', 'Y', 'YL', 'H', 'slow'],
  measure: measureLongHistory,
}

async function measureLongHistory({ kind, start, folder, isQuick }: Run): Promise<Metrics> {
  const shared = sharedText({ edits: isQuick ? 5_000 : 50_000, authors, seed: 7 })
  const server = await start({ prepare: (other) => writeAll(other, shared) })
  const cold = await joins(server, shared.content, 1)
  const warm: number[] = []
  for (let join = 0; join < 5; join += 1) warm.push(await joins(server, shared.content, 1))
  const rss = residentKilobytes(server.pid) / 1024
  const document = server.door(0, 0).document
  await server.stop()
  const answers = kind.home === undefined ? {} : await askHistory(kind.home, { folder, document, shared })
  return { cold, warm: median(warm), RSS: rss, ...answers }
}

/** Has the authors write the text, each turn after everybody has the one before it. */
async function writeAll(server: Server, { turns }: SharedText): Promise<void> {
  const seen = Array.from({ length: authors }, () => new Map<number, number>())
  let look = (): void => undefined
  const clients: Client[] = []
  for (const [author, clocks] of seen.entries()) {
    const client = await connectClient(server.dialect, server.door(0, author), {
      onUpdate: (update) => {
        for (const [clientId, clock] of clocksOf(update))
          clocks.set(clientId, Math.max(clocks.get(clientId) ?? 0, clock))
        look()
      },
    })
    await Promise.all([client.synced, client.answered])
    clients.push(client)
  }
  for (const turn of turns) {
    const client = clients[turn.author] as Client
    const frames = turn.updates.map((update) => client.prepare(update))
    const others = seen.filter((_clocks, author) => author !== turn.author)
    const arrived = new Promise<void>((resolve) => {
      look = () => {
        if (others.every((clocks) => (clocks.get(turn.clientId) ?? 0) >= turn.clock)) resolve()
      }
      client.write(Buffer.concat(frames))
      look()
    })
    await within(patience, arrived, `${server.name} did not pass a turn on`)
  }
  for (const client of clients) client.cut()
  await elapsed(3_000)
}
