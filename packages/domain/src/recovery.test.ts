import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { type Person, type Role, rolesForAll } from './people.ts'
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
  people: readonly Person[] = [asker, by, account],
) => {
  const confirmed = confirmRecovery(recovery({ askedBy: asker.id, life }), {
    person: account,
    asker,
    by,
    people,
    now: at,
  })
  return confirmed.ok ? [confirmed.value.askedAs, confirmed.value.confirmedAs] : confirmed.refusal.code
}

describe('coming back without a passkey', () => {
  it('[D255] administrators vouch for anybody, leads for those of their own country, nobody for themselves', () => {
    const vouch = (by: Person) => [mette, ulla].map((each) => vouchesAs(by, each, now).join())
    expect(vouch(astrid)).toEqual(['administrator', 'administrator'])
    expect(vouch(lars)).toEqual(['lead', 'lead'])
    expect(vouch(saara)).toEqual(['', 'lead'])
    expect(vouch(both)).toEqual(['administrator,lead', 'administrator,lead'])
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
      [true, true],
      [false, true],
      [false, false],
    ])
    expect([lars, saara].map((by) => seesAccount(by, bo, now))).toEqual([false, false])
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
    const carl = person('carl', null, 'administrator')
    expect(confirm(astrid, bo, carl)).toEqual(['administrator', 'administrator'])
    expect(confirm(astrid, astrid, carl)).toBe('second_person_needed')
    expect(confirm(astrid, lars, carl)).toBe('forbidden')
    // Somebody is there who leads, and it is not asked of them.
    expect(confirm(astrid, bo, carl, now, { status: 'asked' }, [astrid, bo, carl, lars])).not.toBe(
      'second_person_needed',
    )
  })

  it.each(rolesForAll)(
    '[D535] of the role of %s, who reads for all without a country, an administrator and a lead of any',
    (role) => {
      const una = person('una', null, role, 'administrator')
      const together = (asker: Person, by: Person, ...others: readonly Person[]) =>
        confirm(asker, by, una, now, { status: 'asked' }, [asker, by, una, ...others])
      expect(together(astrid, saara)).toEqual(['administrator', 'lead'])
      expect(together(saara, astrid)).toEqual(['lead', 'administrator'])
      expect(together(astrid, both)).toEqual(['administrator', 'lead'])
      expect(together(astrid, bo, lars)).toBe('second_person_needed')
      expect(together(lars, saara)).toBe('second_person_needed')
      expect(together(both, both)).toBe('second_person_needed')
      expect(together(astrid, una, lars)).toBe('own_account')
      expect(together(astrid, mette, lars)).toBe('forbidden')
      const grants = [{ ...buildGrant('lead', 'FI'), scope: { kind: 'dossier', dossierId: 'x' } as const }]
      expect(together(astrid, { ...saara, grants }, lars)).toBe('forbidden')
    },
  )

  it('[D536] two administrators bring back who reads for all where nobody else leads, and who does no longer', () => {
    const alone = (...others: readonly Person[]) =>
      confirm(astrid, bo, ulla, now, { status: 'asked' }, [astrid, bo, ulla, mette, ...others])
    expect(alone()).toEqual(['administrator', 'administrator'])
    expect(alone({ ...lars, isDisabled: true })).toEqual(['administrator', 'administrator'])
    expect(alone(lars)).toBe('second_person_needed')
    const [grant] = ulla.grants
    if (!grant) throw new Error('Ulla has no role')
    const was = (validTo: string) => ({ ...ulla, grants: [{ ...grant, validTo }] })
    const all = [astrid, bo, lars]
    expect(confirm(astrid, bo, was(now), now, { status: 'asked' }, all)).toEqual([
      'administrator',
      'administrator',
    ])
    expect(confirm(astrid, bo, was('2999-01-01T00:00:00.000Z'), now, { status: 'asked' }, all)).toBe(
      'second_person_needed',
    )
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
