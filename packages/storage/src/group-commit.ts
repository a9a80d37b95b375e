import { setTimeout as pause } from 'node:timers/promises'
import type { LogEntry } from '@samsyn/sync'

/** Writes entries in one transaction, all or none, and gives their places once they are on disk. */
export type WriteEntries = (entries: readonly LogEntry[]) => Promise<readonly number[]>

interface Waiting {
  readonly entries: readonly LogEntry[]
  readonly resolve: (places: readonly number[]) => void
  readonly reject: (error: unknown) => void
}

/** Appends to the log so that one write is under way at a time and whatever comes meanwhile shares the next. */
export interface GroupCommit {
  append(entries: readonly LogEntry[]): Promise<readonly number[]>
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>
}

/** From so many entries a second on, a write waits for more: fewer syncs, and fewer and larger messages to everybody. */
const busyRate = 1_000
/** For so long, in milliseconds; nobody notices. */
const gatherFor = 2
/** When so many wait already there is no need. */
const manyWaiting = 32
/** The rate is that of the last span of so many milliseconds. */
const rateSpan = 50

/** Groups what is appended at the same time into one transaction, which costs one sync of the disk. */
export function groupCommit(write: WriteEntries): GroupCommit {
  let waiting: Waiting[] = []
  let running: Promise<void> | null = null
  /** Whether a write has begun in this turn of the event loop: what else the turn brings shares the next. */
  let hasBegun = false

  function begin(): Promise<void> {
    if (hasBegun) return new Promise((begun) => setImmediate(() => begun(run())))
    hasBegun = true
    setImmediate(() => {
      hasBegun = false
    })
    return Promise.resolve().then(run)
  }

  let rate = 0
  let counted = 0
  let countedSince = performance.now()

  function count(entries: number): void {
    const span = performance.now() - countedSince
    if (span >= rateSpan) {
      rate = (counted / span) * 1000
      counted = 0
      countedSince += span
    }
    counted += entries
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      if (rate > busyRate && waiting.length < manyWaiting) await pause(gatherFor)
      const group = waiting
      waiting = []
      await commit(group)
    }
    running = null
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const places = await write(group.flatMap(({ entries }) => entries))
      let start = 0
      for (const { entries, resolve } of group) {
        resolve(places.slice(start, start + entries.length))
        start += entries.length
      }
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return {
    append(entries) {
      if (entries.length === 0) return Promise.resolve([])
      count(entries.length)
      return new Promise((resolve, reject) => {
        waiting.push({ entries, resolve, reject })
        running ??= begin()
      })
    },
    async settled() {
      while (running !== null) await running
    },
  }
}
