import { memoryLog } from '../../src/index.ts'
import type { LogEntry, Snapshot, UpdateLog } from '../../src/update-log.ts'

/** The memory log with its disk in the test's hands: appends and loads can be held back and made to fail. */
export interface SteppedLog extends UpdateLog {
  /** Every append that was begun, in order. */
  readonly appends: (readonly LogEntry[])[]
  /** Every entry that got to disk, in order. */
  readonly stored: LogEntry[]
  readonly loads: string[]
  /** Every snapshot that was begun, in order. */
  readonly snapshots: Snapshot[]
  /** Holds back what is begun from now on; the returned function lets it through. */
  hold(): () => void
  /** Makes appends or loads fail until the returned function is called. */
  fail(): () => void
  /** Makes the answers of appends get lost until the returned function is called: with `written` they are on disk all the same. */
  loseAnswers(which: 'written' | 'not_written'): () => void
}

/** Opens a memory log whose disk can be stepped. */
export function steppedLog(seed: readonly LogEntry[] = [], log: UpdateLog = memoryLog(seed)): SteppedLog {
  let gate: Promise<void> = Promise.resolve()
  let isFailing = false
  let lost: 'written' | 'not_written' | null = null
  const pass = async () => {
    await gate
    if (isFailing) throw new Error('the disk is full')
  }
  const appends: (readonly LogEntry[])[] = []
  const stored = [...seed]
  const loads: string[] = []
  const snapshots: Snapshot[] = []
  return {
    appends,
    stored,
    loads,
    snapshots,
    async append(entries) {
      appends.push(entries)
      await pass()
      const places = lost === 'not_written' ? [] : await log.append(entries)
      if (lost !== 'not_written') stored.push(...entries)
      if (lost !== null) throw Object.assign(new Error('the answer was lost'), { code: 'outcome_unknown' })
      return places
    },
    async load(draftId) {
      loads.push(draftId)
      await pass()
      return log.load(draftId)
    },
    history: (draftId) => log.history(draftId),
    async saveSnapshot(snapshot) {
      snapshots.push(snapshot)
      await pass()
      await log.saveSnapshot(snapshot)
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return () => {
        gate = Promise.resolve()
        resolve()
      }
    },
    fail() {
      isFailing = true
      return () => {
        isFailing = false
      }
    },
    loseAnswers(which) {
      lost = which
      return () => {
        lost = null
      }
    },
  }
}
