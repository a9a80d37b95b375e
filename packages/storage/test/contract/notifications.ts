import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewNotification, Storage } from '../../src/index.ts'
import { drafter, insertPosition, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-03T08:00:00.000Z'

const notification = (sequence: number, more: Partial<NewNotification> = {}): NewNotification => ({
  personId: drafter.id,
  topic: 'round.awaits',
  cause: { kind: 'event', sequence },
  positionId: 'position-1',
  at: now,
  way: 'mail',
  ...more,
})

export function notificationsContract(name: string, open: Open): void {
  describe(`notifications: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await insertPosition(storage)
    })
    afterEach(() => opened.close())

    it('[ST225] a notification comes back as it went in, newest first and in parts, and once', async () => {
      const { notifications } = storage.tables
      const entries = [
        notification(1),
        notification(2, { topic: 'deputy.named', positionId: null, way: 'list' }),
        notification(3, {
          topic: 'comment.reply',
          cause: { kind: 'comment', threadId: 't', commentId: 'c', wording: 0 },
        }),
        notification(4, {
          topic: 'deadline.near',
          cause: { kind: 'deadline', roundId: 'r', deadline: later },
        }),
      ]
      const added = await notifications.add(entries)
      expect(added.map(({ number: _number, ...rest }) => rest)).toStrictEqual(
        entries.map((entry) => ({ ...entry, readAt: null })),
      )
      expect(await notifications.add([])).toEqual([])
      expect(
        await notifications.add([...entries, notification(1, { personId: secretary.id })]),
      ).toMatchObject([{ personId: secretary.id }])
      const { tables } = await opened.reopen()
      const all = [...added].sort((one, other) => other.number - one.number)
      const first = await tables.notifications.byPerson(drafter.id, { before: null, limit: 3 })
      expect(first).toStrictEqual(all.slice(0, 3))
      const before = first.at(-1)?.number ?? 0
      expect(await tables.notifications.byPerson(drafter.id, { before, limit: 3 })).toStrictEqual(
        all.slice(3),
      )
    })

    it('[ST250] as many as there are can be added at once, all of them or none', async () => {
      const { notifications } = storage.tables
      const many = Array.from({ length: 12_000 }, (_, sequence) => notification(sequence + 1))
      expect(await notifications.add(many)).toHaveLength(many.length)
      expect(await notifications.unread(drafter.id, { before: null, limit: 20_000 })).toHaveLength(
        many.length,
      )
      await notifications.removeBefore(later)
      const broken = many.with(-1, notification(1, { personId: 'nobody' }))
      await expect(notifications.add(broken)).rejects.toThrow()
      expect(await notifications.unread(drafter.id, { before: null, limit: 1 })).toEqual([])
    })

    it('[ST226] one or all up to one are marked as read, of their person alone', async () => {
      const { notifications } = storage.tables
      const own = await notifications.add([1, 2, 3, 4].map((sequence) => notification(sequence)))
      await notifications.add([notification(1, { personId: secretary.id })])
      const [first = 0, second = 0, third = 0] = own.map(({ number }) => number).sort((a, b) => a - b)
      expect(await notifications.markRead(drafter.id, { number: third }, later)).toBe(true)
      expect(await notifications.markRead(drafter.id, { number: third }, now)).toBe(false)
      expect(await notifications.markRead(secretary.id, { number: first }, later)).toBe(false)
      const newest = await notifications.unread(drafter.id, { before: null, limit: 2 })
      expect(newest).toHaveLength(2)
      const before = newest.at(-1)?.number ?? 0
      expect(
        (await notifications.unread(drafter.id, { before, limit: 9 })).map(({ number }) => number),
      ).toEqual([first])
      expect(await notifications.markRead(drafter.id, { through: second }, later)).toBe(true)
      expect(await notifications.unread(drafter.id, { before: null, limit: 9 })).toHaveLength(1)
      expect(await notifications.unread(secretary.id, { before: null, limit: 9 })).toHaveLength(1)
      const read = await notifications.byPerson(drafter.id, { before: null, limit: 9 })
      expect(read.map(({ readAt }) => readAt)).toEqual([null, later, later, later])
      await notifications.add([notification(9, { at: later })])
      await notifications.removeBefore(later)
      expect(await notifications.byPerson(drafter.id, { before: null, limit: 9 })).toMatchObject([
        { at: later },
      ])
    })

    it('[ST227] how far people were told moves on from where it was read, once', async () => {
      const { notifications, events } = storage.tables
      const from = await notifications.through()
      const appended = await events.append(
        ['A', 'B', 'C'].map((title) => ({
          positionId: 'position-1',
          revision: 1,
          personId: null,
          country: null,
          at: now,
          event: { type: 'position.renamed', title } as const,
        })),
      )
      const [first, second, third] = appended
      expect(await events.after(from, 2)).toStrictEqual([first, second])
      expect(await events.after(from + 2, 2)).toStrictEqual([third])
      const sought = [first?.sequence ?? 0, third?.sequence ?? 0, 999]
      expect((await events.bySequences(sought)).toSorted((a, b) => a.sequence - b.sequence)).toStrictEqual([
        first,
        third,
      ])
      expect(await events.bySequences([])).toEqual([])
      const moved = await Promise.all(
        [1, 2, 3].map(() => storage.transaction((tables) => tables.notifications.moveOn(from, from + 2))),
      )
      expect(moved.filter(Boolean)).toHaveLength(1)
      expect(await notifications.through()).toBe(from + 2)
    })

    it('[ST229] what is to be mailed is unread, since there is an address, and in one mail', async () => {
      const { notifications, mails } = storage.tables
      await notifications.add([notification(1), notification(2, { personId: secretary.id })])
      expect(await mails.dueAtOnce(9)).toEqual([])
      const address = {
        personId: drafter.id,
        address: 'lead@example.org',
        confirmedAt: later,
        digestHour: 8,
        digestedOn: '2026-03-03',
      }
      await mails.setAddress({ ...address, address: 'old@example.org' })
      await mails.setAddress(address)
      expect(await mails.addressOf(drafter.id)).toStrictEqual(address)
      expect(await mails.addressOf(secretary.id)).toBeNull()
      expect(await mails.addresses()).toStrictEqual([address])
      // From before there was an address.
      expect(await mails.dueAtOnce(9)).toEqual([])
      const added = await notifications.add(
        [3, 4, 5, 6].map((sequence) =>
          notification(sequence, { at: later, way: sequence === 6 ? 'digest' : 'mail' }),
        ),
      )
      const [three = 0, four = 0, five = 0, six = 0] = added.map(({ number }) => number).sort((a, b) => a - b)
      await notifications.markRead(drafter.id, { number: three }, later)
      const numbers = async (due: Promise<readonly { number: number }[]>) =>
        (await due).map(({ number }) => number)
      expect(await numbers(mails.dueAtOnce(9))).toEqual([four, five])
      await mails.putOff([five])
      await mails.putOff([])
      expect(await numbers(mails.dueAtOnce(9))).toEqual([four])
      expect(await numbers(mails.dueForDigest(drafter.id, 9))).toEqual([five, six])
      await mails.make({ id: 'mail-1', personId: drafter.id, kind: 'at_once', at: later }, [four])
      expect(await mails.dueAtOnce(9)).toEqual([])
      expect(await numbers(mails.notificationsOf('mail-1'))).toEqual([four])
      expect(await mails.atOnceSince(drafter.id, now)).toBe(1)
      expect(await mails.atOnceSince(drafter.id, later)).toBe(0)
      await mails.removeAddress(drafter.id)
      expect(await mails.dueForDigest(drafter.id, 9)).toEqual([])
    })

    it('[ST229] a try is counted before it is made, by one alone, and a mail ends once', async () => {
      const { notifications, mails } = storage.tables
      const [told] = await notifications.add([notification(1)])
      await mails.make({ id: 'mail-1', personId: drafter.id, kind: 'digest', at: now }, [told?.number ?? 0])
      expect(await mails.waiting('2026-03-02T07:59:59.999Z', 9)).toEqual([])
      const [mail] = await mails.waiting(now, 9)
      if (!mail) throw new Error('No mail waits')
      expect(mail).toStrictEqual({ id: 'mail-1', personId: drafter.id, kind: 'digest', at: now, tries: 0 })
      const begun = await Promise.all([1, 2, 3].map(() => mails.begin(mail, later)))
      expect(begun.filter(Boolean)).toHaveLength(1)
      expect(await mails.waiting(now, 9)).toEqual([])
      expect(await mails.waiting(later, 9)).toMatchObject([{ tries: 1 }])
      await mails.end('mail-1', 'sent', later)
      await mails.end('mail-1', 'given_up', later)
      const to = {
        personId: drafter.id,
        address: 'lead@example.org',
        digestHour: 8,
        digestedOn: '2026-03-03',
      }
      expect(await mails.isGivenUp({ ...to, confirmedAt: now })).toBe(false)
      await mails.make({ id: 'mail-2', personId: drafter.id, kind: 'digest', at: later }, [])
      await mails.end('mail-2', 'given_up', '2026-03-09T08:00:00.000Z')
      await mails.make({ id: 'mail-3', personId: drafter.id, kind: 'digest', at: later }, [])
      await mails.end('mail-3', 'dropped', '2026-03-09T08:00:01.000Z')
      expect(await mails.isGivenUp({ ...to, confirmedAt: now })).toBe(true)
      expect(await mails.isGivenUp({ ...to, confirmedAt: '2026-03-10T08:00:00.000Z' })).toBe(false)
      expect(await mails.waiting('2027-01-01T00:00:00.000Z', 9)).toEqual([])
      expect(await mails.begin({ ...mail, tries: 1 }, later)).toBe(false)
      await mails.removeBefore(later)
      expect(await mails.notificationsOf('mail-1')).toHaveLength(1)
      await notifications.removeBefore(later)
      await mails.removeBefore(later)
      expect(await mails.atOnceSince(drafter.id, '2026-01-01T00:00:00.000Z')).toBe(0)
    })

    it('[ST229] a person’s calendar has one secret address, which goes', async () => {
      const { calendarFeeds } = storage.tables
      await calendarFeeds.set(drafter.id, 'first', now)
      await calendarFeeds.set(drafter.id, 'second', later)
      expect(await calendarFeeds.madeAt(drafter.id)).toBe(later)
      expect([await calendarFeeds.personOf('first'), await calendarFeeds.personOf('second')]).toEqual([
        null,
        drafter.id,
      ])
      expect([await calendarFeeds.remove(drafter.id), await calendarFeeds.remove(drafter.id)]).toEqual([
        true,
        false,
      ])
      expect([await calendarFeeds.madeAt(drafter.id), await calendarFeeds.personOf('second')]).toEqual([
        null,
        null,
      ])
    })

    it('[ST300] it is kept when the server last ran, and when it did not within a month', async () => {
      const { heartbeat } = storage.tables
      expect(await heartbeat.last()).toBeNull()
      await heartbeat.beat('2026-11-01T08:00:00.000Z')
      await heartbeat.beat('2026-11-01T08:01:00.000Z')
      expect(await heartbeat.last()).toBe('2026-11-01T08:01:00.000Z')
      const first = { from: '2026-11-01T08:01:00.000Z', to: '2026-11-01T09:00:00.000Z' }
      const second = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T08:30:00.000Z' }
      const third = { from: '2026-12-10T08:00:00.000Z', to: '2026-12-10T08:30:00.000Z' }
      await heartbeat.missed(first)
      await heartbeat.missed(second)
      expect(await heartbeat.outages()).toEqual([first, second])
      await heartbeat.missed(third)
      await heartbeat.missed(third)
      expect(await heartbeat.outages()).toEqual([second, third])
    })

    it('[ST228] what a person has chosen is kept, the last choice of each kind', async () => {
      const { notifications } = storage.tables
      expect((await notifications.waysOf(drafter.id)).size).toBe(0)
      await notifications.setWays(
        drafter.id,
        new Map([
          ['round', 'none'],
          ['comment', 'mail'],
        ]),
      )
      await notifications.setWays(drafter.id, new Map([['round', 'digest']]))
      await notifications.setWays(secretary.id, new Map([['text', 'list']]))
      const chosen = [
        ['comment', 'mail'],
        ['round', 'digest'],
      ]
      expect([...(await notifications.waysOf(drafter.id))].sort()).toEqual(chosen)
      expect([...((await notifications.ways()).get(drafter.id) ?? [])].sort()).toEqual(chosen)
      expect((await notifications.ways()).size).toBe(2)
    })
  })
}
