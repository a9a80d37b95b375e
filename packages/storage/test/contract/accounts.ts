import type { Invitation, Passkey } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

const invitation = (id: string, more: Partial<Invitation> = {}): Invitation => ({
  id,
  offer: { kind: 'first_administrator' },
  madeAt: now,
  madeBy: null,
  expiresAt: '2026-03-03T08:00:00.000Z',
  approval: { status: 'needless' },
  life: { status: 'open' },
  ...more,
})

const passkey = (id: string, more: Partial<Passkey> = {}): Passkey => ({
  id,
  personId: drafter.id,
  name: 'Työpuhelin',
  publicKey: 'pQECAyYgASFYIA',
  counter: 3,
  transports: ['internal', 'hybrid'],
  addedAt: now,
  lastUsedAt: null,
  ...more,
})

export function accountsContract(name: string, open: Open): void {
  describe(`invitations and passkeys: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    it('[ST130] an invitation is found by the hash of its secret and by nothing else', async () => {
      const { invitations } = storage.tables
      const first = invitation('one')
      const second = invitation('two', { madeAt: later, madeBy: drafter.id })
      await invitations.insert(first, 'hash-1')
      await invitations.insert(second, 'hash-2')
      expect(await invitations.byTokenHash('hash-1')).toStrictEqual(first)
      expect(await invitations.byTokenHash('one')).toBeNull()
      expect(await invitations.byId('two')).toStrictEqual(second)
      expect(await invitations.byId('hash-2')).toBeNull()
      expect(await invitations.all()).toStrictEqual([second, first])
      await expect(invitations.insert(invitation('three'), 'hash-1')).rejects.toThrow()
    })

    it('[ST264] [ST301] an invitation is approved once, while it is open, whether it waited when it was made or not', async () => {
      const { invitations } = storage.tables
      const approval = { at: later, personId: drafter.id }
      await invitations.insert(invitation('one'), 'hash-1')
      await invitations.insert(invitation('two', { approval: { status: 'awaited' } }), 'hash-2')
      await invitations.insert(invitation('three', { approval: { status: 'awaited' } }), 'hash-3')
      expect((await invitations.byId('two'))?.approval).toStrictEqual({ status: 'awaited' })
      expect((await invitations.byId('one'))?.approval).toStrictEqual({ status: 'needless' })
      expect(await invitations.approve('one', approval)).toBe(true)
      expect(await invitations.approve('one', approval)).toBe(false)
      expect((await invitations.byId('one'))?.approval).toStrictEqual({ status: 'given', ...approval })
      expect(await invitations.approve('two', approval)).toBe(true)
      expect(await invitations.approve('two', approval)).toBe(false)
      expect((await invitations.byId('two'))?.approval).toStrictEqual({ status: 'given', ...approval })
      await invitations.end('three', { status: 'withdrawn', at: later, personId: drafter.id })
      expect(await invitations.approve('three', approval)).toBe(false)
    })

    it('[ST265] what a person may from now on is set as a whole, with their ministry, and what goes on stays as it was', async () => {
      const { people } = storage.tables
      const before = await people.byId(drafter.id)
      const [first, second, third] = before?.grants ?? []
      if (!before || !first || !second || !third) throw new Error('The drafter may little')
      const grants = [second, { ...first, role: 'lead' as const, validFrom: later }]
      await people.setRoles(drafter.id, { ministryId: null, grants }, later)
      expect(await people.byId(drafter.id)).toStrictEqual({ ...before, ministryId: null, grants })
      await expect(people.setRoles('nobody', { ministryId: null, grants }, later)).rejects.toThrow()
      expect(await people.byId(drafter.id)).toStrictEqual({ ...before, ministryId: null, grants })
    })

    it('[ST266] what was taken from a person stays with the instant at which it ended, once and for good', async () => {
      const { people } = storage.tables
      const [first, second, third] = drafter.grants
      if (!first || !second || !third) throw new Error('The drafter may little')
      expect(await people.endedGrants(drafter.id)).toEqual([])
      await people.setRoles(drafter.id, { ministryId: null, grants: [second] }, later)
      await people.setRoles(drafter.id, { ministryId: null, grants: [second, first] }, now)
      expect(await people.endedGrants(drafter.id)).toStrictEqual([
        { ...first, endedAt: later },
        { ...third, endedAt: later },
      ])
      expect((await people.byId(drafter.id))?.grants).toStrictEqual([second, first])
      const rows = await opened.query('select * from grants order by person_id, ordinal')
      for (const change of [
        'delete from grants',
        "update grants set role = 'lead'",
        'update grants set ended_at = null',
        "update grants set ended_at = '2030-01-01T00:00:00.000Z'",
      ])
        await expect(opened.raw(change), change).rejects.toThrow(/append_only/)
      expect(await opened.query('select * from grants order by person_id, ordinal')).toStrictEqual(rows)
    })

    it('[ST130] an invitation ends once, in the way it ended', async () => {
      const { invitations } = storage.tables
      await invitations.insert(invitation('one'), 'hash-1')
      await invitations.insert(invitation('two'), 'hash-2')
      const withdrawn = { status: 'withdrawn', at: later, personId: null } as const
      const used = { status: 'used', at: later, personId: drafter.id } as const
      expect(await invitations.end('one', withdrawn)).toBe(true)
      expect(await invitations.end('one', used)).toBe(false)
      expect((await invitations.byTokenHash('hash-1'))?.life).toStrictEqual(withdrawn)
      const both = await Promise.all(
        [drafter.id, secretary.id].map((personId) =>
          storage.transaction(async (tables) => {
            const found = await tables.invitations.byTokenHash('hash-2')
            return found?.life.status === 'open' && tables.invitations.end('two', { ...used, personId })
          }),
        ),
      )
      expect([...both].sort()).toEqual([false, true])
      expect((await invitations.byTokenHash('hash-2'))?.life).toMatchObject({ status: 'used' })
    })

    it('[ST131] a passkey comes back as it went in, those of a person oldest first', async () => {
      const { passkeys } = storage.tables
      const made = [passkey('b'), passkey('c', { addedAt: later, lastUsedAt: later }), passkey('a')] as const
      for (const each of made) await passkeys.insert(each)
      await passkeys.insert(passkey('d', { personId: secretary.id }))
      expect(await passkeys.byId('b')).toStrictEqual(made[0])
      expect(await passkeys.byId('nobody’s')).toBeNull()
      expect(await passkeys.counts()).toEqual(
        new Map([
          [drafter.id, 3],
          [secretary.id, 1],
        ]),
      )
      expect(await passkeys.byPerson(drafter.id)).toStrictEqual([made[2], made[0], made[1]])
      expect((await passkeys.all()).map(({ id }) => id).sort()).toEqual(
        [...made.map(({ id }) => id), 'd'].sort(),
      )
      await expect(passkeys.insert(passkey('a'))).rejects.toThrow()
    })

    it('[ST132] of two who remove the last two at once one sees that it is the last', async () => {
      for (const id of ['a', 'b']) await storage.tables.passkeys.insert(passkey(id))
      const seen = await Promise.all(
        ['a', 'b'].map((id) =>
          storage.transaction(async ({ passkeys }) => {
            const held = await passkeys.byPerson(drafter.id)
            if (held.length > 1) await passkeys.remove(id)
            return held.length
          }),
        ),
      )
      expect([...seen].sort()).toEqual([1, 2])
      expect(await storage.tables.passkeys.byPerson(drafter.id)).toHaveLength(1)
    })

    it('[ST131] a use is counted on the count that was read', async () => {
      const { passkeys } = storage.tables
      const stored = passkey('a')
      await passkeys.insert(stored)
      const uses = await Promise.all([4, 5].map((counter) => passkeys.use(stored, { counter, at: later })))
      expect([...uses].sort()).toEqual([false, true])
      const used = await passkeys.byId('a')
      expect(used).toMatchObject({ counter: uses[0] ? 4 : 5, lastUsedAt: later })
      expect(await passkeys.use({ id: 'b', counter: 3 }, { counter: 4, at: later })).toBe(false)
    })
  })
}
