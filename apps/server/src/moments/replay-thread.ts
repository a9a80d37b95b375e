import { Worker } from 'node:worker_threads'
import { Replay, type Replayed } from './replay.ts'

/** Updates in the order of the log, a part at a time. */
export type Parts = AsyncIterable<readonly Uint8Array[]>

/** Replays drafts without holding up the sessions. */
export interface ReplayThread {
  /** Replays one draft; never two at once. */
  replay(parts: Parts): Promise<Replayed>
  close(): Promise<void>
}

/** What a thread is told: more updates of the draft in hand, or that these were all. */
export type ReplayMessage = { readonly updates: readonly Uint8Array[] } | 'finish'

/** A draft of so many bytes and no more parts is replayed on the spot: less work than handing it to another thread. */
const smallBytes = 32 * 1024

/** A thread that starts with the first draft that is worth it. */
export function createReplayThread(): ReplayThread {
  let worker: Worker | null = null
  let isClosed = false

  function start(): Worker {
    const started = new Worker(new URL('./replay-worker.ts', import.meta.url))
    started.unref()
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  async function handOver(first: readonly Uint8Array[], rest: AsyncIterator<readonly Uint8Array[]>) {
    worker ??= start()
    const thread = worker
    const answer = answerOf(thread)
    // The answer is awaited below; a thread that dies before that must not go by unheard.
    answer.catch(() => undefined)
    const send = (message: ReplayMessage) => thread.postMessage(message)
    send({ updates: first })
    for (let next = await rest.next(); !next.done; next = await rest.next()) send({ updates: next.value })
    send('finish')
    return answer
  }

  return {
    async replay(parts) {
      const reading = parts[Symbol.asyncIterator]()
      const first = await reading.next()
      const updates = first.done ? [] : first.value
      const bytes = updates.reduce((sum, { length }) => sum + length, 0)
      const second = bytes <= smallBytes ? await reading.next() : null
      if (isClosed) throw new Error('The server is stopping')
      if (second?.done) return replayed(updates)
      return handOver(second ? [...updates, ...second.value] : updates, reading)
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}

function replayed(updates: readonly Uint8Array[]): Replayed {
  const replay = new Replay()
  replay.add(updates)
  return replay.finish()
}

function answerOf(thread: Worker): Promise<Replayed> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      thread.off('message', onMessage)
      thread.off('error', onError)
      thread.off('exit', onExit)
      settled()
    }
    const onMessage = (answer: Replayed) => settle(() => resolve(answer))
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = () => settle(() => reject(new Error('The replaying thread has ended')))
    thread.on('message', onMessage)
    thread.on('error', onError)
    thread.on('exit', onExit)
  })
}
