import * as Y from 'yjs'
import { cpuMilliseconds } from '../servers/process-figures.ts'
import { type Script, typingScript } from '../texts/script.ts'
import { type Client, type Content, connectClient } from '../wire/client.ts'
import { Deliveries } from './deliveries.ts'
import { placeAndLeave } from './large-document.ts'
import { elapsed, placeContent } from './place-content.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const clients = 200
/** So many of them wrote something while the server was away. */
const editors = 20
const patience = 60_000
const firstClientId = 5_000

/** W5: everybody comes back at the same moment after a restart. */
export const reconnection: Workload = {
  name: 'W5',
  title: `${clients} clients with a document of 20,000 keystrokes reconnect at once after a restart, ${editors} of them with an edit`,
  metrics: { synced: 'ms', converged: 'ms', CPU: 'ms', 'MB sent': '', 're-uploads': '' },
  without: ['raw', 'rf', 'rbf', 'slow'],
  measure: measureReconnection,
}

async function measureReconnection({ kind, start, texts }: Run): Promise<Metrics> {
  const content = texts.middle
  const scripts = Array.from({ length: editors }, (_none, index) =>
    typingScript({ clientId: firstClientId + index, count: 1, base: content, place: index / editors }),
  )
  const held = Array.from({ length: clients }, (_none, index) => withEdit(content, scripts[index]))
  const server = await start({ prepare: (other) => placeAndLeave(other, content) })
  const author = kind.isPersistent ? null : await placeContent(server, { content })
  const before: Client[] = []
  for (let index = 0; index < clients; index += 1) {
    const client = await connectClient(server.dialect, server.door(0, index), { content })
    await client.synced
    before.push(client)
  }
  await server.restart('SIGTERM')
  for (const client of [...before, ...(author ? [author] : [])]) client.cut()
  await elapsed(1_000)

  const deliveries = new Deliveries(scripts, clients)
  const cpuBefore = cpuMilliseconds(server.pid)
  const begin = performance.now()
  for (const index of scripts.keys()) deliveries.sent(index, 0, begin)
  const syncedAt: number[] = []
  const ends = await Promise.all(
    held.map(async (own, index) => {
      const client = await connectClient(server.dialect, server.door(0, index), {
        content: own,
        onUpdate: (update, at) => deliveries.receive(index, update, at),
      })
      syncedAt.push((await client.synced).at)
      return client
    }),
  )
  await deliveries.finished(patience)
  const cpu = cpuMilliseconds(server.pid) - cpuBefore
  const bytes = ends.reduce((sum, client) => sum + client.bytesRead, 0)
  const known = Y.decodeStateVector(content.stateVector)
  const reuploads = ends.filter(({ answers }) =>
    answers.some((answer) =>
      [...Y.parseUpdateMeta(answer).to.keys()].some((clientId) => known.has(clientId)),
    ),
  ).length
  for (const client of ends) client.cut()
  return {
    synced: Math.max(...syncedAt) - begin,
    converged: deliveries.lastAt - begin,
    CPU: cpu,
    'MB sent': bytes / 1024 / 1024,
    're-uploads': reuploads,
  }
}

function withEdit(content: Content, script: Script | undefined): Content {
  if (!script) return content
  const update = Y.mergeUpdates([content.update, ...script.updates])
  return { update, stateVector: Y.encodeStateVectorFromUpdate(update) }
}
