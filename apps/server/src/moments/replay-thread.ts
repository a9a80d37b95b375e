import { parentPort, Worker } from 'node:worker_threads'
import type { DocJson } from '@samsyn/editor'
import { Replay, type Replayed } from './replay.ts'

/** Updates in the order of the log, a part at a time. */
export type Parts = AsyncIterable<readonly Uint8Array[]>

/** Replays drafts, and makes something of their texts, without holding up the sessions. */
export interface ReplayThread<Order, Value> {
  /** Replays one draft; never two at once. */
  replay(parts: Parts, order: Order): Promise<Replayed<Value>>
  close(): Promise<void>
}

/** What a thread is told: more updates of the draft in hand, or that these were all, and what is wanted of it. */
type ReplayMessage<Order> = { readonly updates: readonly Uint8Array[] } | { readonly finish: Order }

/** A draft of so many bytes and no more parts is replayed on the spot: less work than handing it to another thread. */
const smallBytes = 32 * 1024
/** A thread that has had nothing to do for so long, in milliseconds, gives its memory back. */
const idleFor = 60_000

/** A thread that starts with the first draft that is worth it. `worker` is a module that answers with the same `make`. */
export function createReplayThread<Order, Value>(
  worker: URL,
  make: (doc: DocJson, order: Order) => Value,
): ReplayThread<Order, Value> {
  let thread: Worker | null = null
  let isClosed = false
  let ending: NodeJS.Timeout | undefined

  function start(): Worker {
    const started = new Worker(worker)
    started.unref()
    started.once('exit', () => {
      if (thread === started) thread = null
    })
    return started
  }

  async function handOver(
    first: readonly Uint8Array[],
    rest: AsyncIterator<readonly Uint8Array[]>,
    order: Order,
  ): Promise<Replayed<Value>> {
    clearTimeout(ending)
    thread ??= start()
    const busy = thread
    const end = () => {
      if (thread === busy) thread = null
      void busy.terminate()
    }
    const answer = answerOf<Value>(busy)
    // The answer is awaited below; a thread that dies before that must not go by unheard.
    answer.catch(() => undefined)
    const send = (message: ReplayMessage<Order>) => busy.postMessage(message)
    try {
      send({ updates: first })
      for (let next = await rest.next(); !next.done; next = await rest.next()) send({ updates: next.value })
      send({ finish: order })
      const replayed = await answer
      ending = setTimeout(end, idleFor).unref()
      return replayed
    } catch (error) {
      // It holds a part of this draft, which must not get into the next one.
      end()
      throw error
    }
  }

  return {
    async replay(parts, order) {
      const reading = parts[Symbol.asyncIterator]()
      const first = await reading.next()
      const updates = first.done ? [] : first.value
      const bytes = updates.reduce((sum, { length }) => sum + length, 0)
      const second = bytes <= smallBytes ? await reading.next() : null
      if (isClosed) throw new Error('The server is stopping')
      if (!second?.done) return handOver(second ? [...updates, ...second.value] : updates, reading, order)
      const replay = new Replay()
      replay.add(updates)
      return replay.finish((doc) => make(doc, order))
    },
    async close() {
      isClosed = true
      clearTimeout(ending)
      await thread?.terminate()
    },
  }
}

/** The other side: to be called once, in the thread. */
export function answerReplays<Order, Value>(make: (doc: DocJson, order: Order) => Value): void {
  let replay = new Replay()
  parentPort?.on('message', (message: ReplayMessage<Order>) => {
    if ('updates' in message) {
      replay.add(message.updates)
      return
    }
    const done = replay.finish((doc) => make(doc, message.finish))
    replay = new Replay()
    parentPort?.postMessage(done)
  })
}

function answerOf<Value>(thread: Worker): Promise<Replayed<Value>> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
      settled()
    }
    const onMessage = (answer: Replayed<Value>) => settle(() => resolve(answer))
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error('The replaying thread has ended')))
    thread.on('message', onMessage)
    thread.on('error', onError)
    thread.on('exit', onExit)
  })
}
