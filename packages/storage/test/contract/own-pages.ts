import type { MandateChange, PagesPlace, PagesVersion } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'
const place: PagesPlace = { positionId: 'position-1', country: 'SE' }
const finnish: PagesPlace = { ...place, country: 'FI' }

const change = (more: Partial<MandateChange> = {}): MandateChange => ({
  reference: '2021/22:FPM99 – þæö',
  state: 'requested',
  isShared: false,
  personId: drafter.id,
  at: now,
  ...more,
})

const version = (number: number, more: Partial<PagesVersion> = {}): PagesVersion => ({
  ...place,
  number,
  contentHash: `${number}`.padStart(64, '0'),
  canonicalText: `{"number":${number}}`,
  note: `Version ${number}`,
  keptAt: now,
  keptBy: drafter.id,
  ...more,
})

export function ownPagesContract(name: string, open: Open): void {
  describe(`own pages: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST110] of a country are begun once, however many begin them at a time', async () => {
      expect(await storage.tables.ownPages.isBegun(place)).toBe(false)
      const seed = { draftId: 'position-1.SE', personId: null, at: now, update: new Uint8Array([1]) }
      const begun = await Promise.all(
        [1, 2, 3, 4].map(() =>
          storage.transaction(async (tables) => {
            const isFirst = await tables.ownPages.begin(place, now)
            if (isFirst) await tables.updates.append([seed])
            return isFirst
          }),
        ),
      )
      expect(begun.filter(Boolean)).toHaveLength(1)
      expect(await storage.tables.ownPages.isBegun(place)).toBe(true)
      expect(await storage.tables.ownPages.isBegun(finnish)).toBe(false)
      expect(await storage.updateLog.history('position-1.SE')).toHaveLength(1)
      expect(await storage.updateLog.history('position-1')).toEqual([])
    })

    it('[ST111] a mandate comes back with everything that was made of it, each country for itself', async () => {
      const { ownPages } = storage.tables
      await ownPages.begin(place, now)
      await ownPages.begin(finnish, now)
      const cleared = change({ state: 'cleared', isShared: true, at: later })
      await ownPages.addMandate(place, [], change())
      await ownPages.addMandate(place, [change()], cleared)
      await ownPages.addMandate(finnish, [], change({ reference: '' }))
      expect(await ownPages.mandateLog(place)).toStrictEqual([change(), cleared])
      const all = await ownPages.mandates('position-1')
      expect([...all.keys()].sort()).toEqual(['FI', 'SE'])
      expect(all.get('SE')).toStrictEqual({ state: 'cleared', isShared: true })
      expect(await ownPages.mandates('position-2')).toEqual(new Map())
      await expect(ownPages.addMandate(place, [], change())).rejects.toThrow()
    })

    it('[ST111] of two who change a mandate at once each sees what the other made of it', async () => {
      const states = ['requested', 'preliminary', 'cleared', 'expired'] as const
      await Promise.all(
        states.map((state) =>
          storage.transaction(async (tables) => {
            await tables.ownPages.begin(place, now)
            const log = await tables.ownPages.mandateLog(place)
            await tables.ownPages.addMandate(place, log, change({ state }))
          }),
        ),
      )
      const log = await storage.tables.ownPages.mandateLog(place)
      expect(log.map(({ state }) => state).sort()).toEqual([...states].sort())
    })

    it('[ST112] versions come back by number with their text, and in the list without it, each country’s apart', async () => {
      const { ownPages, versions } = storage.tables
      await ownPages.begin(place, now)
      await ownPages.begin(finnish, now)
      await ownPages.addVersion(version(1))
      await ownPages.addVersion(version(2))
      await ownPages.addVersion(version(1, { country: 'FI', note: 'Finnish' }))
      const { canonicalText: _text, ...summary } = version(2)
      expect((await ownPages.versions(place))[0]).toStrictEqual(summary)
      expect((await ownPages.versions(place)).map(({ number }) => number)).toEqual([2, 1])
      expect(await ownPages.version(place, 2)).toStrictEqual(version(2))
      expect(await ownPages.version(place, 3)).toBeNull()
      expect(await ownPages.version({ ...place, positionId: 'position-2' }, 1)).toBeNull()
      expect(await versions.list('position-1')).toEqual([])
      await expect(ownPages.addVersion(version(2))).rejects.toThrow()
    })

    it.each(['own_pages', 'mandates', 'pages_versions'])(
      '[ST113] %s can be neither updated, deleted nor replaced',
      async (table) => {
        const { ownPages } = storage.tables
        await ownPages.begin(place, now)
        await ownPages.addMandate(place, [], change())
        await ownPages.addVersion(version(1))
        const before = await opened.query(`select * from ${table}`)
        expect(before).toHaveLength(1)
        for (const statement of [
          `update ${table} set country = 'FI'`,
          `delete from ${table}`,
          name.startsWith('SQLite')
            ? `insert or replace into ${table} select * from ${table}`
            : `truncate ${table} cascade`,
        ]) {
          await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
        }
        expect(await opened.query(`select * from ${table}`)).toEqual(before)
      },
    )
  })
}
