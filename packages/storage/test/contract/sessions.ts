import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage, StoredSession } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function sessionsContract(name: string, open: Open): void {
  describe(`sessions: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it('[ST24] a session is found by the hash of its token and by nothing else', async () => {
      const { sessions } = storage.tables
      const stored = session('1', { expiresAt: '2020-01-01T00:00:00.000Z' })
      await sessions.insert(stored)
      await sessions.insert(session('2'))
      expect(await sessions.byTokenHash('hash-1')).toStrictEqual({ ...stored, isEnded: false })
      expect(await sessions.byTokenHash('session-1')).toBeNull()
      expect(await sessions.byTokenHash('')).toBeNull()
    })

    it('[ST24] two sessions never share a token or an id', async () => {
      const { sessions } = storage.tables
      await sessions.insert(session('1'))
      await expect(sessions.insert({ ...session('2'), tokenHash: 'hash-1' })).rejects.toThrow()
      await expect(sessions.insert({ ...session('2'), id: 'session-1' })).rejects.toThrow()
    })

    it('[ST25] a removed session is gone, the others stay', async () => {
      const { sessions } = storage.tables
      await sessions.insert(session('1'))
      await sessions.insert(session('2'))
      await sessions.remove('session-1')
      await sessions.remove('session-1')
      expect(await sessions.byTokenHash('hash-1')).toBeNull()
      expect(await sessions.byTokenHash('hash-2')).not.toBeNull()
    })

    it('[ST25] ending the sessions of a person returns their ids, and each stays known as one that was ended', async () => {
      const { sessions } = storage.tables
      await sessions.insert(session('1'))
      await sessions.insert(session('2'))
      await sessions.insert(session('3', { personId: secretary.id }))
      expect([...(await sessions.valid(now))].sort()).toEqual(['session-1', 'session-2'])
      expect([...(await sessions.endByPerson(drafter.id))].sort()).toEqual(['session-1', 'session-2'])
      expect(await sessions.endByPerson(drafter.id)).toEqual([])
      expect(await sessions.byTokenHash('hash-1')).toMatchObject({ personId: drafter.id, isEnded: true })
      expect((await sessions.byTokenHash('hash-3'))?.isEnded).toBe(false)
      expect(await sessions.valid(now)).toEqual([])
    })

    it('[ST170] ending those of a passkey takes the ones of unknown beginning along, but the spared one', async () => {
      const { sessions } = storage.tables
      const phone = { personId: drafter.id, passkeyId: 'phone' }
      await sessions.insert(session('1', phone))
      await sessions.insert(session('2', { passkeyId: 'laptop' }))
      await sessions.insert(session('3'))
      await sessions.insert(session('4'))
      await sessions.insert(session('5', { ...phone, personId: secretary.id }))
      expect((await sessions.byTokenHash('hash-1'))?.passkeyId).toBe('phone')
      const ended = await sessions.endByPasskey(phone, { sparedOfUnknown: 'session-3' })
      expect([...ended].sort()).toEqual(['session-1', 'session-4'])
      const left = await Promise.all(
        ['1', '2', '3', '4', '5'].map(
          async (number) => (await sessions.byTokenHash(`hash-${number}`))?.isEnded,
        ),
      )
      expect(left).toEqual([true, false, false, true, false])
      await sessions.insert(session('6', phone))
      expect(await sessions.endByPasskey(phone, { sparedOfUnknown: 'session-6' })).toEqual([
        'session-3',
        'session-6',
      ])
    })

    it('[ST25] a session is over at the very instant of its end', async () => {
      const { sessions } = storage.tables
      await sessions.insert(session('1', { expiresAt: '2026-03-02T07:59:59.999Z' }))
      await sessions.insert(session('2', { expiresAt: now }))
      await sessions.insert(session('3', { expiresAt: '2026-03-02T08:00:00.001Z' }))
      const endedOfBefore = '2026-02-16T08:00:00.000Z'
      expect([...(await sessions.removeExpired(now, { endedOfBefore }))].sort()).toEqual([
        'session-1',
        'session-2',
      ])
      expect(await sessions.byTokenHash('hash-3')).not.toBeNull()
    })

    it('[ST25] one that was ended is forgotten once it was begun long enough ago', async () => {
      const { sessions } = storage.tables
      await sessions.insert(session('1', { createdAt: '2026-02-01T08:00:00.000Z' }))
      await sessions.insert(session('2'))
      await sessions.endByPerson(drafter.id)
      const endedOfBefore = '2026-02-16T08:00:00.000Z'
      expect(await sessions.removeExpired(now, { endedOfBefore })).toEqual(['session-1'])
      expect((await sessions.byTokenHash('hash-2'))?.isEnded).toBe(true)
    })

    it('[ST26] the sessions that hold are those of people who are not disabled, before their end', async () => {
      const { sessions, people } = storage.tables
      await people.setDisabled(secretary.id, false)
      await sessions.insert(session('1', { expiresAt: now }))
      await sessions.insert(session('2', { expiresAt: '2026-03-02T08:00:00.001Z' }))
      await sessions.insert(session('3', { personId: secretary.id, expiresAt: '2026-03-02T08:00:00.001Z' }))
      expect([...(await sessions.valid(now))].sort()).toEqual(['session-2', 'session-3'])
      await people.setDisabled(secretary.id, true)
      expect(await sessions.valid(now)).toEqual(['session-2'])
    })
  })
}

function session(number: string, changes: Partial<StoredSession> = {}): StoredSession {
  return {
    tokenHash: `hash-${number}`,
    id: `session-${number}`,
    personId: drafter.id,
    passkeyId: null,
    createdAt: now,
    expiresAt: '2026-03-02T20:00:00.000Z',
    ...changes,
  }
}
