import { describe, expect, it } from 'vitest'
import { disableAccount, enableAccount } from './account.ts'
import type { Grant, Person } from './people.ts'
import { canManage, holdsRole } from './permissions.ts'
import { buildGrant, buildPerson, now } from './testing/builders.ts'

const person = (id: string, grants: readonly Grant[], more: Partial<Person> = {}): Person => ({
  ...buildPerson(grants),
  id,
  ...more,
})
const administrator = (id: string, more: Partial<Grant> = {}) =>
  person(id, [{ ...buildGrant('administrator', null), ...more }])
const astrid = administrator('astrid')
const bo = administrator('bo')
const lead = person('mette', [buildGrant('lead', 'DK')])
const gone = { ...lead, isDisabled: true }
const soon = '2026-12-01T09:00:00.000Z'

const turning = (more: Partial<Parameters<typeof disableAccount>[1]> = {}) => ({
  by: astrid,
  reason: ' Left the ministry ',
  people: [astrid, bo, lead],
  now,
  ...more,
})
const codeOf = (turned: ReturnType<typeof disableAccount>) => (turned.ok ? 'ok' : turned.refusal.code)

describe('disabling and enabling an account', () => {
  it('[D250] an administrator disables and enables, with a reason', () => {
    const turned = { accountId: 'mette', at: now, by: 'astrid', reason: 'Left the ministry' }
    expect(disableAccount(lead, turning())).toEqual({ ok: true, value: { ...turned, kind: 'disabled' } })
    expect(enableAccount(gone, turning())).toEqual({ ok: true, value: { ...turned, kind: 'enabled' } })
    for (const reason of ['', ' \n '])
      expect([
        codeOf(disableAccount(lead, turning({ reason }))),
        codeOf(enableAccount(gone, turning({ reason }))),
      ]).toEqual(['reason_required', 'reason_required'])
  })

  it('[D250] nobody else does, a disabled administrator among them', () => {
    const secretariat = person('ulla', [buildGrant('secretariat', null)])
    for (const by of [
      lead,
      secretariat,
      { ...bo, isDisabled: true },
      administrator('eva', { validTo: now }),
    ]) {
      expect(canManage(by, 'people.disable', now)).toBe(false)
      expect(codeOf(disableAccount(lead, turning({ by })))).toBe('forbidden')
      expect(codeOf(enableAccount(gone, turning({ by })))).toBe('forbidden')
    }
  })

  it('[D250] never the own account, and none that is so already', () => {
    expect(codeOf(disableAccount(astrid, turning()))).toBe('own_account')
    expect(codeOf(disableAccount(gone, turning()))).toBe('account_unchanged')
    expect(codeOf(enableAccount(lead, turning()))).toBe('account_unchanged')
  })

  it('[D251] somebody is left who administers the workspace without an end', () => {
    const passing = administrator('passing', { validTo: soon })
    expect(codeOf(disableAccount(bo, turning()))).toBe('ok')
    expect(codeOf(disableAccount(astrid, turning({ by: passing, people: [astrid, passing, lead] })))).toBe(
      'last_administrator',
    )
    const others = [{ ...bo, isDisabled: true }, administrator('later', { validFrom: soon })]
    for (const other of others)
      expect(codeOf(disableAccount(astrid, turning({ by: passing, people: [astrid, passing, other] })))).toBe(
        'last_administrator',
      )
    // Whoever is no administrator is never the last one.
    expect(codeOf(disableAccount(lead, turning({ by: passing, people: [passing, lead] })))).toBe('ok')
  })

  it('[D252] a disabled account loses every right, and has the same ones once it is enabled', () => {
    expect(holdsRole(gone, 'lead', now)).toBe(false)
    expect(holdsRole({ ...gone, isDisabled: false }, 'lead', now)).toBe(true)
  })
})
