import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import type { Person, Role } from './people.ts'
import { seesAccount, vouchesAs } from './permissions.ts'
import { askRecovery, confirmRecovery, type Recovery, recoveryStanding } from './recovery.ts'
import { buildGrant, buildPerson, now } from './testing/builders.ts'

const person = (id: string, country: CountryCode | null, ...roles: readonly Role[]): Person => ({
  ...buildPerson(roles.map((role) => buildGrant(role, role === 'administrator' ? null : country))),
  id,
  country,
})
const astrid = person('astrid', null, 'administrator')
const bo = person('bo', null, 'administrator')
const mette = person('mette', 'DK', 'drafter')
const lars = person('lars', 'DK', 'lead')
const pia = person('pia', 'DK', 'lead')
const saara = person('saara', 'FI', 'lead')
const both = person('both', 'DK', 'lead', 'administrator')
const ulla = person('ulla', null, 'secretariat')

const asking = (by: Person, more: Partial<Parameters<typeof askRecovery>[1]> = {}) => ({
  id: 'one',
  by,
  reason: ' Lost the phone ',
  earlier: [],
  now,
  ...more,
})
const ask = (account: Person, by: Person, more: Partial<Parameters<typeof askRecovery>[1]> = {}) => {
  const asked = askRecovery(account, asking(by, more))
  return asked.ok ? 'ok' : asked.refusal.code
}
const recovery = (more: Partial<Recovery> = {}): Recovery => ({
  id: 'one',
  accountId: 'mette',
  reason: 'Lost the phone',
  askedAt: now,
  askedBy: 'astrid',
  expiresAt: '2026-11-30T09:00:00.000Z',
  life: { status: 'asked' },
  ...more,
})
const confirm = (
  asker: Person,
  by: Person,
  account = mette,
  at = now,
  life: Recovery['life'] = { status: 'asked' },
) => {
  const confirmed = confirmRecovery(recovery({ askedBy: asker.id, life }), {
    person: account,
    asker,
    by,
    now: at,
  })
  return confirmed.ok ? [confirmed.value.askedAs, confirmed.value.confirmedAs] : confirmed.refusal.code
}

describe('coming back without a passkey', () => {
  it('[D255] administrators vouch for anybody, leads for those of their own country, nobody for themselves', () => {
    const vouch = (by: Person) => [mette, ulla].map((each) => vouchesAs(by, each, now).join())
    expect(vouch(astrid)).toEqual(['administrator', 'administrator'])
    expect(vouch(lars)).toEqual(['lead', ''])
    expect(vouch(saara)).toEqual(['', ''])
    expect(vouch(both)).toEqual(['administrator,lead', 'administrator'])
    expect(vouch(person('d', 'DK', 'drafter', 'delegate', 'registrar'))).toEqual(['', ''])
    expect(vouch({ ...lars, isDisabled: true })).toEqual(['', ''])
    expect(vouchesAs(mette, mette, now)).toEqual([])
    expect(vouchesAs(both, both, now)).toEqual([])
  })

  it('[D255] who vouches may know of the account, and nobody else', () => {
    const seen = [astrid, lars, saara, mette].map((by) =>
      [mette, ulla].map((each) => seesAccount(by, each, now)),
    )
    expect(seen).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ])
  })

  it('[D255] one asks, with a reason, and once while it waits', () => {
    const asked = askRecovery(mette, asking(astrid))
    expect(asked).toEqual({ ok: true, value: recovery() })
    expect(ask(mette, lars)).toBe('ok')
    expect(ask(mette, saara)).toBe('forbidden')
    expect(ask(mette, mette)).toBe('own_account')
    expect(ask(both, both)).toBe('own_account')
    expect(ask({ ...mette, isDisabled: true }, astrid)).toBe('account_disabled')
    expect(ask(mette, astrid, { reason: ' ' })).toBe('reason_required')
    expect(ask(mette, astrid, { earlier: [recovery()] })).toBe('recovery_asked')
    const over = recovery({ life: { status: 'withdrawn', at: now, personId: 'astrid' } })
    expect(ask(mette, astrid, { earlier: [over, recovery({ expiresAt: now })] })).toBe('ok')
  })

  it('[D256] an administrator and a lead of the country, one the other’s second', () => {
    expect(confirm(astrid, lars)).toEqual(['administrator', 'lead'])
    expect(confirm(lars, astrid)).toEqual(['lead', 'administrator'])
    expect(confirm(both, lars)).toEqual(['administrator', 'lead'])
    expect(confirm(both, astrid)).toEqual(['lead', 'administrator'])
    expect(confirm(astrid, both)).toEqual(['administrator', 'lead'])
    for (const [asker, by] of [
      [astrid, bo],
      [lars, pia],
      [astrid, astrid],
      [both, both],
    ] as const)
      expect(confirm(asker, by)).toBe('second_person_needed')
    expect(confirm(astrid, saara)).toBe('forbidden')
    expect(confirm(astrid, mette)).toBe('own_account')
  })

  it('[D256] two administrators for somebody who acts for no country', () => {
    expect(confirm(astrid, bo, ulla)).toEqual(['administrator', 'administrator'])
    expect(confirm(astrid, astrid, ulla)).toBe('second_person_needed')
    expect(confirm(astrid, lars, ulla)).toBe('forbidden')
  })

  it('[D256] both must be what they were when it is confirmed', () => {
    expect(confirm({ ...astrid, isDisabled: true }, lars)).toBe('second_person_needed')
    expect(confirm({ ...lars, grants: [] }, astrid)).toBe('second_person_needed')
    expect(confirm(astrid, { ...lars, isDisabled: true })).toBe('forbidden')
    expect(confirm(astrid, lars, { ...mette, isDisabled: true })).toBe('account_disabled')
  })

  it('[D257] it waits for a week, and is confirmed once', () => {
    expect(confirm(astrid, lars, mette, '2026-11-30T08:59:59.999Z')).not.toBe('recovery_over')
    expect(confirm(astrid, lars, mette, '2026-11-30T09:00:00.000Z')).toBe('recovery_over')
    const confirmed = { status: 'confirmed', at: now, personId: 'lars', invitationId: 'i' } as const
    expect(confirm(astrid, lars, mette, now, confirmed)).toBe('recovery_over')
    expect(confirm(astrid, lars, mette, now, { status: 'withdrawn', at: now, personId: null })).toBe(
      'recovery_over',
    )
    expect(recoveryStanding(recovery({ life: confirmed }), '2027-01-01T00:00:00.000Z')).toBe('confirmed')
    expect(recoveryStanding(recovery(), '2027-01-01T00:00:00.000Z')).toBe('expired')
  })
})
