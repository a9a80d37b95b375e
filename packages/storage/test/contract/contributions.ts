import type { Contribution } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

const contribution = (id: string, more: Partial<Contribution> = {}): Contribution => ({
  id,
  positionId: 'position-1',
  country: 'SE',
  personId: drafter.id,
  begunAt: now,
  turns: [],
  ...more,
})

const turn = (kind: 'send' | 'withdraw') => ({ kind, personId: drafter.id, at: later })

export function contributionsContract(name: string, open: Open): void {
  describe(`contributions: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST123] come back with what was done with them, oldest first, and a proposal with the one it is in', async () => {
      const { contributions, proposals } = storage.tables
      await contributions.begin(contribution('b', { begunAt: later }))
      await contributions.begin(contribution('a'))
      await contributions.addTurn(contribution('a'), turn('send'))
      const sent = contribution('a', { turns: [turn('send')] })
      await contributions.addTurn(sent, turn('withdraw'))
      const stored = contribution('a', { turns: [turn('send'), turn('withdraw')] })
      expect(await contributions.byId('a')).toStrictEqual(stored)
      expect(await contributions.byId('c')).toBeNull()
      expect(await contributions.byPosition('position-1')).toStrictEqual([
        stored,
        contribution('b', { begunAt: later }),
      ])
      expect(await contributions.byPosition('position-2')).toEqual([])
      expect(await contributions.byPositions(['position-2', 'position-1'])).toStrictEqual(
        await contributions.byPosition('position-1'),
      )
      expect(await contributions.byPositions([])).toEqual([])
      await proposals.insert({
        id: 'p',
        positionId: 'position-1',
        contributionId: 'b',
        personId: drafter.id,
        country: 'SE',
        at: now,
        anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
        kind: 'replace',
        text: '',
        explanation: '',
        settlement: null,
      })
      expect((await proposals.byId('p'))?.contributionId).toBe('b')
    })

    it('[ST124] of several who send one at once, in transactions that read it first, one does', async () => {
      await storage.tables.contributions.begin(contribution('a'))
      const done = await Promise.all(
        [1, 2, 3].map(() =>
          storage.transaction(async ({ contributions }) => {
            const found = await contributions.byId('a')
            if (!found || found.turns.length > 0) return false
            await contributions.addTurn(found, turn('send'))
            return true
          }),
        ),
      )
      expect(done.filter(Boolean)).toHaveLength(1)
      await expect(
        storage.tables.contributions.addTurn(contribution('a'), turn('withdraw')),
      ).rejects.toThrow()
    })

    it.each([
      ['contributions', "country = 'NO'"],
      ['contribution_turns', "kind = 'withdraw'"],
    ])('[ST125] %s can be neither updated, deleted nor replaced', async (table, change) => {
      await storage.tables.contributions.begin(contribution('a'))
      await storage.tables.contributions.addTurn(contribution('a'), turn('send'))
      const before = await opened.query(`select * from ${table}`)
      expect(before).toHaveLength(1)
      for (const statement of [
        `update ${table} set ${change}`,
        `delete from ${table}`,
        name.startsWith('SQLite')
          ? `insert or replace into ${table} select * from ${table}`
          : `truncate ${table} cascade`,
      ]) {
        await expect(opened.raw(statement), statement).rejects.toThrow(/append_only/)
      }
      expect(await opened.query(`select * from ${table}`)).toEqual(before)
    })
  })
}
