import type { PurgeAsk, Spill } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage, Tables } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'
const end = { reason: 'A false alarm.', personId: drafter.id, at: later }

const spill = (id: string, more: Partial<Spill> = {}): Spill => ({
  id,
  positionId: 'position-1',
  country: null,
  reason: 'An annex – þæö',
  personId: drafter.id,
  at: now,
  end: null,
  ...more,
})

const ask = (id: string, more: Partial<PurgeAsk> = {}): PurgeAsk => ({
  id,
  spillId: 'a',
  version: 2,
  reason: 'An annex – þæö',
  personId: drafter.id,
  country: 'DK',
  at: now,
  ...more,
})

export function spillsContract(name: string, open: Open): void {
  describe(`spills: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    const lockedTexts = async () => (await storage.tables.positions.byId('position-1'))?.lockedTexts

    it('[ST145] a report comes back as it went in, with its end, newest first, also after reopening', async () => {
      const { spills } = storage.tables
      await spills.insert(spill('a'))
      await spills.end('a', end)
      await spills.insert(spill('b', { at: later }))
      await spills.insert(spill('c', { country: 'SE', at: later }))
      const all = [spill('b', { at: later }), spill('c', { country: 'SE', at: later }), spill('a', { end })]
      expect(await spills.byPosition('position-1')).toStrictEqual(all)
      expect(await spills.byId('a')).toStrictEqual(spill('a', { end }))
      expect(await spills.byId('d')).toBeNull()
      expect(await spills.byPosition('position-2')).toEqual([])
      storage = await opened.reopen()
      expect(await storage.tables.spills.byPosition('position-1')).toStrictEqual(all)
    })

    /** Some turns of the database, for whoever does not wait. */
    const linger = async ({ people }: Tables) => {
      for (let turn = 0; turn < 30; turn += 1) await people.all()
    }

    it('[ST172] who has a position alone waits for the deeds under way', async () => {
      const done: string[] = []
      const { promise: isUnderWay, resolve: begun } = Promise.withResolvers<void>()
      const deed = storage.transaction(async (tables) => {
        expect((await tables.positions.byId('position-1'))?.lockedTexts).toEqual([])
        begun()
        await linger(tables)
        done.push('deed')
      })
      await isUnderWay
      const report = storage.transaction(async (tables) => {
        await tables.positions.byIdAlone('position-1')
        done.push('report')
      })
      await Promise.all([deed, report])
      expect(done).toEqual(['deed', 'report'])
    })

    it('[ST172] a deed that comes while somebody has it alone sees what they left', async () => {
      const { promise: isUnderWay, resolve: begun } = Promise.withResolvers<void>()
      const report = storage.transaction(async (tables) => {
        expect((await tables.positions.byIdAlone('position-1'))?.lockedTexts).toEqual([])
        begun()
        await linger(tables)
        await tables.spills.insert(spill('a'))
      })
      await isUnderWay
      const deed = storage.transaction(async ({ positions }) => positions.byId('position-1'))
      expect((await deed)?.lockedTexts).toEqual([null])
      await report
      expect(await storage.transaction(async ({ positions }) => positions.byIdAlone('nobody’s'))).toBeNull()
    })

    it('[ST146] the texts of a position are locked while a report of them is open, wherever it is read', async () => {
      const { spills, positions } = storage.tables
      expect(await lockedTexts()).toEqual([])
      await spills.insert(spill('a'))
      expect(await lockedTexts()).toEqual([null])
      await spills.insert(spill('b', { country: 'SE' }))
      await spills.insert(spill('c', { country: 'FI' }))
      expect(await lockedTexts()).toEqual(['FI', null, 'SE'])
      expect((await positions.all()).map((position) => position.lockedTexts)).toEqual([['FI', null, 'SE']])
      await spills.end('a', end)
      expect(await lockedTexts()).toEqual(['FI', 'SE'])
    })

    it('[ST147] of several reports of a text at once, one locks it', async () => {
      const { spills } = storage.tables
      const first = await Promise.all(['a', 'b', 'c', 'd'].map((id) => spills.insert(spill(id))))
      expect(first.filter(Boolean)).toHaveLength(1)
      expect(await spills.byPosition('position-1')).toHaveLength(1)
    })

    it('[ST148] a report takes its end, and then no other and none; it is never changed or deleted', async () => {
      await storage.tables.spills.insert(spill('a'))
      const refused = (statement: string) =>
        expect(opened.raw(statement), statement).rejects.toThrow(/append_only|spills_ended/)
      await refused("update spills set reason = 'Another'")
      await refused('delete from spills')
      await refused(`update spills set ended_at = '${later}'`)
      await storage.tables.spills.end('a', end)
      await refused("update spills set end_reason = 'Another'")
      await refused('update spills set end_reason = null, ended_by = null, ended_at = null')
      await expect(storage.tables.spills.end('a', end)).rejects.toThrow(/append_only/)
      expect(await storage.tables.spills.byId('a')).toStrictEqual(spill('a', { end }))
    })

    it('[ST304] an ask for a purge comes back as it went in, with what became of it; of several at once one waits', async () => {
      const { spills } = storage.tables
      await spills.insert(spill('a'))
      await spills.insert(spill('b', { country: 'SE' }))
      const first = await Promise.all(['one', 'two', 'three'].map((id) => spills.ask(ask(id))))
      expect(first.filter(Boolean)).toHaveLength(1)
      const waiting = await spills.waitingAsk('a')
      const id = waiting?.id ?? ''
      expect(waiting).toStrictEqual(ask(id))
      expect(await spills.askById(id)).toStrictEqual({ ask: ask(id), end: null })
      expect(await spills.waitingAsks()).toStrictEqual([{ positionId: 'position-1', ask: ask(id) }])
      const over = { how: 'declined', personId: drafter.id, at: later } as const
      await spills.endAsk(id, over)
      expect(await spills.askById(id)).toStrictEqual({ ask: ask(id), end: over })
      expect(await spills.waitingAsk('a')).toBeNull()
      expect(await spills.ask(ask('four', { version: null }))).toBe(true)
      storage = await opened.reopen()
      const { spills: again } = storage.tables
      expect(await again.waitingAsk('a')).toStrictEqual(ask('four', { version: null }))
      expect(await again.askById('nobody’s')).toBeNull()
      // The lock is gone, and what was asked of it.
      await again.end('a', end)
      expect(await again.waitingAsks()).toEqual([])
    })

    it('[ST305] an ask takes its end, and then no other; it is never changed or deleted, by a purge neither', async () => {
      const { spills } = storage.tables
      await spills.insert(spill('a'))
      await spills.ask(ask('one'))
      const refused = (statement: string) =>
        expect(opened.raw(statement), statement).rejects.toThrow(/append_only|purge_asks_ended/)
      await refused("update purge_asks set country = 'FI'")
      await refused('update purge_asks set version = 1')
      await refused('delete from purge_asks')
      await refused("update purge_asks set ended_as = 'confirmed'")
      await storage.purge('position-1', async ({ spills: inside }, purging) => {
        await inside.endAsk('one', { how: 'confirmed', personId: drafter.id, at: later })
        await purging.joint('position-1', null, later)
      })
      await refused("update purge_asks set ended_as = 'declined'")
      await expect(
        spills.endAsk('one', { how: 'declined', personId: drafter.id, at: later }),
      ).rejects.toThrow(/append_only/)
      expect((await spills.askById('one'))?.end?.how).toBe('confirmed')
    })
  })
}
