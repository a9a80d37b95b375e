import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

export function lastLooksContract(name: string, open: Open): void {
  describe(`last looks: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it('[ST80] each person has one for each draft, and it only ever moves on', async () => {
      const { lastLooks } = storage.tables
      expect(await lastLooks.get(drafter.id, 'draft-a')).toBeNull()
      await lastLooks.set(drafter.id, 'draft-a', { place: 4, at: now })
      await lastLooks.set(drafter.id, 'draft-b', { place: 7, at: now })
      await lastLooks.set(secretary.id, 'draft-a', { place: 9, at: later })
      expect(await lastLooks.get(drafter.id, 'draft-a')).toStrictEqual({ place: 4, at: now })
      await lastLooks.set(drafter.id, 'draft-a', { place: 4, at: later })
      expect(await lastLooks.get(drafter.id, 'draft-a')).toStrictEqual({ place: 4, at: later })
      await lastLooks.set(drafter.id, 'draft-a', { place: 3, at: now })
      expect(await lastLooks.get(drafter.id, 'draft-a')).toStrictEqual({ place: 4, at: later })
      expect(await lastLooks.get(drafter.id, 'draft-b')).toStrictEqual({ place: 7, at: now })
      expect(await lastLooks.get(secretary.id, 'draft-a')).toStrictEqual({ place: 9, at: later })
      await expect(lastLooks.set('nobody', 'draft-a', { place: 1, at: now })).rejects.toThrow()
    })

    it('[ST64] the log tells everybody who wrote in a draft after a place, each once', async () => {
      const { updates } = storage.tables
      const entry = (draftId: string, personId: string | null) => ({
        draftId,
        personId,
        at: now,
        update: new Uint8Array([1]),
      })
      const places = await storage.updateLog.append([
        entry('draft-a', null),
        entry('draft-a', 'person-b'),
        entry('draft-b', 'person-c'),
        entry('draft-a', 'person-a'),
        entry('draft-a', 'person-b'),
      ])
      const after = async (index: number) =>
        (await updates.writersAfter('draft-a', places[index] ?? 0)).toSorted()
      expect((await updates.writersAfter('draft-a', 0)).length).toBe(3)
      expect(await updates.writersAfter('draft-a', 0)).toContain(null)
      expect(await after(0)).toEqual(['person-a', 'person-b'])
      expect(await after(3)).toEqual(['person-b'])
      expect(await after(4)).toEqual([])
      expect(await updates.writersAfter('draft-none', 0)).toEqual([])
    })
  })
}
