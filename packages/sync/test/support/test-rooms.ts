import * as Y from 'yjs'
import {
  type Authority,
  createRooms,
  type Forgery,
  type LogEntry,
  type Rooms,
  type SyncLimits,
  type UpdateLog,
} from '../../src/index.ts'
import { type SteppedLog, steppedLog } from './stepped-log.ts'

/** Rooms over a stepped log, with rights and clock in the test's hands. */
export interface TestRooms {
  readonly rooms: Rooms
  readonly log: SteppedLog
  /** What each person may do; `write` for whoever is not named. */
  readonly rights: Map<string, Awaited<ReturnType<Authority>>>
  /** When set, the authority's answers wait for it. */
  readonly authority: { gate: Promise<void>; isFailing: boolean }
  readonly errors: string[]
  /** Edits refused because they wrote in another's name. */
  readonly forgeries: Forgery[]
  /** `behind`: by how many milliseconds it was set back. */
  readonly clock: { now: string; behind: number }
}

/** Opens rooms for a test. */
export function testRooms(
  options: { seed?: readonly LogEntry[]; log?: UpdateLog; limits?: Partial<SyncLimits> } = {},
): TestRooms {
  const log = steppedLog(options.seed, options.log)
  const rights = new Map<string, Awaited<ReturnType<Authority>>>()
  const authority = { gate: Promise.resolve(), isFailing: false }
  const errors: string[] = []
  const forgeries: Forgery[] = []
  const clock = { now: '2026-03-02T08:00:00.000Z', behind: 0 }
  const rooms = createRooms({
    log,
    now: () => clock.now,
    elapsed: () => Date.parse(clock.now) + clock.behind,
    onForgery: (forgery) => forgeries.push(forgery),
    logger: {
      info: () => undefined,
      warn: () => undefined,
      error: (_details, message) => errors.push(message),
    },
    authority: async (personId) => {
      const mode = rights.get(personId)
      await authority.gate
      if (authority.isFailing) throw new Error('no database')
      return mode === undefined ? 'write' : mode
    },
    limits: { keptOpen: 0, ...options.limits },
  })
  return { rooms, log, rights, authority, errors, forgeries, clock }
}

/** The clock at an instant, set back by an hour since it began. */
export function setBack(instant: string): TestRooms['clock'] {
  const behind = 3_600_000
  return { now: new Date(Date.parse(instant) - behind).toISOString(), behind }
}

/** The text that the log holds, replayed by Yjs alone. */
export async function storedText(log: SteppedLog, draftId: string): Promise<string> {
  const ydoc = new Y.Doc()
  for (const { update } of await log.history(draftId)) Y.applyUpdate(ydoc, update)
  return ydoc.getText('default').toString()
}

/** The text of a merged state. */
export function textOf(state: Uint8Array): string {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, state)
  return ydoc.getText('default').toString()
}

/** A log entry that writes a text, as the seed of a draft does. */
export function seedOf(draftId: string, text: string): LogEntry {
  const ydoc = new Y.Doc()
  ydoc.getText('default').insert(0, text)
  return { draftId, personId: null, at: '2026-03-01T08:00:00.000Z', update: Y.encodeStateAsUpdate(ydoc) }
}
