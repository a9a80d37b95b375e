import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { LogEntry } from '@samsyn/sync'
import { openSqliteLog } from './sqlite-log.ts'
import { StorageError } from './storage-error.ts'

/** Entries on their way to the thread: their bytes in one piece, which is handed over and not copied. */
export interface PackedEntries {
  readonly places: readonly (readonly [draftId: string, personId: string | null, at: string])[]
  /** Where each entry's bytes end. */
  readonly ends: readonly number[]
  readonly bytes: Uint8Array
}

export type ToThread =
  | { readonly kind: 'write'; readonly entries: PackedEntries }
  | { readonly kind: 'checkpoint' }
  | { readonly kind: 'close' }

/** The thread's answer: the places in the log, or what went wrong. */
export type Written =
  | { readonly ok: true; readonly sequences: readonly number[] }
  | { readonly ok: false; readonly message: string }

/** Writes to the log of an SQLite file. */
export interface SqliteWriter {
  /** Writes the entries in one transaction and gives their places; throws `not_writable` when nothing was written. */
  write(entries: readonly LogEntry[]): Promise<readonly number[]>
  close(): Promise<void>
}

/** More entries than this are worth the way to the thread and back. */
const fewEntries = 32
/** A disk that takes longer than this to sync, in milliseconds, must not be waited for by the sessions. */
const slowSync = 2
/** After a slow sync so many writes go to the thread before the disk is tried again from here. */
const writesAfterSlow = 200
/** Bytes of a write-ahead log between two checkpoints, and then some. */
const usualWal = 16 * 1024 * 1024
/** About so many writes fill a few megabytes of write-ahead log. */
const checkpointEvery = 1_000

/**
 * Opens a writer on a database file that has been migrated. A few entries on a fast disk are written on the spot, which
 * takes less than the way to another thread (ADR 9); many entries, a slow disk and a database that is locked are the
 * thread's, so that no session waits for them.
 */
export function createSqliteWriter(
  path: string,
  { busyTimeout }: { readonly busyTimeout: number },
): SqliteWriter {
  const near = openSqliteLog(path, { busyTimeout: 0 })
  makeRoom(`${path}-wal`)
  let pending: { resolve: (written: Written) => void; reject: (error: Error) => void } | null = null
  let worker: Worker | null = start()
  let threadWrites = 0
  let sinceCheckpoint = 0

  function start(): Worker {
    const started = new Worker(new URL('./sqlite-writer-thread.ts', import.meta.url), {
      workerData: { path, busyTimeout },
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

  function tell(message: ToThread, transfer: ArrayBuffer[] = []): void {
    // One that failed takes no more with it than the write it failed in.
    worker ??= start()
    worker.postMessage(message, transfer)
  }

  /** Null where it could not be written from here; then nothing was. */
  function writeHere(entries: readonly LogEntry[]): readonly number[] | null {
    const begun = performance.now()
    try {
      return near.write(entries.map(({ draftId, personId, at, update }) => [draftId, personId, at, update]))
    } catch {
      // Whatever it was, the thread finds out with the patience that sessions do not have.
      return null
    } finally {
      if (performance.now() - begun > slowSync) threadWrites = writesAfterSlow
    }
  }

  async function writeThere(entries: readonly LogEntry[]): Promise<readonly number[]> {
    threadWrites -= 1
    const { promise, resolve, reject } = Promise.withResolvers<Written>()
    pending = { resolve, reject }
    const packed = pack(entries)
    tell({ kind: 'write', entries: packed }, [packed.bytes.buffer])
    const written = await promise.catch((cause: unknown) => {
      throw new StorageError('not_writable', 'The log could not be written', { cause })
    })
    if (!written.ok)
      throw new StorageError('not_writable', `The log could not be written: ${written.message}`)
    return written.sequences
  }

  return {
    async write(entries) {
      sinceCheckpoint += 1
      if (sinceCheckpoint >= checkpointEvery) {
        sinceCheckpoint = 0
        tell({ kind: 'checkpoint' })
      }
      const isForHere = entries.length <= fewEntries && threadWrites <= 0
      return (isForHere ? writeHere(entries) : null) ?? writeThere(entries)
    },
    async close() {
      near.close()
      const closing = worker
      worker = null
      if (!closing) return
      const exited = new Promise((resolve) => closing.once('exit', resolve))
      closing.ref()
      closing.postMessage({ kind: 'close' } satisfies ToThread)
      await exited
    },
  }
}

/**
 * Grows the write-ahead log to its usual size with zeros, which SQLite takes for the end: a sync of a file that grows
 * costs nearly twice as much (ADR 9). What cannot be had here is not needed.
 */
function makeRoom(walPath: string): void {
  try {
    const file = openSync(walPath, 'r+')
    const { size } = fstatSync(file)
    if (size < usualWal) writeSync(file, Buffer.alloc(usualWal - size), 0, usualWal - size, size)
    fsyncSync(file)
    closeSync(file)
  } catch {
    // No space, or no such file yet: it grows by itself.
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
  return { places: entries.map(({ draftId, personId, at }) => [draftId, personId, at]), ends, bytes }
}
