import { describe, expect, it } from 'vitest'
import { firstAdministrator, honour, type InvitationLife, invite } from './invitation.ts'
import { canFollow } from './passkey.ts'
import { holdsRole } from './permissions.ts'
import { now } from './testing/builders.ts'

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
