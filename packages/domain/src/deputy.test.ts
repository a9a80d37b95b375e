import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { canBeDeputy, deputyshipLasts, nameDeputy, namesDeputies } from './deputy.ts'
import { deputyshipStanding } from './deputy-period.ts'
import type { Deputyship, Grant, HeldDeputyship, Person, Role } from './people.ts'
import { actions, can, capacityFor, decidingAs, decidingCountry } from './permissions.ts'
import { buildGrant, buildPerson, buildPosition, buildRound, now } from './testing/builders.ts'

const later = '2026-11-24T09:00:00.000Z'
const end = '2026-12-01T09:00:00.000Z'
const person = (id: string, country: CountryCode | null, ...roles: readonly Role[]): Person => ({
  ...buildPerson(roles.map((role) => buildGrant(role, country))),
  id,
  country,
})
const aino = person('aino', 'FI', 'lead')
const eero = person('eero', 'FI', 'drafter')
const deputyship = (more: Partial<Deputyship> = {}): Deputyship => ({
  id: 'one',
  leadId: 'aino',
  deputyId: 'eero',
  namedAt: now,
  validFrom: now,
  validTo: end,
  endedAt: null,
  ...more,
})
const name = (lead: Person, deputy: Person, more: Partial<Parameters<typeof nameDeputy>[2]> = {}) => {
  const named = nameDeputy(lead, deputy, { id: 'one', from: null, to: end, earlier: [], now, ...more })
  return named.ok ? named.value : named.refusal.code
}
const leadGrant = (more: Partial<Grant> = {}): Grant => ({ ...buildGrant('lead', 'FI'), ...more })
const deputy = (more: Partial<HeldDeputyship> = {}, of: Person = eero): Person => ({
  ...of,
  deputyships: [{ ...deputyship(), grants: [leadGrant()], ...more }],
})
const subject = buildPosition({ life: { status: 'in_sign_off', round: buildRound() } })
const decides = (who: Person, at = now, position = subject) => {
  const deciding = decidingAs(who, position, at)
  const answer = deciding.ok ? deciding.value : deciding.refusal.code
  // What may be done and for whom it is done never say two things.
  if (answer !== 'secretariat_never_decides')
    expect(can(who, 'decision.give', position, at)).toBe(deciding.ok)
  return answer
}
const standsIn = { country: 'FI', deputyFor: 'aino' }

