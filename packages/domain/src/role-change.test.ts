import { describe, expect, it } from 'vitest'
import type { OfferedRole } from './invitation.ts'
import type { Grant, Person, Role } from './people.ts'
import { offerRoles, withRoles } from './role-change.ts'
import { buildGrant, buildPerson, now } from './testing/builders.ts'

const administrator = buildPerson([buildGrant('administrator', null)], { id: 'astrid' })
const eero: Person = {
  ...buildPerson([buildGrant('drafter', 'FI')], { id: 'eero' }),
  country: 'FI',
  ministryId: null,
}
const as = (...given: readonly Role[]): readonly OfferedRole[] =>
  given.map((role) => ({ role, readsDrafts: false }))
const offered = (
  person: Person,
  roles: readonly OfferedRole[],
  { by = administrator, people = [administrator, person] }: { by?: Person; people?: readonly Person[] } = {},
) => {
  const offer = offerRoles(person, { roles, ministryId: person.ministryId }, { by, people, now })
  return offer.ok ? offer.value : offer.refusal.code
}

describe('other roles for somebody who is in', () => {
  it('[D416] are given by who looks after people, never to themselves, and are roles that fit', () => {
    expect(offered(eero, as('lead'))).toMatchObject({ kind: 'roles', accountId: 'eero', country: 'FI' })
    expect(offered(eero, as('lead'), { by: eero })).toBe('forbidden')
    expect(offered(administrator, as('secretariat'))).toBe('own_account')
    expect(offered(eero, as())).toBe('roles_invalid')
    expect(offered(administrator, as('lead'), { by: { ...administrator, id: 'other' } })).toBe(
      'roles_invalid',
    )
    expect(offered({ ...eero, isDisabled: true }, as('lead'))).toBe('account_disabled')
    expect(offered(eero, as('drafter'))).toBe('account_unchanged')
  })

  it('[D416] take away what is left out, leave what stays as it is, and begin what is new, from that instant on', () => {
    const offer = offered(eero, as('drafter', 'lead'))
    if (typeof offer === 'string') throw new Error(offer)
    const done = withRoles(eero, offer, { people: [administrator, eero], now })
    const changed = done.ok ? done.value : eero
    expect(changed.grants[0]).toBe(eero.grants[0])
    expect(changed.grants[1]).toMatchObject({ role: 'lead', country: 'FI', validFrom: now, validTo: null })
    const back = withRoles(changed, { ...offer, roles: as('delegate') }, { people: [administrator], now })
    expect(back.ok && back.value.grants.map(({ role, validTo }) => [role, validTo])).toEqual([
      ['delegate', null],
    ])
  })

  it('[D437] leave what somebody is for a part, for a while or from later on as it is', () => {
    const [later, soon] = ['2026-12-24T00:00:00.000Z', '2026-12-01T00:00:00.000Z']
    const narrow = [
      { ...buildGrant('lead', 'FI'), scope: { kind: 'dossier', dossierId: 'files' } },
      { ...buildGrant('drafter', 'FI'), validTo: later },
      { ...buildGrant('lead', 'FI'), validFrom: soon },
    ] as const
    const held = { ...eero, grants: [...eero.grants, ...narrow] }
    for (const roles of [as('delegate'), as('drafter', 'lead')]) {
      const offer = offered(held, roles)
      if (typeof offer === 'string') throw new Error(offer)
      const done = withRoles(held, offer, { people: [administrator, held], now })
      const grants = done.ok ? done.value.grants : []
      for (const grant of narrow) expect(grants).toContain(grant)
      const whole = grants.filter(({ scope, validTo }) => scope.kind === 'everything' && validTo === null)
      expect(
        whole.filter(({ validFrom }) => validFrom <= now).map(({ role }) => ({ role, readsDrafts: false })),
      ).toEqual(roles)
    }
  })

  it('[D437] end what is named of it, and need no other role beside the rest', () => {
    const [first, second] = ['one', 'two'].map((dossierId) => ({
      ...buildGrant('lead', 'FI'),
      scope: { kind: 'dossier', dossierId } as const,
    }))
    if (!first || !second) throw new Error('There is no part')
    const held = { ...eero, grants: [first, second] }
    const ending = (...ends: readonly Grant[]) =>
      offerRoles(held, { roles: [], ministryId: null, ends }, { by: administrator, people: [held], now })
    const offer = ending({ ...first })
    if (!offer.ok || offer.value.kind !== 'roles') throw new Error('It is refused')
    const done = withRoles(held, offer.value, { people: [held], now })
    expect(done.ok && done.value.grants).toEqual([second])
    expect(ending()).toMatchObject({ refusal: { code: 'account_unchanged' } })
    expect(ending({ ...first, validFrom: '2020-01-01T00:00:00.000Z' })).toMatchObject({
      refusal: { code: 'account_unchanged' },
    })
    expect(ending(first, second)).toMatchObject({ refusal: { code: 'roles_invalid' } })
  })

  it('[D528] are new where they were not held as a whole, or read less', () => {
    const gains = (person: Person, roles: readonly OfferedRole[]) => {
      const offer = offered(person, roles)
      return typeof offer === 'string' ? offer : offer.gains
    }
    expect(gains(eero, as('drafter', 'registrar'))).toEqual(['registrar'])
    expect(gains(eero, as('delegate'))).toEqual(['delegate'])
    const reader = { ...eero, grants: [{ ...buildGrant('delegate', 'FI'), readsDrafts: true }] }
    expect(gains(reader, as('delegate'))).toEqual([])
    const delegate = { ...eero, grants: [buildGrant('delegate', 'FI')] }
    expect(gains(delegate, [{ role: 'delegate', readsDrafts: true }])).toEqual(['delegate'])
    const [whole] = delegate.grants
    const passing = { ...delegate, grants: whole ? [{ ...whole, validTo: '2026-12-24T00:00:00.000Z' }] : [] }
    expect(gains(passing, as('delegate'))).toEqual(['delegate'])
  })

  it('[D416] never take the last administrator', () => {
    const other = { ...administrator, id: 'other' }
    const people = [other, { ...administrator, isDisabled: true }]
    expect(offered(other, as('secretariat'), { people })).toBe('last_administrator')
    expect(offered(other, as('secretariat'), { people: [other, administrator] })).toMatchObject({
      kind: 'roles',
    })
  })
})
