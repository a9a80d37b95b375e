import { setTimeout as elapsed } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Server } from '../servers/server.ts'
import { seededRandom } from '../texts/random.ts'
import { type Script, typingScript } from '../texts/script.ts'
import { connectClient } from '../wire/client.ts'
import { Deliveries } from './deliveries.ts'
import { evenPlan, play } from './play.ts'
import type { Metrics, Run, Workload } from './workload.ts'

const clients = 5
const firstClientId = 6_000
/** Every other round is fast enough that what a server does every few hundred updates is going on when it dies. */
const rates = [5, 120] as const
const longestRound = 3_500
const shortestRound = 800

/** W6: the process is killed while five people type; what they were told is stored, or saw, must be there afterwards. */
export const kills: Workload = {
  name: 'W6',
  title: `kill -9 at random moments while ${clients} clients type`,
  metrics: {
    kills: '',
    'updates acknowledged': '',
    'acknowledged and lost': '',
    'received and lost': '',
    'oldest lost': 's',
  },
  without: ['raw', 'rf', 'rbf', 'Y', 'H', 'slow'],
  measure: measureKills,
}

interface Round {
  readonly scripts: readonly Script[]
  readonly deliveries: Deliveries
  /** How many updates of each client it was told are taken. */
  readonly acknowledged: Uint32Array
  readonly killedAt: number
}

async function measureKills({ start, isQuick, seed }: Run): Promise<Metrics> {
  const rounds = isQuick ? 4 : 20
  const random = seededRandom(seed)
  const server = await start()
  let acknowledgedAndLost = 0
  let receivedAndLost = 0
  let updatesAcknowledged = 0
  let oldestLost = 0
  for (let number = 0; number < rounds; number += 1) {
    const round = await typeUntilKilled(server, { number, random })
    const stored = await storedClocks(server)
    for (const [index, script] of round.scripts.entries()) {
      // Every update of a script adds one to the clock.
      const kept = stored.get(script.clientId) ?? 0
      const acknowledged = round.acknowledged[index] ?? 0
      const received = Math.max(
        ...round.scripts
          .keys()
          .map((receiver) => (receiver === index ? 0 : round.deliveries.count(receiver, index))),
      )
      updatesAcknowledged += acknowledged
      acknowledgedAndLost += Math.max(0, acknowledged - kept)
      receivedAndLost += Math.max(0, received - kept)
      if (Math.max(acknowledged, received) > kept)
        oldestLost = Math.max(oldestLost, round.killedAt - round.deliveries.sentAt(index, kept))
    }
  }
  return {
    kills: rounds,
    'updates acknowledged': updatesAcknowledged,
    'acknowledged and lost': acknowledgedAndLost,
    'received and lost': receivedAndLost,
    'oldest lost': oldestLost / 1000,
  }
}

async function typeUntilKilled(
  server: Server,
  { number, random }: { readonly number: number; readonly random: () => number },
): Promise<Round> {
  const rate = rates[number % rates.length] ?? 5
  const length = shortestRound + random() * (longestRound - shortestRound)
  const count = Math.ceil((longestRound / 1000) * rate)
  const scripts = Array.from({ length: clients }, (_none, index) =>
    typingScript({ clientId: firstClientId + number * clients + index, count }),
  )
  const deliveries = new Deliveries(scripts)
  const acknowledged = new Uint32Array(clients)
  const closed: Promise<void>[] = []
  const ends = await Promise.all(
    scripts.map(async (_script, index) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      closed.push(promise)
      const client = await connectClient(server.dialect, server.door(0, index), {
        onUpdate: (update, at) => deliveries.receive(index, update, at),
        onAcknowledged: (upTo) => {
          acknowledged[index] = upTo
        },
        onClose: () => resolve(),
      })
      await Promise.all([client.synced, client.answered])
      return client
    }),
  )
  const frames = ends.map(
    (client, index) => scripts[index]?.updates.map((update) => client.prepare(update)) ?? [],
  )
  let isOver = false
  const typing = play(
    evenPlan(clients, { count, interval: 1000 / rate, random }),
    ({ index, update }, now) => {
      deliveries.sent(index, update, now)
      ends[index]?.write(frames[index]?.[update] ?? new Uint8Array(0))
    },
    () => isOver,
  )
  await elapsed(length)
  const killedAt = performance.now()
  const restarted = server.restart('SIGKILL')
  // What was on its way when the process died has still been received.
  await Promise.all(closed)
  isOver = true
  await typing
  await restarted
  return { scripts, deliveries, acknowledged, killedAt }
}

async function storedClocks(server: Server): Promise<ReadonlyMap<number, number>> {
  const clocks = new Map<number, number>()
  const reader = await connectClient(server.dialect, server.door(0, 0), {
    onUpdate: (update) => {
      for (const [clientId, clock] of Y.parseUpdateMeta(update).to)
        clocks.set(clientId, Math.max(clocks.get(clientId) ?? 0, clock))
    },
  })
  await reader.synced
  // The rest may come behind the step 2 (y-leveldb answers before it has loaded).
  await elapsed(500)
  reader.cut()
  return clocks
}