describe('a deputy', () => {
  it('[D260] is named by a lead of the country, for a period, from now on or later', () => {
    expect(name(aino, eero)).toEqual(deputyship())
    expect(name(aino, eero, { from: later })).toEqual(deputyship({ validFrom: later }))
    for (const nobody of [eero, person('u', null, 'secretariat'), { ...aino, isDisabled: true }]) {
      expect(namesDeputies(nobody, now)).toBe(false)
      expect(name(nobody, person('other', 'FI', 'drafter'))).toBe('forbidden')
    }
    // A deputy names nobody in turn.
    expect(name(deputy(), person('other', 'FI', 'drafter'))).toBe('forbidden')
  })

  it('[D260] is somebody else who writes or decides for the same country', () => {
    const may = (who: Person) => canBeDeputy(who, aino, now)
    expect([may(eero), may(person('p', 'FI', 'lead'))]).toEqual([true, true])
    for (const other of [
      aino,
      person('d', 'FI', 'delegate', 'registrar', 'observer'),
      person('s', 'SE', 'drafter', 'lead'),
      { ...eero, isDisabled: true },
    ]) {
      expect(may(other)).toBe(false)
      expect(name(aino, other)).toBe('deputy_unfit')
    }
  })

  it('[D261] a period begins now or later, ends after that, within a year, and meets no other of the lead', () => {
    const before = '2026-11-23T08:59:59.999Z'
    const ending = (milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString()
    expect(name(aino, eero, { from: before })).toBe('period_invalid')
    expect(name(aino, eero, { to: now })).toBe('period_invalid')
    expect(name(aino, eero, { from: end, to: later })).toBe('period_invalid')
    expect(name(aino, eero, { to: ending(deputyshipLasts + 1) })).toBe('period_invalid')
    expect(name(aino, eero, { to: ending(deputyshipLasts) })).toMatchObject({ id: 'one' })
    const earlier = [deputyship()]
    expect(name(aino, eero, { from: later, to: '2026-12-24T09:00:00.000Z', earlier })).toBe('deputy_named')
    expect(name(aino, eero, { from: end, to: '2026-12-24T09:00:00.000Z', earlier })).toMatchObject({})
    const ended = [deputyship({ endedAt: later })]
    expect(name(aino, eero, { from: later, to: end, earlier: ended })).toMatchObject({ validFrom: later })
  })

  it('[D261] ends by itself, or earlier by the lead; one that never began never counts', () => {
    const standing = (more: Partial<Deputyship>, at: string) => deputyshipStanding(deputyship(more), at)
    expect(standing({ validFrom: later }, now)).toBe('to_come')
    expect([standing({}, now), standing({}, '2026-12-01T08:59:59.999Z'), standing({}, end)]).toEqual([
      'holds',
      'holds',
      'over',
    ])
    expect(standing({ endedAt: later }, later)).toBe('over')
    expect(standing({ validFrom: later, endedAt: now }, later)).toBe('over')
  })

  it('[D262] decides for the country in the lead’s stead, while it holds, and for the own right first', () => {
    expect(decides(eero)).toBe('forbidden')
    expect(decides(deputy())).toEqual(standsIn)
    expect(decidingCountry(deputy(), subject, now)).toEqual({ ok: true, value: 'FI' })
    expect(decides(deputy(), end)).toBe('forbidden')
    expect(decides(deputy({ validFrom: later }))).toBe('forbidden')
    expect(decides(deputy({ endedAt: now }))).toBe('forbidden')
    expect(decides(deputy({}, person('p', 'FI', 'lead')))).toEqual({ country: 'FI', deputyFor: null })
    expect(decides({ ...deputy(), isDisabled: true })).toBe('forbidden')
  })

  it('[D262] may what the lead may, in their scope, for as long as they may it', () => {
    const scoped = (dossierId: string) => leadGrant({ scope: { kind: 'dossier', dossierId } })
    expect(decides(deputy({ grants: [scoped('a-dossier')] }))).toEqual(standsIn)
    expect(decides(deputy({ grants: [scoped('another')] }))).toBe('forbidden')
    expect(decides(deputy({ grants: [leadGrant({ validTo: now })] }))).toBe('forbidden')
    // Of a lead whose account is disabled none are held.
    expect(decides(deputy({ grants: [] }))).toBe('forbidden')
    expect(decides(deputy(), now, buildPosition({ ...subject, parties: ['SE', 'NO'] }))).toBe('forbidden')
    expect(decides(deputy(), now, buildPosition({ ...subject, lockedTexts: [null] }))).toBe('spill_locked')
  })

  it('[D262] reads by their own right, acts for their own country, and never for the secretariat too', () => {
    const delegate = person('d', 'FI', 'delegate')
    expect(decides(deputy({}, delegate))).toBe('forbidden')
    const swede = person('s', 'SE', 'drafter')
    expect(decides(deputy({}, swede))).toBe('forbidden')
    const runs = { ...deputy(), grants: [...eero.grants, buildGrant('secretariat', null)] }
    expect(decides(runs)).toBe('secretariat_never_decides')
  })

  it('[D263] has what binds the country of the lead’s rights, and nothing else', () => {
    const more = actions.filter(
      (action) => can(deputy(), action, subject, now) && !can(eero, action, subject, now),
    )
    expect(more).toEqual([
      'reservation.enter',
      'extension.ask',
      'decision.give',
      'support.withdraw',
      'corrigendum.object',
    ])
  })

  it('[D406] whoever acts does so by their own role, else as a deputy; who may not has no capacity', () => {
    expect(capacityFor(aino, 'decision.give', subject, now)).toBe('lead')
    expect(capacityFor(deputy(), 'decision.give', subject, now)).toBe('deputy')
    expect(capacityFor(deputy(), 'draft.edit', subject, now)).toBe('drafter')
    // Their own right comes first.
    expect(capacityFor(deputy({}, aino), 'decision.give', subject, now)).toBe('lead')
    expect(capacityFor(deputy(), 'decision.give', subject, end)).toBeNull()
    expect(capacityFor(person('u', null, 'secretariat'), 'release.issue', subject, now)).toBe('secretariat')
    expect(capacityFor(person('u', null, 'secretariat'), 'decision.give', subject, now)).toBeNull()
    const both = person('both', 'FI', 'drafter', 'secretariat', 'lead')
    expect(capacityFor(both, 'round.open', { ...subject, penholder: 'FI' }, now)).toBe('lead')
    expect(capacityFor(both, 'round.open', { ...subject, penholder: 'SE' }, now)).toBe('secretariat')
    for (const action of actions)
      for (const who of [aino, eero, deputy(), both, person('d', 'DK', 'delegate')])
        expect(capacityFor(who, action, subject, now) !== null).toBe(can(who, action, subject, now))
  })
})
