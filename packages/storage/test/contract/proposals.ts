import type { Proposal, Settlement } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

const proposal = (id: string, more: Partial<Proposal> = {}): Proposal => ({
  id,
  positionId: 'position-1',
  contributionId: null,
  personId: drafter.id,
  country: 'SE',
  at: now,
  anchor: { start: 'AQID', end: 'BAUG', quote: 'eight weeks' },
  kind: 'replace',
  text: 'six weeks – þæö',
  explanation: '',
  settlement: null,
  ...more,
})

const settlement = (kind: Settlement['kind']): Settlement => ({
  kind,
  personId: drafter.id,
  country: null,
  at: later,
  reason: kind === 'declined' ? 'Not now' : null,
})

export function proposalsContract(name: string, open: Open): void {
  describe(`proposals: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST120] come back as they went in, with what became of them, oldest first', async () => {
      const { proposals } = storage.tables
      const made = [
        proposal('b', { at: later, country: null, kind: 'insert_after', explanation: 'Why not?' }),
        proposal('c', { text: '' }),
        proposal('a'),
      ] as const
      for (const each of made) await proposals.insert(each)
      await proposals.settle('a', settlement('declined'))
      await proposals.settle('b', settlement('taken'))
      const [b, c, a] = made
      const declined = { ...a, settlement: settlement('declined') }
      expect(await proposals.byPosition('position-1')).toStrictEqual([
        declined,
        c,
        { ...b, settlement: settlement('taken') },
      ])
      expect(await proposals.byId('a')).toStrictEqual(declined)
      expect(await proposals.byId('d')).toBeNull()
      expect(await proposals.byPosition('position-2')).toEqual([])
    })

    it('[ST121] of several who settle one at once, in transactions that read it first, one does', async () => {
      await storage.tables.proposals.insert(proposal('a'))
      const done = await Promise.all(
        (['taken', 'declined', 'withdrawn', 'taken'] as const).map((kind) =>
          storage.transaction(async ({ proposals }) => {
            const found = await proposals.byId('a')
            if (found?.settlement !== null) return null
            await proposals.settle('a', settlement(kind))
            return kind
          }),
        ),
      )
      const [only, ...more] = done.filter((kind) => kind !== null)
      expect(more).toEqual([])
      expect((await storage.tables.proposals.byId('a'))?.settlement?.kind).toBe(only)
      await expect(storage.tables.proposals.settle('a', settlement('taken'))).rejects.toThrow()
    })

    it('[ST122] can be neither changed nor taken away, nor what became of them', async () => {
      await storage.tables.proposals.insert(proposal('a'))
      await storage.tables.proposals.settle('a', settlement('taken'))
      for (const [table, change] of [
        ['proposals', "text = 'Another'"],
        ['settlements', "kind = 'declined'"],
      ]) {
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
      }
    })
  })
}
