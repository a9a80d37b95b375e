import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage, Tables } from '../../src/index.ts'
import {
  buildPosition,
  drafter,
  insertPosition,
  insertReferences,
  ministry,
  now,
} from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function transactionsContract(name: string, open: Open): void {
  describe(`opening, closing, transactions: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
    })
    afterEach(() => opened.close())

    it('[ST1] opening again changes nothing and loses nothing', async () => {
      await storage.tables.ministries.insert(ministry)
      const before = await opened.query('select name, timestamp from kysely_migration')
      expect(before.length).toBeGreaterThan(0)
      const again = await opened.reopen()
      expect(await opened.query('select name, timestamp from kysely_migration')).toEqual(before)
      expect(await again.tables.ministries.all()).toEqual([ministry])
    })

    it('[ST2] a database that a newer program migrated is refused and left as it is', async () => {
      await opened.raw(
        "insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')",
      )
      await expect(opened.reopen()).rejects.toMatchObject({ code: 'schema_too_new' })
      expect(await opened.query("select name from kysely_migration where name = '9999-later'")).toHaveLength(
        1,
      )
    })

    it('[ST5] closing waits for what is under way, and twice is once', async () => {
      const writing = storage.transaction(async (tables) => {
        await tables.ministries.insert(ministry)
        await tables.ministries.byId(ministry.id)
      })
      await Promise.all([writing, storage.close(), storage.close()])
      expect(await (await opened.reopen()).tables.ministries.all()).toEqual([ministry])
    })

    it('[ST6] a database that can be written says so, by writing', async () => {
      await storage.checkWritable()
      await storage.checkWritable()
      const [row] = await opened.query('select count from write_check')
      expect(Number(row?.count)).toBe(2)
    })

    it('[ST6] a database that can no longer be written says so', async () => {
      await opened.raw('drop table write_check')
      await expect(storage.checkWritable()).rejects.toMatchObject({ code: 'not_writable' })
    })

    it('[ST312] whatever may have written is counted by the time it ends', async () => {
      const before = storage.writes
      await storage.tables.ministries.insert({ ...ministry, id: 'first' })
      const inserted = storage.writes
      expect(inserted).toBeGreaterThan(before)
      await storage.transaction((tables) => tables.ministries.insert({ ...ministry, id: 'second' }))
      const transacted = storage.writes
      expect(transacted).toBeGreaterThan(inserted)
      await expect(
        storage.transaction(async () => {
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed')
      const thrown = storage.writes
      expect(thrown).toBeGreaterThan(transacted)
      await insertReferences(storage)
      const { id } = await insertPosition(storage)
      const referred = storage.writes
      expect(referred).toBeGreaterThan(thrown)
      await storage.tables.people.setDisabled(drafter.id, true)
      const disabled = storage.writes
      expect(disabled).toBeGreaterThan(referred)
      await storage.purge(id, async () => undefined)
      expect(storage.writes).toBeGreaterThan(disabled)
    })

    it('[ST312] reading and the log are not counted', async () => {
      await insertReferences(storage)
      const { id } = await insertPosition(storage)
      const before = storage.writes
      await storage.tables.people.byId(drafter.id)
      await storage.tables.people.all()
      await storage.tables.positions.byId(id)
      await storage.tables.positions.all()
      await storage.tables.sessions.valid(now)
      await storage.updateLog.append([
        { draftId: id, personId: drafter.id, at: now, update: Uint8Array.of(0, 0) },
      ])
      await storage.updateLog.load(id)
      expect(storage.writes).toBe(before)
    })

    it('[ST10] a transaction is stored when its work is done', async () => {
      const result = await storage.transaction(async (tables) => {
        await tables.ministries.insert(ministry)
        return tables.ministries.byId(ministry.id)
      })
      expect(result).toEqual(ministry)
      expect(await storage.tables.ministries.all()).toEqual([ministry])
    })

    it('[ST10] a transaction whose work throws leaves nothing, and the error is passed on', async () => {
      await insertReferences(storage)
      const why = new Error('changed my mind')
      const work = storage.transaction(async (tables) => {
        await tables.positions.insert(buildPosition())
        await tables.events.append([
          {
            positionId: 'position-1',
            revision: 1,
            personId: null,
            country: null,
            at: now,
            event: { type: 'position.created' },
          },
        ])
        await tables.updates.append([
          { draftId: 'position-1', personId: null, at: now, update: new Uint8Array([1]) },
        ])
        throw why
      })
      await expect(work).rejects.toBe(why)
      expect(await storage.tables.positions.all()).toEqual([])
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 0 })
      expect(await storage.updateLog.history('position-1')).toEqual([])
    })

    it('[ST11] a call that writes several rows is all or nothing by itself', async () => {
      const person = {
        id: 'person-1',
        name: 'Somebody',
        country: 'SE',
        ministryId: null,
        language: 'sv',
        isDisabled: false,
        deputyships: [],
        grants: [
          {
            role: 'lead',
            country: 'SE',
            scope: { kind: 'forum', forumId: 'nowhere' },
            readsDrafts: false,
            validFrom: now,
            validTo: null,
          },
        ],
      } as const
      await expect(storage.tables.people.insert(person)).rejects.toThrow()
      expect(await storage.tables.people.all()).toEqual([])
    })

    it('[ST12] inside a transaction the rest of the storage is out of bounds', async () => {
      const attempts: readonly ((storage: Storage) => Promise<unknown>)[] = [
        ({ tables }) => tables.ministries.all(),
        ({ tables }) => tables.positions.insert(buildPosition()),
        ({ tables }) => tables.events.verifyChain(),
        ({ transaction }) => transaction(async () => undefined),
        ({ updateLog }) => updateLog.history('position-1'),
        ({ updateLog }) => updateLog.append([]),
        ({ checkWritable }) => checkWritable(),
      ]
      for (const attempt of attempts) {
        await expect(storage.transaction(() => attempt(storage))).rejects.toMatchObject({
          code: 'inside_transaction',
        })
      }
    })

    it('[ST12] the tables of a transaction end with it, and the storage is free again', async () => {
      const kept: Tables[] = []
      await storage.transaction(async (tables) => {
        kept.push(tables)
        await tables.ministries.insert(ministry)
      })
      for (const tables of kept) await expect(tables.ministries.all()).rejects.toThrow()
      expect(await storage.tables.ministries.all()).toEqual([ministry])
    })
  })
}
