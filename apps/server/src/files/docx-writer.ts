import { Worker } from 'node:worker_threads'
import { ok, refuse } from '@samsyn/domain'
import type { Outcome } from '../refusal.ts'
import type { DocxJob } from './docx-job.ts'

/** Writes Word files without holding up the sessions. */
export interface DocxWriter {
  /** Writes one file after the other. Refuses `busy` when too many wait, and `draft_unreadable`. */
  write(job: DocxJob): Promise<Outcome<Uint8Array>>
  close(): Promise<void>
}

/** Files that may wait to be written, the one in hand included. */
const mostWaiting = 24

interface Waiting {
  readonly resolve: (file: Uint8Array | null) => void
  readonly reject: (error: Error) => void
}

/** A writer with a thread of its own, which starts with the first file and is where the library is loaded. */
export function createDocxWriter(): DocxWriter {
  const waiting: Waiting[] = []
  let worker: Worker | null = null
  let isClosed = false

  function start(): Worker {
    const started = new Worker(new URL('./docx-worker.ts', import.meta.url))
    started.unref()
    started.on('message', (answer: Uint8Array | Error | null) => {
      const next = waiting.shift()
      if (answer instanceof Error) next?.reject(answer)
      else next?.resolve(answer)
    })
    const fail = (error: Error) => {
      if (worker !== started) return
      worker = null
      for (const each of waiting.splice(0)) each.reject(error)
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('The thread that writes files has ended')))
    return started
  }

  return {
    async write(job) {
      if (isClosed) throw new Error('The server is stopping')
      if (waiting.length >= mostWaiting) return refuse({ code: 'busy' })
      worker ??= start()
      const { promise, resolve, reject } = Promise.withResolvers<Uint8Array | null>()
      waiting.push({ resolve, reject })
      worker.postMessage(job)
      const file = await promise
      return file ? ok(file) : refuse({ code: 'draft_unreadable' })
    },
    async close() {
      isClosed = true
      await worker?.terminate()
    },
  }
}
