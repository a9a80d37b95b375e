import { describe, expect, it } from 'vitest'
import {
  firstAdministrator,
  honour,
  type InvitationLife,
  invite,
  type Newcomer,
  newcomer,
  offerTo,
} from './invitation.ts'
import { canFollow } from './passkey.ts'
import { type Role, roles } from './people.ts'
import { canManage, holdsRole } from './permissions.ts'
import { buildGrant, buildPerson, now } from './testing/builders.ts'

const invitation = invite({ kind: 'first_administrator' }, { id: 'one', madeBy: null, now })
const codeAt = (instant: string, life: InvitationLife = { status: 'open' }) => {
  const honoured = honour({ ...invitation, life }, instant)
  return honoured.ok ? 'ok' : honoured.refusal.code
}

describe('an invitation', () => {
  it('[D140] counts for a day, and at its end no more', () => {
    expect(invitation.expiresAt).toBe('2026-11-24T09:00:00.000Z')
    expect(codeAt('2026-11-24T08:59:59.999Z')).toBe('ok')
    expect(codeAt('2026-11-24T09:00:00.000Z')).toBe('invitation_over')
  })

  it('[D140] counts while it is open', () => {
    expect(codeAt(now, { status: 'used', at: now, personId: 'somebody' })).toBe('invitation_over')
    expect(codeAt(now, { status: 'withdrawn', at: now, personId: null })).toBe('invitation_over')
  })

  it('[D140] the first administrator acts for no country, from this instant on', () => {
    const person = firstAdministrator({ id: 'astrid', name: 'Astrid', language: 'sv', now })
    expect(holdsRole(person, 'administrator', now)).toBe(true)
    expect(person).toMatchObject({ country: null, ministryId: null, isDisabled: false })
    expect(person.grants).toHaveLength(1)
    expect(person.grants[0]).toMatchObject({ country: null, validFrom: now, validTo: null })
  })
})

const offered = (more: Partial<Newcomer>) => {
  const offer = offerTo({
    name: 'Mette',
    country: 'DK',
    ministryId: null,
    roles: [{ role: 'lead', readsDrafts: false }],
    ...more,
  })
  return offer.ok ? offer.value : offer.refusal.code
}
const as = (...given: readonly Role[]) => given.map((role) => ({ role, readsDrafts: true }))

describe('an invitation of somebody new', () => {
  it('[D142] brings roles, each once', () => {
    expect(offered({})).toMatchObject({ kind: 'newcomer', name: 'Mette' })
    expect(offered({ roles: [] })).toBe('roles_invalid')
    expect(offered({ roles: as('lead', 'drafter', 'lead') })).toBe('roles_invalid')
  })

  it('[D142] brings the roles of a country only to whoever acts for one', () => {
    const refused = roles.filter((role) => offered({ country: null, roles: as(role) }) === 'roles_invalid')
    expect(refused).toEqual(['drafter', 'lead', 'delegate', 'registrar'])
    expect(roles.filter((role) => offered({ roles: as(role) }) === 'roles_invalid')).toEqual([])
  })

  it('[D142] counts for a week, and its person has the roles from when they come in', () => {
    const offer = { kind: 'newcomer', name: 'Mette', country: 'DK', ministryId: null, roles: [] } as const
    expect(invite(offer, { id: 'one', madeBy: 'astrid', now }).expiresAt).toBe('2026-11-30T09:00:00.000Z')
    const person = newcomer(
      { ...offer, roles: as('lead', 'delegate', 'administrator') },
      { id: 'mette', language: 'da', now },
    )
    expect(person.grants.map(({ role, country, readsDrafts }) => [role, country, readsDrafts])).toEqual([
      ['lead', 'DK', false],
      ['delegate', 'DK', true],
      ['administrator', null, false],
    ])
    expect(person.grants.every(({ validFrom }) => validFrom === now)).toBe(true)
  })

  it.each(['people.read', 'people.invite', 'people.disable'] as const)(
    '[D143] %s is an administrator’s',
    (action) => {
      const may = roles.filter((role) =>
        canManage(buildPerson([buildGrant(role, role === 'administrator' ? null : 'DK')]), action, now),
      )
      expect(may).toEqual(['administrator'])
      const gone = { ...buildPerson([buildGrant('administrator', null)]), isDisabled: true }
      expect(canManage(gone, action, now)).toBe(false)
    },
  )
})

it.each([
  [0, 0, true],
  [1, 0, true],
  [8, 7, true],
  [7, 7, false],
  [6, 7, false],
  [0, 7, false],
])('[D141] a count of %i after %i: %s', (counter, before, follows) => {
  expect(canFollow(counter, before)).toBe(follows)
})
