import { describe, expect, it } from 'vitest'
import {
  approve,
  approversOf,
  asItStands,
  awaitsLead,
  concernsLead,
  firstAdministrator,
  honour,
  type Invitation,
  type InvitationLife,
  invite,
  type Newcomer,
  newcomer,
  offerTo,
} from './invitation.ts'
import { canFollow } from './passkey.ts'
import { type Person, type Role, roles, rolesForAll } from './people.ts'
import { canManage, holdsRole, seesAccount, vouchesAs } from './permissions.ts'
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

describe('a lead who comes in beside others', () => {
  const lead = (id: string, country: 'FI' | 'SE' = 'FI') =>
    ({ ...buildPerson([buildGrant('lead', country)], { id }), country }) as const
  const offer = {
    kind: 'newcomer',
    name: 'Mette',
    country: 'FI',
    ministryId: null,
    roles: [{ role: 'lead', readsDrafts: false }],
  } as const
  const waits = (people: readonly ReturnType<typeof lead>[], madeBy = 'astrid') =>
    awaitsLead({ offer, madeBy }, { people, now })

  it('[D414] waits for a lead of the country, where it has one other than who made it; else for nobody', () => {
    expect(waits([lead('aino')])).toBe(true)
    expect(waits([])).toBe(false)
    expect(waits([lead('sven', 'SE')])).toBe(false)
    expect(waits([{ ...lead('aino'), isDisabled: true }])).toBe(false)
    expect(waits([lead('aino')], 'aino')).toBe(false)
    const roles = { ...offer, kind: 'roles', accountId: 'aino', gains: [] } as const
    const around = { people: [lead('aino'), lead('eero')], now }
    // Whoever leads already needs nobody for going on.
    expect(awaitsLead({ offer: roles, madeBy: 'astrid' }, around)).toBe(false)
    const another = { ...roles, accountId: 'mette', gains: ['lead'] } as const
    expect(awaitsLead({ offer: another, madeBy: 'astrid' }, { people: [lead('aino')], now })).toBe(true)
    // What was offered before it was told is all of it new.
    const { gains: _, ...before } = another
    expect(awaitsLead({ offer: before, madeBy: 'astrid' }, { people: [lead('aino')], now })).toBe(true)
  })

  const made = (more: Partial<Invitation> = {}): Invitation => ({
    ...invite(offer, { id: 'one', madeBy: 'astrid', isAwaited: true, now }),
    ...more,
  })
  const approved = (by: ReturnType<typeof lead>, more: Partial<Invitation> = {}) => {
    const given = approve(made(more), { by, people: [by], now })
    return given.ok ? given.value : given.refusal.code
  }

  const [everything] = lead('aino').grants
  it.each([
    ['a dossier', { scope: { kind: 'dossier', dossierId: 'files' } }],
    ['a forum', { scope: { kind: 'forum', forumId: 'lewp' } }],
    ['a while', { validTo: '2026-12-24T00:00:00.000Z' }],
    ['later on', { validFrom: '2026-11-24T00:00:00.000Z' }],
  ] as const)(
    '[D434] whoever leads for %s has no say in who leads, and waits to lead the whole',
    (_, part) => {
      const narrow = { ...lead('eero'), grants: everything ? [{ ...everything, ...part }] : [] }
      expect(waits([narrow])).toBe(false)
      expect(approved(narrow)).toBe('forbidden')
      const roles = { ...offer, kind: 'roles', accountId: 'eero', gains: ['lead'] } as const
      const around = { people: [narrow, lead('aino')], now }
      expect(awaitsLead({ offer: roles, madeBy: 'astrid' }, around)).toBe(true)
      expect(seesAccount(narrow, lead('aino'), now)).toBe(false)
      expect(vouchesAs(narrow, lead('aino'), now)).toEqual([])
    },
  )

  it('[D415] lets nobody in until a lead of that country has approved it, who did not make it', () => {
    expect(honour(made(), now)).toMatchObject({ refusal: { code: 'approval_awaited' } })
    expect(approved(lead('aino'))).toEqual({ status: 'given', at: now, personId: 'aino' })
    const given = { status: 'given', at: now, personId: 'aino' } as const
    expect(honour(made({ approval: given }), now).ok).toBe(true)
    expect(approved(lead('sven', 'SE'))).toBe('forbidden')
    expect(approved({ ...lead('aino'), isDisabled: true })).toBe('forbidden')
    expect(approved(lead('aino'), { madeBy: 'aino' })).toBe('second_person_needed')
    expect(approved(lead('aino'), { approval: given })).toBe('invitation_over')
    expect(approved(lead('aino'), { expiresAt: now })).toBe('invitation_over')
    const own = { ...offer, kind: 'roles', accountId: 'aino' } as const
    expect(approved(lead('aino'), { offer: own })).toBe('own_account')
  })
})

