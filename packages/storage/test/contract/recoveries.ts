import type { Invitation, Recovery } from '@samsyn/domain'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

const later = '2026-03-02T09:00:00.000Z'

const recovery = (id: string, more: Partial<Recovery> = {}): Recovery => ({
  id,
  accountId: drafter.id,
  reason: 'Lost the phone',
  askedAt: now,
  askedBy: secretary.id,
  expiresAt: '2026-03-09T08:00:00.000Z',
  life: { status: 'asked' },
  ...more,
})

const invitation: Invitation = {
  id: 'link',
  offer: { kind: 'recovery', accountId: drafter.id, recoveryId: 'one' },
  madeAt: later,
  madeBy: secretary.id,
  expiresAt: '2026-03-03T09:00:00.000Z',
  approval: { status: 'needless' },
  life: { status: 'open' },
}

export function recoveriesContract(name: string, open: Open): void {
  describe(`recoveries: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
      await storage.tables.invitations.insert(invitation, 'hash')
    })
    afterEach(() => opened.close())

    it('[ST212] a recovery comes back as it went in, those of an account newest first', async () => {
      const { recoveries, invitations } = storage.tables
      const first = recovery('one')
      const second = recovery('two', { askedAt: later })
      const other = recovery('three', { accountId: secretary.id, askedBy: drafter.id })
      for (const each of [first, second, other]) await recoveries.insert(each)
      expect(await recoveries.byId('one')).toStrictEqual(first)
      expect(await recoveries.byId('four')).toBeNull()
      expect(await recoveries.byAccount(drafter.id)).toStrictEqual([second, first])
      expect(await recoveries.asked()).toStrictEqual([second, first, other])
      expect(await invitations.byId('link')).toStrictEqual(invitation)
    })

    it('[ST212] it ends once, in the way it ended', async () => {
      const { recoveries } = storage.tables
      for (const id of ['one', 'two']) await recoveries.insert(recovery(id))
      const by = { at: later, personId: secretary.id }
      const confirmed = { status: 'confirmed', ...by, invitationId: 'link' } as const
      const withdrawn = { status: 'withdrawn', ...by } as const
      expect(await recoveries.end('one', confirmed)).toBe(true)
      expect(await recoveries.end('one', withdrawn)).toBe(false)
      expect(await recoveries.end('two', { ...withdrawn, personId: null })).toBe(true)
      expect((await recoveries.byId('one'))?.life).toStrictEqual(confirmed)
      expect((await recoveries.byId('two'))?.life).toStrictEqual({ ...withdrawn, personId: null })
      expect(await recoveries.asked()).toEqual([])
      await expect(
        recoveries.insert(recovery('four', { life: { ...confirmed, invitationId: 'no such link' } })),
      ).rejects.toThrow()
    })
  })
}
