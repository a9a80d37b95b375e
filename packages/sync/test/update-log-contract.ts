import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry, UpdateLog } from '../src/update-log.ts'

/** An update log under test, and how to come back to what it stored. */
export interface OpenedLog {
  readonly log: UpdateLog
  /** Closes what is open and opens the same store anew, as a restarted process does. */
  reopen(): Promise<UpdateLog>
  /** Closes everything and removes what was stored. */
  close(): Promise<void>
}

/** The contract that every `UpdateLog` keeps (rules L in SPEC.md); run it in the adapter's own tests. */
export function updateLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`update log: ${name}`, () => {
    let opened: OpenedLog
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.close())

    it('[L1] has no entries for an unknown position', async () => {
      expect(await opened.log.history('position-nowhere')).toEqual([])
    })

    it('[L2] gives entries back as they went in, oldest first', async () => {
      const entries = [
        entry('position-a', 1, { personId: null }),
        entry('position-a', 2),
        entry('position-a', 3),
      ]
      await opened.log.append(entries.slice(0, 1))
      await opened.log.append(entries.slice(1))
      expect(plain(await opened.log.history('position-a'))).toEqual(plain(entries))
    })

    it('[L2] keeps the order of appending, not of the clock, and takes equal entries more than once', async () => {
      const late = entry('position-a', 7, { at: '2026-03-02T09:00:00.000Z' })
      const early = entry('position-a', 7, { at: '2026-03-02T08:00:00.000Z' })
      await opened.log.append([late, early, early])
      expect(plain(await opened.log.history('position-a'))).toEqual(plain([late, early, early]))
    })

    it('[L2] takes an append of nothing', async () => {
      await opened.log.append([])
      expect(await opened.log.history('position-a')).toEqual([])
    })

    it('[L3] keeps positions apart, also within one append', async () => {
      await opened.log.append([entry('position-a', 1), entry('position-b', 2), entry('position-a', 3)])
      expect(plain(await opened.log.history('position-a'))).toEqual(
        plain([entry('position-a', 1), entry('position-a', 3)]),
      )
      expect(plain(await opened.log.history('position-b'))).toEqual(plain([entry('position-b', 2)]))
    })

    it('[L4] has after reopening what was appended before', async () => {
      await opened.log.append([entry('position-a', 1), entry('position-b', 2)])
      const again = await opened.reopen()
      await again.append([entry('position-a', 3)])
      expect(plain(await again.history('position-a'))).toEqual(
        plain([entry('position-a', 1), entry('position-a', 3)]),
      )
      expect(plain(await again.history('position-b'))).toEqual(plain([entry('position-b', 2)]))
    })

    it('[L5] has all of several concurrent appends, each in one piece and in order', async () => {
      const appends = Array.from({ length: 8 }, (_, writer) =>
        Array.from({ length: 5 }, (_, step) => entry('position-a', writer * 5 + step)),
      )
      await Promise.all(appends.map((entries) => opened.log.append(entries)))
      const stored = plain(await opened.log.history('position-a')).map(({ update }) => update[0] ?? -1)
      const pieces = Array.from({ length: 8 }, (_, index) => stored.slice(index * 5, index * 5 + 5))
      for (const piece of pieces) expect(piece).toEqual(piece.map((_, step) => (piece[0] ?? -1) + step))
      expect(pieces.map(([first]) => first).sort((a = 0, b = 0) => a - b)).toEqual([
        0, 5, 10, 15, 20, 25, 30, 35,
      ])
    })

    it('[L6] keeps the bytes whatever happens to the caller’s buffer', async () => {
      const buffer = new Uint8Array([9, 9, 1, 2, 3, 9])
      await opened.log.append([{ ...entry('position-a', 0), update: buffer.subarray(2, 5) }])
      buffer.fill(7)
      const [stored] = await opened.log.history('position-a')
      expect([...(stored?.update ?? [])]).toEqual([1, 2, 3])
    })

    it('[L7] gives the places of an append, which rise', async () => {
      const [first, second] = await Promise.all([
        opened.log.append([entry('position-a', 1), entry('position-b', 2)]),
        opened.log.append([entry('position-a', 3)]),
      ])
      const stored = await opened.log.history('position-a')
      expect(stored.map(({ sequence }) => sequence)).toEqual([first[0], second[0]])
      expect(second[0]).toBeGreaterThan(first[0] ?? 0)
      expect(await opened.log.append([])).toEqual([])
    })

    it('[L8] opens from the newest snapshot and what came after it', async () => {
      const places = await opened.log.append([1, 2, 3].map((byte) => entry('position-a', byte)))
      const snapshot = (through: number) => ({
        draftId: 'position-a',
        through,
        update: new Uint8Array([through]),
        index: new Uint8Array([0, through]),
      })
      const [first = 0, second = 0] = places
      expect((await opened.log.load('position-a')).snapshot).toBeNull()
      await opened.log.saveSnapshot(snapshot(second))
      await opened.log.saveSnapshot(snapshot(first))
      const again = await opened.reopen()
      const loaded = await again.load('position-a')
      expect(loaded.snapshot).toEqual(snapshot(second))
      expect(loaded.entries.map(({ update }) => [...update])).toEqual([[3]])
      expect(await again.history('position-a')).toHaveLength(3)
      expect((await again.load('position-b')).snapshot).toBeNull()
    })

    it('[L9] keeps no snapshot up to an entry that is not there', async () => {
      const [place = 0] = await opened.log.append([entry('position-a', 1)])
      const snapshot = { update: new Uint8Array([9]), index: new Uint8Array([9]) }
      await opened.log.saveSnapshot({ draftId: 'position-a', through: place + 1, ...snapshot })
      await opened.log.saveSnapshot({ draftId: 'position-b', through: place, ...snapshot })
      expect((await opened.log.load('position-a')).snapshot).toBeNull()
      expect((await opened.log.load('position-b')).snapshot).toBeNull()
      await opened.log.saveSnapshot({ draftId: 'position-a', through: place, ...snapshot })
      expect((await opened.log.load('position-a')).snapshot?.through).toBe(place)
    })

    it('[L6] keeps every byte value and large updates', async () => {
      const update = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256)
      await opened.log.append([{ ...entry('position-a', 0), update }])
      const [stored] = await opened.log.history('position-a')
      expect(Buffer.compare(stored?.update ?? new Uint8Array(), update)).toBe(0)
    })
  })
}

function entry(draftId: string, byte: number, changes: Partial<LogEntry> = {}): LogEntry {
  return {
    draftId,
    personId: 'person-anna',
    at: '2026-03-02T08:00:00.000Z',
    update: new Uint8Array([byte]),
    ...changes,
  }
}

/** Entries without the kind of their byte arrays, which may be Node's own. */
function plain(entries: readonly LogEntry[]) {
  return entries.map(({ draftId, personId, at, update }) => ({
    draftId,
    personId,
    at,
    update: [...update],
  }))
}