describe('whoever is let in to what a country wrote, or all did', () => {
  const lead = (id: string, country: 'FI' | 'SE' = 'FI') =>
    ({ ...buildPerson([buildGrant('lead', country)], { id }), country }) as const
  const administrator = buildPerson([buildGrant('administrator', null)], { id: 'astrid' })
  const offer = (...given: readonly Role[]) =>
    ({
      kind: 'newcomer',
      name: 'Mette',
      country: 'FI',
      ministryId: null,
      roles: given.map((role) => ({ role, readsDrafts: false })),
    }) as const
  const made = (given: readonly Role[], people: readonly Person[], madeBy = 'astrid') => {
    const of = { offer: offer(...given), madeBy }
    return [awaitsLead(of, { people, now }), approversOf(of, { people, now })]
  }
  const leads = [administrator, lead('aino'), lead('sven', 'SE')]

  it.each(['drafter', 'delegate', 'registrar'] as const)(
    '[D528] a %s waits for a lead of the country, where it has one beside who asks',
    (role) => {
      expect(made([role], leads)).toEqual([true, 'FI'])
      expect(made([role], [administrator])).toEqual([false, 'FI'])
      expect(made([role], [administrator, lead('sven', 'SE')])).toEqual([false, 'FI'])
      // A lead knows whom they invite for their own country.
      expect(made([role], [lead('aino'), lead('eero')], 'aino')).toEqual([false, 'FI'])
      expect(made([role, 'lead'], [lead('aino'), lead('eero')], 'aino')).toEqual([true, 'FI'])
      expect(made([role], leads, 'sven')).toEqual([true, 'FI'])
    },
  )

  it.each(rolesForAll)('[D529] the role of %s waits for a lead of any country, beside who asks', (role) => {
    expect(made([role], leads)).toEqual([true, 'any'])
    expect(made([role], [administrator])).toEqual([false, 'any'])
    expect(made([role], [lead('sven', 'SE')])).toEqual([true, 'any'])
    expect(made([role], [lead('sven', 'SE')], 'sven')).toEqual([false, 'any'])
    const own = { ...offer(role), kind: 'roles', accountId: 'sven', gains: [role] } as const
    expect(awaitsLead({ offer: own, madeBy: 'astrid' }, { people: [lead('sven', 'SE')], now })).toBe(false)
    const by = (person: Person) => {
      const waiting = invite(offer(role), { id: 'one', madeBy: 'aino', isAwaited: true, now })
      const given = approve(waiting, { by: person, people: leads, now })
      return given.ok ? given.value.status : given.refusal.code
    }
    expect(by(lead('sven', 'SE'))).toBe('given')
    expect(by(lead('aino'))).toBe('second_person_needed')
    expect(by(administrator)).toBe('forbidden')
  })

  it('[D530] roles of both kinds wait for the country, where it has a lead; administration for nobody', () => {
    expect(made(['secretariat', 'drafter'], leads)).toEqual([true, 'FI'])
    expect(made(['secretariat', 'drafter'], [administrator, lead('sven', 'SE')])).toEqual([true, 'any'])
    expect(made(['administrator'], leads)).toEqual([false, null])
    const roles = { ...offer('drafter', 'lead'), kind: 'roles', accountId: 'mette', gains: [] } as const
    expect(awaitsLead({ offer: roles, madeBy: 'astrid' }, { people: leads, now })).toBe(false)
  })

  it('[D531] what nobody was there to approve waits once there is a lead, and is approved then', () => {
    const early = invite(offer('drafter'), { id: 'one', madeBy: 'astrid', now })
    const standing = (people: readonly Person[]) => honour(asItStands(early, { people, now }), now)
    expect(standing([administrator]).ok).toBe(true)
    expect(standing(leads)).toMatchObject({ refusal: { code: 'approval_awaited' } })
    const [, aino] = leads
    expect(aino && approve(early, { by: aino, people: leads, now }).ok).toBe(true)
  })

  it('[D534] a lead knows of what is for their country, or for all', () => {
    const concerns = (role: Role, by: Person) => concernsLead(offer(role), { by, now })
    expect([lead('aino'), lead('sven', 'SE'), administrator].map((by) => concerns('drafter', by))).toEqual([
      true,
      false,
      false,
    ])
    expect(
      [lead('aino'), lead('sven', 'SE'), administrator].map((by) => concerns('secretariat', by)),
    ).toEqual([true, true, false])
    expect(concerns('administrator', lead('aino'))).toBe(false)
  })
})
