import type { Deputyship } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-03T08:00:00.000Z'

const deputyship = (id: string, more: Partial<Deputyship> = {}): Deputyship => ({
  id,
  leadId: drafter.id,
  deputyId: secretary.id,
  namedAt: now,
  validFrom: now,
  validTo: '2026-03-09T08:00:00.000Z',
  endedAt: null,
  ...more,
})
const leadGrants = drafter.grants.filter(({ role }) => role === 'lead')

export function deputyshipsContract(name: string, open: Open): void {
  describe(`deputies: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it('[ST213] a deputyship comes back as it went in, those of a lead newest first, and ends once', async () => {
      const { deputyships } = storage.tables
      const first = deputyship('one')
      const second = deputyship('two', { namedAt: later })
      for (const each of [first, second]) await deputyships.insert(each)
      expect(await deputyships.byLead(drafter.id)).toStrictEqual([second, first])
      expect(await deputyships.byLead(secretary.id)).toEqual([])
      expect(await deputyships.end('one', later)).toBe(true)
      expect(await deputyships.end('one', now)).toBe(false)
      expect(await deputyships.end('three', now)).toBe(false)
      expect(await deputyships.byLead(drafter.id)).toStrictEqual([second, { ...first, endedAt: later }])
      for (const change of ["update deputyships set valid_to = '2030'", 'delete from deputyships'])
        await expect(opened.raw(change)).rejects.toThrow(/append_only/)
    })

    it('[ST214] a person comes with the deputyships that they hold, oldest first, and what each lead may as one', async () => {
      const { deputyships, people } = storage.tables
      const second = deputyship('two', { namedAt: later })
      for (const each of [second, deputyship('one')]) await deputyships.insert(each)
      const held = [deputyship('one'), second].map((each) => ({ ...each, grants: leadGrants }))
      expect(leadGrants).toHaveLength(1)
      expect(await people.byId(secretary.id)).toStrictEqual({ ...secretary, deputyships: held })
      expect(await people.byId(drafter.id)).toStrictEqual(drafter)
      const everybody = new Map((await people.all()).map((person) => [person.id, person]))
      expect(everybody.get(secretary.id)).toStrictEqual({ ...secretary, deputyships: held })
      expect(everybody.get(drafter.id)).toStrictEqual(drafter)
    })

    it('[ST214] of a lead whose account is disabled there is nothing to hold', async () => {
      const { deputyships, people } = storage.tables
      await deputyships.insert(deputyship('one'))
      await people.setDisabled(drafter.id, true)
      const held = [{ ...deputyship('one'), grants: [] }]
      expect((await people.byId(secretary.id))?.deputyships).toStrictEqual(held)
    })
  })
}
