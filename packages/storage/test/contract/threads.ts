import type { Comment, Thread, Turn } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

const comment = (id: string, text = 'Why six weeks? – þæö'): Comment => ({
  id,
  personId: drafter.id,
  country: 'SE',
  wordings: [{ text, mentions: [{ kind: 'delegation', country: 'NO' }], at: now }],
})

const thread = (id: string, more: Partial<Thread> = {}): Thread => ({
  id,
  positionId: 'position-1',
  audience: null,
  anchor: { start: 'AQID', end: 'BAUG', quote: 'six weeks' },
  comments: [comment(`${id}-first`)],
  turns: [],
  ...more,
})

const turn = (kind: Turn['kind']): Turn => ({ kind, personId: drafter.id, country: 'SE', at: later })

export function threadsContract(name: string, open: Open): void {
  describe(`threads: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST70] a thread comes back with everything that was added to it, oldest first', async () => {
      const { threads } = storage.tables
      const own = thread('b', { audience: 'SE', anchor: null })
      await threads.insert(own)
      await threads.insert(thread('a'))
      await threads.addComment(own, comment('b-second'))
      await threads.addWording(own.comments[0], { text: null, mentions: [], at: later })
      await threads.addTurn(own, turn('close'))
      await threads.addTurn({ ...own, turns: [turn('close')] }, turn('reopen'))
      const [first] = own.comments
      const stored: Thread = {
        ...own,
        comments: [
          { ...first, wordings: [first.wordings[0], { text: null, mentions: [], at: later }] },
          comment('b-second'),
        ],
        turns: [turn('close'), turn('reopen')],
      }
      expect(await threads.byId('b')).toEqual(stored)
      expect(await threads.byPositions(['position-2', 'position-1'])).toEqual([thread('a'), stored])
      expect(await threads.byId('c')).toBeNull()
      expect(await threads.byPositions([])).toEqual([])
      expect(await threads.byPositions(['position-2'])).toEqual([])
    })

    it('[ST71] those who add to a thread at once each see what the other added', async () => {
      await storage.tables.threads.insert(thread('a'))
      const add = (index: number) =>
        storage.transaction(async ({ threads }) => {
          const found = await threads.byId('a')
          if (found) await threads.addComment(found, comment(`added-${index}`))
          return found?.comments.length
        })
      const seen = await Promise.all([1, 2, 3, 4].map(add))
      expect([...seen].sort()).toEqual([1, 2, 3, 4])
      expect((await storage.tables.threads.byId('a'))?.comments).toHaveLength(5)
    })

    it('[ST72] nothing that was said or done can be changed or taken away', async () => {
      await storage.tables.threads.insert(thread('a', { turns: [turn('close')] }))
      const changes = {
        threads: "audience = 'SE'",
        comments: "country = 'NO'",
        wordings: "text = 'Another'",
        turns: "kind = 'reopen'",
      }
      for (const [table, change] of Object.entries(changes)) {
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
