import { close, fdatasync, fstatSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'
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
  /**
   * Writes the entries in one transaction and gives their places; throws `not_writable` when nothing was written, and
   * `outcome_unknown` when it may have been.
   */
  write(entries: readonly LogEntry[]): Promise<readonly number[]>
  /** Throws `not_writable` where what was written before may not be on disk, and cannot be put there now. */
  makeSure(): void
  close(): Promise<void>
}

/** More entries than this are worth the way to the thread and back. */
const fewEntries = 256
/** A disk that takes longer than this to sync, in milliseconds, must not be waited for by the sessions. */
const slowSync = 2
/** After a slow sync so many writes leave the sync to another thread before one is waited for again. */
const writesAfterSlow = 200
/** Nor is a sync waited for where the last write began less than so many milliseconds ago: there is other work. */
const calm = 4
/** Nor for more entries than these. */
const usualEntries = 32
/** Bytes of a write-ahead log between two checkpoints, and then some. */
const usualWal = 16 * 1024 * 1024
/** About so many writes fill a few megabytes of write-ahead log. */
const checkpointEvery = 1_000

/**
 * Opens a writer on a database file that has been migrated. Entries are written on the spot, which takes less than the
 * way to another thread (ADR 9); where there is much to do or the disk is slow, its sync is left to another thread. Very
 * many entries and a database that is locked are the log's own thread's, so that no session waits for them.
 */
export function createSqliteWriter(
  path: string,
  {
    busyTimeout,
    sync = promisify(fdatasync),
  }: {
    readonly busyTimeout: number
    /** Puts what was written to an open file on disk, or rejects. */
    readonly sync?: (file: number) => Promise<void>
  },
): SqliteWriter {
  const near = openSqliteLog(path, { busyTimeout: 0 })
  const wal = openWal(`${path}-wal`)
  let pending: { resolve: (written: Written) => void; reject: (error: Error) => void } | null = null
  let worker: Worker | null = start()
  let syncsElsewhere = 0
  let lastBegun = Number.NEGATIVE_INFINITY
  let sinceCheckpoint = 0
  /** A sync of the write-ahead log failed: another one says nothing of what was written before it. */
  let isUnsure = false

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
  function writeHere(entries: readonly LogEntry[]): readonly number[] | Promise<readonly number[]> | null {
    const begun = performance.now()
    const isBusy = syncsElsewhere > 0 || begun - lastBegun < calm || entries.length > usualEntries
    lastBegun = begun
    const rows = entries.map(({ draftId, personId, at, update }) => [draftId, personId, at, update] as const)
    try {
      if (isBusy && wal !== null) return synced(wal, near.writeUnsynced(rows))
      const sequences = near.write(rows)
      if (performance.now() - begun > slowSync) syncsElsewhere = writesAfterSlow
      return sequences
    } catch {
      // Whatever it was, the thread finds out with the patience that sessions do not have.
      return null
    }
  }

  async function synced(file: number, sequences: readonly number[]): Promise<readonly number[]> {
    syncsElsewhere -= 1
    try {
      await sync(file)
    } catch (cause) {
      isUnsure = true
      try {
        makeSure()
      } catch {
        throw new StorageError('outcome_unknown', 'The log could not be synced', { cause })
      }
    }
    return sequences
  }

  /** After a sync that failed: what was written before is written once more, into the database file. */
  function makeSure(): void {
    if (!isUnsure) return
    try {
      near.moveAll()
    } catch (cause) {
      throw new StorageError('not_writable', 'What was written before could not be put on disk', { cause })
    }
    isUnsure = false
  }

  async function writeThere(entries: readonly LogEntry[]): Promise<readonly number[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Written>()
    pending = { resolve, reject }
    const packed = pack(entries)
    tell({ kind: 'write', entries: packed }, [packed.bytes.buffer])
    const written = await promise.catch((cause: unknown) => {
      throw new StorageError('outcome_unknown', 'The thread of the log ended in the middle of a write', {
        cause,
      })
    })
    if (!written.ok)
      throw new StorageError('not_writable', `The log could not be written: ${written.message}`)
    return written.sequences
  }

  return {
    makeSure,
    async write(entries) {
      makeSure()
      sinceCheckpoint += 1
      if (sinceCheckpoint >= checkpointEvery) {
        sinceCheckpoint = 0
        tell({ kind: 'checkpoint' })
      }
      return (entries.length <= fewEntries ? writeHere(entries) : null) ?? writeThere(entries)
    },
    async close() {
      near.close()
      if (wal !== null) await promisify(close)(wal)
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
 * Opens the write-ahead log for syncing, and grows it to its usual size with zeros, which SQLite takes for the end: a
 * sync of a file that grows costs nearly twice as much (ADR 9). Null where there is none to open.
 */
function openWal(path: string): number | null {
  let file: number
  try {
    file = openSync(path, 'r+')
  } catch {
    return null
  }
  try {
    const { size } = fstatSync(file)
    if (size < usualWal) writeSync(file, Buffer.alloc(usualWal - size), 0, usualWal - size, size)
    fsyncSync(file)
  } catch {
    // No space: it grows by itself.
  }
  return file
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
