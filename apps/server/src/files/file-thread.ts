import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { ok, refuse } from '@samsyn/domain'
import type { Outcome } from '../refusal.ts'

/** What writes files apart from the server's own thread, so that no session waits for one. */
export interface FileThread<Job, Answer> {
  /** Does one job after the other. Refuses `busy` when too many wait; throws where the job does. */
  do(job: Job): Promise<Outcome<Answer>>
  close(): Promise<void>
}

/** Something that does jobs, one after the other. */
interface Hand<Job, Answer> {
  send(job: Job): void
  end(): Promise<void>
  /** Tells what it answers, and once that it has ended. */
  listen(told: { answered(answer: Answer | Error): void; ended(error: Error): void }): void
}

/** Files that may wait to be written, the one in hand included. */
const mostWaiting = 24

interface Waiting<Job, Answer> {
  readonly job: Job
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** A thread, which shares the fate of the server. It answers each job or sends an `Error`. */
export function createFileThread<Job, Answer>(worker: URL): FileThread<Job, Answer> {
  return createQueue(() => threadOf<Job, Answer>(worker))
}

/** A process of its own, for what could take the server with it. It answers each job or sends an `Error`. */
export function createFileProcess<Job, Answer>(worker: URL): FileThread<Job, Answer> {
  return createQueue(() => processOf<Job, Answer>(worker))
}

/** Starts with the first job, and again with the next one after it has ended. */
function createQueue<Job, Answer>(start: () => Hand<Job, Answer>): FileThread<Job, Answer> {
  const waiting: Waiting<Job, Answer>[] = []
  let hand: Hand<Job, Answer> | null = null
  let isClosed = false

  function begin(): Hand<Job, Answer> {
    const started = start()
    started.listen({
      answered(answer) {
        const next = waiting.shift()
        if (answer instanceof Error) next?.reject(answer)
        else next?.resolve(answer)
      },
      ended(error) {
        if (hand !== started) return
        hand = null
        // It ended over the job in hand; the others are done by the next one.
        waiting.shift()?.reject(error)
        if (waiting.length === 0 || isClosed) return
        hand = begin()
        for (const { job } of waiting) hand.send(job)
      },
    })
    return started
  }

  return {
    async do(job) {
      if (isClosed) throw new Error('The server is stopping')
      if (waiting.length >= mostWaiting) return refuse({ code: 'busy' })
      hand ??= begin()
      const { promise, resolve, reject } = Promise.withResolvers<Answer>()
      waiting.push({ job, resolve, reject })
      hand.send(job)
      return ok(await promise)
    },
    async close() {
      isClosed = true
      await hand?.end()
      for (const { reject } of waiting.splice(0)) reject(new Error('The server is stopping'))
    },
  }
}

function threadOf<Job, Answer>(worker: URL): Hand<Job, Answer> {
  const thread = new Worker(worker)
  thread.unref()
  return {
    send: (job) => thread.postMessage(job),
    end: async () => void (await thread.terminate()),
    listen({ answered, ended }) {
      thread.on('message', answered)
      thread.on('error', ended)
      thread.on('exit', () => ended(new Error('The thread that writes files has ended')))
    },
  }
}

function processOf<Job, Answer>(worker: URL): Hand<Job, Answer> {
  const child = fork(fileURLToPath(worker), {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.unref()
  child.channel?.unref()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    send: (job) => void child.send(job as object),
    end: () => {
      child.kill('SIGKILL')
      return gone
    },
    listen({ answered, ended }) {
      // What comes is what the worker sends: its answers.
      child.on('message', (answer) => answered(answer as Answer | Error))
      child.on('error', ended)
      child.on('exit', () => ended(new Error('The process that writes files has ended')))
    },
  }
}
