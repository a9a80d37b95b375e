import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Storage } from '../../src/index.ts'
import { drafter, insertReferences, now, secretary } from '../support/builders.ts'
import type { Opened } from '../support/opened.ts'
import type { Open } from './contract.ts'

export function accountTurnsContract(name: string, open: Open): void {
  describe(`disabled and enabled accounts: ${name}`, () => {
    let opened: Opened
    let storage: Storage
    beforeEach(async () => {
      opened = await open()
      storage = opened.storage
      await insertReferences(storage)
    })
    afterEach(() => opened.close())

    const disabled = {
      accountId: drafter.id,
      kind: 'disabled',
      at: now,
      by: secretary.id,
      reason: 'Away',
    } as const
    const enabled = { ...disabled, kind: 'enabled', at: '2026-03-02T09:00:00.000Z', reason: 'Back' } as const

    it('[ST210] what was done to an account is kept, newest first, and the account is so from then on', async () => {
      const { accountTurns, people } = storage.tables
      await accountTurns.insert(disabled)
      expect(await people.byId(drafter.id)).toStrictEqual({ ...drafter, isDisabled: true })
      await accountTurns.insert(enabled)
      expect(await people.byId(drafter.id)).toStrictEqual(drafter)
      expect(await accountTurns.byAccount(drafter.id)).toStrictEqual([enabled, disabled])
      expect(await accountTurns.byAccount(secretary.id)).toEqual([])
      const unknown = accountTurns.insert({ ...disabled, accountId: 'nobody' })
      await expect(unknown).rejects.toMatchObject({ code: 'row_not_changeable' })
    })

    it('[ST210] it is never changed or removed', async () => {
      await storage.tables.accountTurns.insert(disabled)
      for (const change of ["update account_turns set reason = 'Another'", 'delete from account_turns'])
        await expect(opened.raw(change)).rejects.toThrow(/append_only/)
      expect(await storage.tables.accountTurns.byAccount(drafter.id)).toStrictEqual([disabled])
    })

    it('[ST211] of two who disable one another at once, looking at everybody first, one sees that it is done', async () => {
      const both = [drafter, secretary] as const
      const done = await Promise.all(
        both.map((person, index) =>
          storage.transaction(async ({ people, accountTurns }) => {
            const everybody = await people.allAlone()
            if (everybody.find(({ id }) => id === person.id)?.isDisabled) return false
            const accountId = both[1 - index]?.id ?? ''
            await accountTurns.insert({ ...disabled, accountId, by: person.id })
            return true
          }),
        ),
      )
      expect([...done].sort()).toEqual([false, true])
      expect((await storage.tables.people.all()).filter(({ isDisabled }) => isDisabled)).toHaveLength(1)
    })

    it.runIf(name === 'PostgreSQL')('[ST211] meanwhile others write what names a person', async () => {
      const written = Promise.withResolvers<void>()
      const looking = Promise.withResolvers<void>()
      const looks = storage.transaction(async ({ people }) => {
        await people.allAlone()
        looking.resolve()
        await written.promise
      })
      await looking.promise
      const session = { id: 's', tokenHash: 'h', passkeyId: null, createdAt: now, expiresAt: now }
      await storage.tables.sessions.insert({ ...session, personId: drafter.id })
      written.resolve()
      await looks
    })

    it.runIf(name === 'PostgreSQL')(
      '[ST278] whoever has everybody alone waits for who holds one, and the other way round',
      async () => {
        const waiting = async () =>
          (
            await opened.query(
              `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).length
        const done: string[] = []
        const begun = Promise.withResolvers<void>()
        const freed = Promise.withResolvers<void>()
        const holds = storage.transaction(async ({ people }) => {
          expect((await people.byIdHeld(drafter.id))?.isDisabled).toBe(false)
          begun.resolve()
          await freed.promise
          done.push('held')
        })
        await begun.promise
        const disabling = Promise.withResolvers<void>()
        const further = Promise.withResolvers<void>()
        const alone = storage.transaction(async ({ people }) => {
          await people.allAlone()
          await people.setDisabled(drafter.id, true)
          done.push('alone')
          disabling.resolve()
          await further.promise
        })
        await expect
          .poll(async () => done.length > 0 || (await waiting()) === 1, { timeout: 20_000 })
          .toBe(true)
        freed.resolve()
        await holds
        await disabling.promise
        expect(done).toEqual(['held', 'alone'])
        const seen = storage.transaction(async ({ people }) => {
          const person = await people.byIdHeld(drafter.id)
          done.push('seen')
          return person?.isDisabled
        })
        await expect
          .poll(async () => done.length > 2 || (await waiting()) === 1, { timeout: 20_000 })
          .toBe(true)
        further.resolve()
        await alone
        expect(await seen).toBe(true)
      },
    )
  })
}
