import { describe, expect, it } from 'vitest'
import type { CountryCode } from './country.ts'
import { type Mandate, mandateStates, noMandate, sharedMandate } from './mandate.ts'
import { changeMandate, mayWritePages, pagesAccess } from './own-pages.ts'
import type { Grant, Role } from './people.ts'
import { type PositionStatus, positionStatuses } from './position.ts'
import { buildGrant, buildPerson, now, positionIn } from './testing/builders.ts'

const asking = (grants: readonly Grant[], status: PositionStatus = 'in_coordination') => ({
  person: buildPerson(grants),
  subject: positionIn(status, { parties: ['DK', 'FI', 'NO'], penholder: 'FI' }),
  now,
})
const said = (role: Role, country: CountryCode | null, more: Partial<Grant> = {}) => {
  const access = pagesAccess('FI', asking([buildGrant(role, country, more)]))
  return access.ok ? access.value : access.refusal.code
}
const mandate = (more: Partial<Mandate>): Mandate => ({ ...noMandate, ...more })

describe('own pages', () => {
  it('[D81] are read by the own delegation and written by its drafters and leads', () => {
    expect(said('drafter', 'FI')).toBe('write')
    expect(said('lead', 'FI')).toBe('write')
    expect(said('delegate', 'FI', { readsDrafts: true })).toBe('read')
  })

  it.each([
    ['drafter', 'DK', false, 'forbidden'],
    ['lead', 'NO', false, 'forbidden'],
    ['delegate', 'DK', true, 'forbidden'],
    ['delegate', 'FI', false, 'forbidden'],
    ['registrar', 'FI', false, 'forbidden'],
    ['secretariat', null, false, 'forbidden'],
    ['secretariat', 'FI', false, 'forbidden'],
    ['observer', 'FI', true, 'not_found'],
    ['administrator', null, false, 'not_found'],
    ['administrator', 'FI', false, 'not_found'],
    ['lead', 'SE', false, 'not_found'],
  ] as const)('[D81] are closed to %s %s (drafts: %s): %s', (role, country, readsDrafts, code) => {
    expect(said(role, country, { readsDrafts })).toBe(code)
  })

  it('[D81] are there for parties alone, and for the penholder alone before the draft is shared', () => {
    const sweden = pagesAccess('SE', asking([buildGrant('lead', 'SE'), buildGrant('secretariat', null)]))
    expect(sweden).toMatchObject({ refusal: { code: 'not_found' } })
    const denmark = pagesAccess('DK', asking([buildGrant('lead', 'DK')], 'draft'))
    expect(denmark).toMatchObject({ refusal: { code: 'not_found' } })
    expect(pagesAccess('FI', asking([buildGrant('lead', 'FI')], 'draft'))).toMatchObject({ value: 'write' })
  })

  it.each(positionStatuses)('[D82] while the position is %s', (status) => {
    const isOver = status === 'closed' || status === 'withdrawn' || status === 'superseded'
    const drafter = asking([buildGrant('drafter', 'FI')], status)
    expect(pagesAccess('FI', drafter)).toEqual({ ok: true, value: isOver ? 'over' : 'write' })
    expect(mayWritePages('FI', drafter)).toMatchObject(
      isOver ? { refusal: { code: 'state_conflict' } } : { ok: true },
    )
    const delegate = asking([buildGrant('delegate', 'FI', { readsDrafts: true })], status)
    const code = isOver ? 'state_conflict' : 'forbidden'
    expect(mayWritePages('FI', delegate)).toMatchObject({ refusal: { code } })
  })
})

describe('a mandate', () => {
  const [lead, drafter] = [asking([buildGrant('lead', 'FI')]), asking([buildGrant('drafter', 'FI')])]

  it('[D83] is told to the others as in place or pending, and only where the delegation tells it', () => {
    const told = (isShared: boolean) =>
      mandateStates.map((state) => sharedMandate(mandate({ state, isShared })))
    expect(told(false)).toEqual(mandateStates.map(() => null))
    expect(told(true)).toEqual(['pending', 'pending', 'pending', 'in_place', 'pending'])
  })

  it('[D84] changes without a trace that the others could see', () => {
    const change = changeMandate(
      noMandate,
      mandate({ state: 'cleared', reference: 'U 69/2022 vp' }),
      'FI',
      drafter,
    )
    expect(change).toEqual({ ok: true, value: [] })
    const shared = mandate({ state: 'requested', isShared: true })
    const silent = changeMandate(
      shared,
      { ...shared, state: 'expired', reference: 'U 70/2022 vp' },
      'FI',
      drafter,
    )
    expect(silent).toEqual({ ok: true, value: [] })
  })

  it('[D84] what the others are told of it changes by the lead alone', () => {
    const [pending, cleared] = [
      mandate({ state: 'requested', isShared: true }),
      mandate({ state: 'cleared', isShared: true }),
    ]
    const events = (before: Mandate, after: Mandate) => changeMandate(before, after, 'FI', lead)
    expect(events(noMandate, pending)).toEqual({
      ok: true,
      value: [{ type: 'mandate.shared', country: 'FI', standing: 'pending' }],
    })
    expect(events(pending, cleared)).toEqual({
      ok: true,
      value: [{ type: 'mandate.shared', country: 'FI', standing: 'in_place' }],
    })
    expect(events(cleared, { ...cleared, isShared: false })).toEqual({
      ok: true,
      value: [{ type: 'mandate.unshared', country: 'FI' }],
    })
    for (const [before, after] of [
      [noMandate, pending],
      [pending, cleared],
      [cleared, { ...cleared, isShared: false }],
    ] as const) {
      expect(changeMandate(before, after, 'FI', drafter)).toEqual({
        ok: false,
        refusal: { code: 'forbidden' },
      })
    }
  })

  it('[D84] is nobody else’s to change', () => {
    const code = (grant: Grant, status?: PositionStatus) =>
      changeMandate(noMandate, mandate({ state: 'cleared' }), 'FI', asking([grant], status))
    expect(code(buildGrant('lead', 'DK'))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(code(buildGrant('secretariat', null))).toMatchObject({ refusal: { code: 'forbidden' } })
    expect(code(buildGrant('delegate', 'FI', { readsDrafts: true }))).toMatchObject({
      refusal: { code: 'forbidden' },
    })
    expect(code(buildGrant('lead', 'FI'), 'closed')).toMatchObject({ refusal: { code: 'state_conflict' } })
  })
})
