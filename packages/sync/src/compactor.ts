import { Worker } from 'node:worker_threads'
import { type Compacted, compact } from './compaction.ts'

/** Merges updates without holding up the sessions. */
export interface Compactor {
  /** As `compact`; one at a time, in the order asked for. */
  compact(updates: readonly Uint8Array[]): Promise<Compacted>
  /** Ends what is under way; what waits is rejected. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (compacted: Compacted) => void
  readonly reject: (error: Error) => void
}

/** What fits into this many bytes is merged on the spot: less work than handing it to another thread. */
const smallBytes = 16 * 1024

/** A compactor with a thread of its own, which starts with the first work that is worth it. */
export function createCompactor(): Compactor {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let isClosed = false

  function start(): Worker {
    const started = new Worker(new URL('./compaction-worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: Compacted | Error) => {
      const next = waiting.shift()
      if (answer instanceof Error) next?.reject(answer)
      else next?.resolve(answer)
    })
    const fail = (error: Error) => {
      if (worker === started) worker = null
      for (const each of waiting.splice(0)) each.reject(error)
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('The compaction thread has ended')))
    return started
  }

  return {
    async compact(updates) {
      if (isClosed) throw new Error('The compactor is closed')
      if (updates.reduce((bytes, { length }) => bytes + length, 0) <= smallBytes) return compact(updates)
      worker ??= start()
      const { promise, resolve, reject } = Promise.withResolvers<Compacted>()
      waiting.push({ resolve, reject })
      worker.postMessage(updates)
      return promise
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}
