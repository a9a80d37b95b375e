import type { PagesPlace, RecordNotesChange } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const place: PagesPlace = { positionId: 'position-1', country: 'SE' }
const later = '2026-03-02T09:00:00.000Z'
const change = (more: Partial<RecordNotesChange> = {}): RecordNotesChange => ({
  caseNumber: 'UD2026/01234 – þæö',
  secrecy: 'OSL 15:1',
  retention: '10 år',
  personId: drafter.id,
  at: now,
  ...more,
})

export function recordNotesContract(name: string, open: Open): void {
  describe(`notes for a register: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST281] come back in the order in which they were made, each country’s apart, and lie sealed', async () => {
      const { recordNotes } = storage.tables
      expect(await recordNotes.log(place)).toEqual([])
      const second = change({ retention: '', at: later })
      expect(await recordNotes.add(place, [], change())).toBe(true)
      expect(await recordNotes.add(place, [change()], second)).toBe(true)
      expect(await recordNotes.log(place)).toStrictEqual([change(), second])
      expect(await recordNotes.log({ ...place, country: 'FI' })).toEqual([])
      // Also once own pages have begun, and for whoever opens the database anew.
      await storage.tables.ownPages.begin(place, now)
      const { tables } = await opened.reopen()
      expect(await tables.recordNotes.log(place)).toStrictEqual([change(), second])
      const rows = JSON.stringify(await opened.query('select * from record_notes'))
      for (const word of ['UD2026', 'OSL', '10 år']) expect(rows).not.toContain(word)
    })

    it('[ST281] are neither changed nor deleted nor replaced', async () => {
      await storage.tables.recordNotes.add(place, [], change())
      for (const statement of [
        "update record_notes set notes = 'x'",
        'delete from record_notes',
        name.startsWith('SQLite')
          ? 'insert or replace into record_notes select * from record_notes'
          : 'truncate record_notes cascade',
      ])
        await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      expect(await storage.tables.recordNotes.log(place)).toStrictEqual([change()])
    })
  })
}
