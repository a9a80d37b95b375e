import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewAccountEvent, NewPositionEvent, Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function eventsContract(name: string, open: Open): void {
  describe(`event log: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
      await insertPosition(storage, { id: 'position-2' })
    })
    afterEach(() => opened.close())

    it('[ST50] events are numbered from 1 without gaps and come back as they were returned', async () => {
      const { events } = storage.tables
      expect(await events.append([])).toEqual([])
      const first = await events.append([event('A'), event('B')])
      const second = await events.append([
        event('C', { capacity: 'secretariat', personId: null, country: null }),
      ])
      expect([...first, ...second].map(({ sequence }) => sequence)).toEqual([1, 2, 3])
      expect(first[0]).toMatchObject({ ...event('A'), capacity: null })
      expect(second[0]).toMatchObject({ capacity: 'secretariat', personId: null, country: null })
      const { tables } = await opened.reopen()
      expect(await tables.events.byPosition('position-1')).toStrictEqual([...second, ...[...first].reverse()])
    })

    it('[ST262] in what capacity it was done comes back, is hashed, and is no matter of older events', async () => {
      const { events } = storage.tables
      const [old] = await events.append([event('A')])
      const [first] = await events.append([event('B', { capacity: 'deputy' })])
      const [second] = await events.append([event('C', { capacity: 'secretariat', personId: null })])
      expect([old, first, second].map((each) => each?.capacity)).toEqual([null, 'deputy', 'secretariat'])
      expect(await events.byPosition('position-1')).toStrictEqual([second, first, old])
      expect(await events.verifyChain()).toMatchObject({ ok: true, count: 3 })
      if (!first) throw new Error('Nothing was appended')
      const { hash, salt, event: _words, ...hashed } = first
      expect(salt).not.toBeNull()
      expect(eventHashOf({ ...hashed, capacity: 'lead' })).not.toBe(hash)
      expect(eventHashOf(hashed)).toBe(hash)
    })

    it('[ST282] of two who append what follows from the events of a position, the second reads what the first appended', async () => {
      const read: number[] = []
      const appendOnce = (note: string) =>
        storage.transaction(async ({ events }) => {
          const before = await events.byPositionHeld('position-1')
          read.push(before.length)
          await events.append([event(note)])
        })
      await Promise.all(['A', 'B', 'C'].map(appendOnce))
      expect(read).toEqual([0, 1, 2])
      expect(await storage.tables.events.byPositionHeld('position-2')).toEqual([])
      expect(await storage.tables.events.byPositionHeld('position-1')).toStrictEqual(
        await storage.tables.events.byPosition('position-1'),
      )
    })

    it('[ST50] a rolled back transaction leaves no gap', async () => {
      const { events } = storage.tables
      await events.append([event('A')])
      await expect(
        storage.transaction(async (tables) => {
          await tables.events.append([event('B'), event('C')])
          throw new Error('no')
        }),
      ).rejects.toThrow('no')
      expect((await events.append([event('D')]))[0]?.sequence).toBe(2)
      expect(await events.verifyChain()).toMatchObject({ ok: true, count: 2 })
    })

    it('[ST50] appends at once make one chain, each in one piece', async () => {
      const appended = await Promise.all(
        Array.from({ length: 12 }, (_, writer) =>
          writer % 2 === 0
            ? storage.tables.events.append([event(`${writer} a`), event(`${writer} b`)])
            : storage.transaction(async (tables) => {
                await tables.positions.byId('position-1')
                return tables.events.append([event(`${writer} a`), event(`${writer} b`)])
              }),
        ),
      )
      for (const [first, second] of appended) expect(second?.sequence).toBe((first?.sequence ?? 0) + 1)
      expect(new Set(appended.flat().map(({ sequence }) => sequence)).size).toBe(24)
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 24 })
    })

    it('[ST51] the hash can be computed from the rule alone', async () => {
      const [first, second] = await storage.tables.events.append([
        event('Ö “x”'),
        event('B', { capacity: 'lead', country: null, personId: null }),
      ])
      const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
      const zeros = '0000000000000000000000000000000000000000000000000000000000000000'
      expect(first?.digest).toBe(sha256(`${first?.salt}{"title":"Ö “x”","type":"position.renamed"}`))
      expect(first?.salt).toMatch(/^[0-9a-f]{32}$/)
      expect(second?.salt).not.toBe(first?.salt)
      expect(first?.hash).toBe(
        sha256(
          `{"at":"${now}","capacity":null,"country":"SE","digest":"${first?.digest}","personId":"${drafter.id}","positionId":"position-1","previousHash":"${zeros}","revision":2,"sequence":1}`,
        ),
      )
      expect(second?.hash).toBe(
        sha256(
          `{"at":"${now}","capacity":"lead","country":null,"digest":"${second?.digest}","personId":null,"positionId":"position-1","previousHash":"${first?.hash}","revision":2,"sequence":2}`,
        ),
      )
    })

    it('[ST51] what is not of an event is neither stored nor hashed', async () => {
      const extra: NewPositionEvent & { readonly note: string } = { ...event('A'), note: 'more' }
      const [stored] = await storage.tables.events.append([extra])
      expect(stored).not.toHaveProperty('note')
      expect(await storage.tables.events.byPosition('position-1')).toStrictEqual([stored])
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 1 })
    })

    it('[ST52] an empty log is whole, and so is a long one', async () => {
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 0 })
      await storage.tables.events.append(Array.from({ length: 2345 }, (_, index) => event(`${index}`)))
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 2345 })
    })

    it.each([
      ['position_id', "position_id = 'position-2'"],
      ['revision', 'revision = 99'],
      ['person_id', 'person_id = null'],
      ['country', "country = 'DK'"],
      ['capacity', "capacity = 'lead'"],
      ['at', "at = '2020-01-01T00:00:00.000Z'"],
      ['event', 'event = \'{"title":"Forged","type":"position.renamed"}\''],
      ['salt', "salt = 'ab'"],
      ['digest', "digest = 'ab'"],
      ['hash', "hash = 'ab'"],
    ])('[ST52] a changed row shows: %s', async (_column, change) => {
      await tamper(`update events set ${change} where sequence = 3`)
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 3,
        reason: 'row_changed',
      })
    })

    it('[ST52] a changed link shows', async () => {
      await tamper("update events set previous_hash = 'ab' where sequence = 3")
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 3,
        reason: 'link_broken',
      })
    })

    it('[ST52] a deleted row shows', async () => {
      await tamper('delete from events where sequence = 2')
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 2,
        reason: 'sequence_broken',
      })
    })

    it('[ST52] a deleted row shows also when the later ones were moved up', async () => {
      await tamper(
        'delete from events where sequence = 2',
        'update events set sequence = 2 where sequence = 3',
        'update events set sequence = 3 where sequence = 4',
      )
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 2,
        reason: 'link_broken',
      })
    })

    it('[ST52] rows deleted at the end show', async () => {
      await tamper('delete from events where sequence > 2')
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 3,
        reason: 'end_missing',
      })
      await opened.raw('delete from events')
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 1,
        reason: 'end_missing',
      })
    })

    it('[ST52] reordered rows show', async () => {
      await tamper(
        'update events set sequence = 99 where sequence = 2',
        'update events set sequence = 2 where sequence = 3',
        'update events set sequence = 3 where sequence = 99',
      )
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 2,
        reason: 'link_broken',
      })
    })

    it('[ST52] a row appended past the end shows', async () => {
      await tamper(
        `insert into events (sequence, position_id, revision, at, event, previous_hash, hash)
         select 5, position_id, 9, at, event, hash, 'ab' from events where sequence = 4`,
      )
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: false, atSequence: 5 })
    })

    it('[ST52] a row slipped in before the first shows', async () => {
      await tamper(
        `insert into events (sequence, position_id, revision, at, event, previous_hash, hash)
         select 0, position_id, 9, at, event, 'ab', 'cd' from events where sequence = 1`,
      )
      expect(await storage.tables.events.verifyChain()).toEqual({
        ok: false,
        atSequence: 1,
        reason: 'sequence_broken',
      })
    })

    it('[ST52] the end that is kept beside the log can’t be set back', async () => {
      await storage.tables.events.append([event('A'), event('B')])
      await expect(opened.raw("update event_chain set count = 1, last_hash = 'ab'")).rejects.toThrow(
        /append_only/,
      )
      await expect(opened.raw('delete from event_chain')).rejects.toThrow(/append_only/)
    })

    it('[ST53] a position’s events come newest first, as many as asked for', async () => {
      const { events } = storage.tables
      await events.append([event('A'), event('B', { positionId: 'position-2' }), event('C'), event('D')])
      const titles = (await events.byPosition('position-1', { limit: 2 })).map((stored) => stored.event)
      expect(titles).toEqual([event('D').event, event('C').event])
      expect(await events.byPosition('position-1')).toHaveLength(3)
      expect(await events.byPosition('nowhere')).toEqual([])
    })

    it('[ST54] what concerns people and no position is in the same chain, and with no position’s events', async () => {
      const { events } = storage.tables
      const account = (id: string): NewAccountEvent => ({
        positionId: null,
        revision: null,
        personId: drafter.id,
        country: null,
        at: now,
        event: { type: 'invitation.used', invitationId: id, leadsFor: null },
      })
      await events.append([event('A'), account('one'), event('B'), account('two'), account('three')])
      expect(await events.byPosition('position-1')).toHaveLength(2)
      const newest = await events.ofAccounts({ limit: 2 })
      expect(newest.map((stored) => stored.event)).toEqual([account('three').event, account('two').event])
      expect(await events.ofAccounts()).toHaveLength(3)
      expect(await events.positionIds()).toEqual(['position-1'])
      expect(await events.verifyChain()).toMatchObject({ ok: true, count: 5 })
      await expect(opened.raw("update events set at = '2020-01-01T00:00:00.000Z'")).rejects.toThrow(
        /append_only/,
      )
      await opened.unguard('events')
      await opened.raw('update events set person_id = null where sequence = 2')
      expect(await events.verifyChain()).toEqual({ ok: false, atSequence: 2, reason: 'row_changed' })
    })

    /** Four whole events, and then what somebody did to them who took the guards away. */
    async function tamper(...statements: readonly string[]): Promise<void> {
      await storage.tables.events.append(['A', 'B', 'C', 'D'].map((title) => event(title)))
      expect(await storage.tables.events.verifyChain()).toMatchObject({ ok: true, count: 4 })
      await opened.unguard('events')
      await opened.raw(...statements)
    }
  })
}

function event(title: string, changes: Partial<NewPositionEvent> = {}): NewPositionEvent {
  return {
    positionId: 'position-1',
    revision: 2,
    personId: drafter.id,
    country: 'SE',
    at: now,
    event: { type: 'position.renamed', title },
    ...changes,
  }
}

/** As anybody computes it: RFC 8785 of flat fields of text and numbers is their JSON in the order of their names. */
function eventHashOf(fields: object): string {
  return createHash('sha256')
    .update(
      JSON.stringify(
        Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))),
      ),
    )
    .digest('hex')
}
