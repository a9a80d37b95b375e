import { Worker } from 'node:worker_threads'
import type { LogEntry } from '@samsyn/sync'
import { StorageError } from './storage-error.ts'

/** Entries on their way to the thread: their bytes in one piece, which is handed over and not copied. */
export interface PackedEntries {
  readonly places: readonly (readonly [positionId: string, personId: string | null, at: string])[]
  /** Where each entry's bytes end. */
  readonly ends: readonly number[]
  readonly bytes: Uint8Array
}

/** The thread's answer: the places in the log, or what went wrong. */
export type Written =
  | { readonly ok: true; readonly sequences: readonly number[] }
  | { readonly ok: false; readonly message: string }

/** Writes to the log of an SQLite file from a thread of its own, so that no session waits while the disk syncs. */
export interface SqliteWriter {
  /** Writes the entries in one transaction and gives their places; throws `not_writable` when nothing was written. */
  write(entries: readonly LogEntry[]): Promise<readonly number[]>
  close(): Promise<void>
}

/** Opens a writer on a database file that has been migrated. */
export function createSqliteWriter(path: string, options: { readonly busyTimeout: number }): SqliteWriter {
  let worker: Worker | null = null
  let pending: { resolve: (written: Written) => void; reject: (error: Error) => void } | null = null

  function start(): Worker {
    const started = new Worker(new URL('./sqlite-writer-thread.ts', import.meta.url), {
      workerData: { path, ...options },
    })
    started.unref()
    started.on('message', (written: Written) => {
      const { resolve } = pending ?? {}
      pending = null
      resolve?.(written)
    })
    const fail = (error: Error) => {
      if (worker === started) worker = null
      const { reject } = pending ?? {}
      pending = null
      reject?.(error)
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('The thread of the log has ended')))
    return started
  }

  return {
    async write(entries) {
      worker ??= start()
      const { promise, resolve, reject } = Promise.withResolvers<Written>()
      pending = { resolve, reject }
      const packed = pack(entries)
      worker.postMessage(packed, [packed.bytes.buffer])
      const written = await promise.catch((cause: unknown) => {
        throw new StorageError('not_writable', 'The log could not be written', { cause })
      })
      if (!written.ok) {
        throw new StorageError('not_writable', `The log could not be written: ${written.message}`)
      }
      return written.sequences
    },
    async close() {
      const closing = worker
      worker = null
      if (!closing) return
      // Lets the thread close its connection, so that the file is left tidy.
      closing.postMessage(null)
      await new Promise((resolve) => closing.once('exit', resolve))
    },
  }
}

function pack(entries: readonly LogEntry[]): PackedEntries & { readonly bytes: Uint8Array<ArrayBuffer> } {
  const bytes = new Uint8Array(entries.reduce((length, { update }) => length + update.length, 0))
  const ends: number[] = []
  let end = 0
  for (const { update } of entries) {
    bytes.set(update, end)
    end += update.length
    ends.push(end)
  }
  return { places: entries.map(({ positionId, personId, at }) => [positionId, personId, at]), ends, bytes }
}
