import { describe, expect, it } from 'vitest'
import type { Asking } from './comments.ts'
import { isInAudience } from './comments.ts'
import type { CountryCode } from './country.ts'
import { hearsOf } from './event-reach.ts'
import { positionEventTypes } from './events.ts'
import { pagesAccess } from './own-pages.ts'
import type { Grant, Person } from './people.ts'
import { type Action, actions, can, decidingCountry, pagesOf, supportsFor } from './permissions.ts'
import type { Position } from './position.ts'
import { endSpill, hearsOfLock, mayHandleSpill, reportSpill, type Spill } from './spill.ts'
import { buildGrant, buildPerson, buildPosition, eventOf, lives, now } from './testing/builders.ts'

const open = buildPosition({ parties: ['DK', 'FI'], penholder: 'FI' })
const locked = { ...open, lockedTexts: [null] }
const pagesLocked = { ...open, lockedTexts: ['DK'] as const }

const asking = (grant: Grant, subject: Position = open): Asking => ({
  person: buildPerson([grant]),
  subject,
  now,
})
const lead = (country: CountryCode) => buildGrant('lead', country)
const report = (
  grant: Grant,
  subject: Position = open,
  country: CountryCode | null = null,
  reason = ' Why. ',
) => reportSpill({ id: 'spill-1', country, reason }, open.id, asking(grant, subject))
const spill = (more: Partial<Spill> = {}): Spill => ({
  id: 'spill-1',
  positionId: open.id,
  country: null,
  reason: 'Why.',
  personId: 'a-person',
  at: now,
  end: null,
  ...more,
})
const code = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code

const everybody = { people: [buildPerson([lead('FI')]), buildPerson([lead('DK')])] }

/** Everybody, with what they are told when they report: in the joint text, in Denmark's own pages. */
const reporters: readonly (readonly [Grant, string, string])[] = [
  [buildGrant('drafter', 'DK'), 'ok', 'ok'],
  [lead('DK'), 'ok', 'ok'],
  [lead('FI'), 'ok', 'forbidden'],
  [buildGrant('delegate', 'DK'), 'forbidden', 'forbidden'],
  [buildGrant('delegate', 'DK', { readsDrafts: true }), 'ok', 'ok'],
  [buildGrant('secretariat', null), 'ok', 'forbidden'],
  [buildGrant('registrar', 'DK'), 'forbidden', 'forbidden'],
  [buildGrant('observer', 'NO'), 'not_found', 'not_found'],
  [lead('SE'), 'not_found', 'not_found'],
  [buildGrant('administrator', null), 'not_found', 'not_found'],
]

describe('a report of classified information', () => {
  it('[D176] is made by whoever may read the text, with a reason in words, and locks it', () => {
    for (const [grant, joint, pages] of reporters) {
      expect(code(report(grant)), `${grant.role} ${grant.country}`).toBe(joint)
      expect(code(report(grant, open, 'DK')), `${grant.role} ${grant.country}`).toBe(pages)
    }
    expect(code(report(lead('DK'), open, 'SE'))).toBe('not_found')
    expect(code(report(lead('DK'), open, null, ' '))).toBe('reason_required')
    expect(report(lead('DK'))).toEqual({
      ok: true,
      value: {
        spill: spill(),
        events: [{ type: 'spill.reported', spillId: 'spill-1', reason: 'Why.' }],
      },
    })
    expect(report(lead('DK'), open, 'DK')).toMatchObject({
      value: {
        events: [{ type: 'pages_spill.reported', spillId: 'spill-1', ofPages: 'DK', reason: 'Why.' }],
      },
    })
  })

  it('[D193] is made by whoever reads the final text, once there is one', () => {
    const released = {
      ...open,
      life: lives.released,
      releaseInForce: 'release-1',
      marking: 'delegates',
    } as const
    const readers: readonly Grant[] = [
      buildGrant('delegate', 'DK'),
      buildGrant('registrar', 'DK'),
      buildGrant('observer', 'NO'),
    ]
    for (const grant of readers) {
      expect(code(report(grant, released)), `${grant.role} ${grant.country}`).toBe('ok')
      expect(code(report(grant, { ...released, lockedTexts: [null] }))).toBe('spill_locked')
      expect(code(report(grant, { ...open, marking: 'delegates' })), 'before that').not.toBe('ok')
      // While another version is written the final text stays in force.
      expect(code(report(grant, { ...released, life: lives.in_coordination }))).toBe('ok')
    }
    expect(code(report(buildGrant('observer', 'NO'), { ...released, marking: 'parties' }))).toBe('not_found')
    expect(code(report(buildGrant('administrator', null), released))).toBe('not_found')
  })

  it('[D176] is made once: a text that is locked is locked', () => {
    expect(code(report(lead('DK'), locked))).toBe('spill_locked')
    expect(code(report(lead('DK'), locked, 'DK'))).toBe('ok')
    expect(code(report(lead('DK'), pagesLocked, 'DK'))).toBe('spill_locked')
    expect(code(report(lead('DK'), pagesLocked))).toBe('ok')
    expect(code(report(buildGrant('observer', 'NO'), locked))).toBe('not_found')
  })

  it('[D177] nobody does anything with a locked joint text, save what shows none of it', () => {
    const all: readonly Grant[] = reporters.map(([grant]) => grant)
    const done = new Set<Action>()
    for (const grant of all) {
      for (const action of actions) if (can(buildPerson([grant]), action, locked, now)) done.add(action)
    }
    expect([...done].sort()).toEqual(
      [
        'position.read',
        'position.create',
        'position.withdraw',
        'national.read',
        'national.write',
        'national.share',
        'spill.report',
        'spill.handle',
        'spill.handle_pages',
        'spill.stand_in',
        'purge.confirm',
      ].sort(),
    )
    expect(supportsFor(buildPerson([lead('FI')]), locked, now)).toEqual([])
    expect(code(decidingCountry(buildPerson([lead('FI')]), locked, now))).toBe('spill_locked')
    expect(isInAudience(null, asking(lead('FI'), locked))).toBe(false)
    expect(isInAudience('FI', asking(lead('FI'), locked))).toBe(false)
  })

  it('[D178] own pages have a lock of their own, which is nobody else’s matter', () => {
    const pages = (grant: Grant, subject: Position) => code(pagesAccess('DK', asking(grant, subject)))
    expect(pages(lead('DK'), pagesLocked)).toBe('spill_locked')
    expect(pages(lead('FI'), pagesLocked)).toBe('forbidden')
    expect(pages(lead('DK'), locked)).toBe('ok')
    expect(pagesOf(buildPerson([lead('DK')]), 'national.read', pagesLocked, now)).toEqual([])
    expect(code(pagesAccess('FI', asking(lead('FI'), pagesLocked)))).toBe('ok')
    expect(can(buildPerson([lead('FI')]), 'draft.read', pagesLocked, now)).toBe(true)
  })

  it('[D179] whoever may know of the position hears of a lock; of own pages, whoever reads them otherwise', () => {
    const hear = (country: CountryCode | null) =>
      reporters
        .filter(([grant]) => hearsOfLock(country, asking(grant, { ...open, lockedTexts: [country] })))
        .map(([grant]) => `${grant.role} ${grant.country}${grant.readsDrafts ? ' granted' : ''}`)
    expect(hear('DK')).toEqual(['drafter DK', 'lead DK', 'delegate DK granted'])
    expect(hear(null)).toEqual([
      'drafter DK',
      'lead DK',
      'lead FI',
      'delegate DK',
      'delegate DK granted',
      'secretariat null',
      'registrar DK',
    ])
  })

  it('[D179] of what else happened nothing is heard while the text is locked that has words of it', () => {
    const released = { ...locked, life: lives.released, marking: 'public' } as const
    const heard = positionEventTypes.filter((type) =>
      hearsOf({ event: eventOf[type], at: now }, asking(lead('FI'), released), null),
    )
    expect(heard).toEqual([
      'position.created',
      'coordination.started',
      'meeting.postponed',
      'meeting.cancelled',
      'position.closed',
      'position.superseded',
      'spill.reported',
      'spill.ended',
      'pages_spill.reported',
      'pages_spill.ended',
      'spill.purged',
      'pages_spill.purged',
      'purge.asked',
      'purge.declined',
      'purge.withdrawn',
    ])
  })

  it('[D180] the penholder’s lead ends it, in own pages their delegation’s lead; once, with a reason', () => {
    const handlers = (country: CountryCode | null) =>
      reporters
        .filter(([grant]) => mayHandleSpill(country, asking(grant, locked), everybody))
        .map(([grant]) => `${grant.role} ${grant.country}`)
    expect(handlers(null)).toEqual(['lead FI'])
    expect(handlers('DK')).toEqual(['lead DK'])
    const end = (grant: Grant, of: Spill = spill(), reason = 'A false alarm.') =>
      endSpill(of, reason, { ...asking(grant, locked), ...everybody })
    expect(end(lead('FI'))).toEqual({
      ok: true,
      value: {
        spill: spill({ end: { reason: 'A false alarm.', personId: 'a-person', at: now } }),
        events: [{ type: 'spill.ended', spillId: 'spill-1', reason: 'A false alarm.' }],
      },
    })
    expect(code(end(lead('DK')))).toBe('forbidden')
    expect(code(end(buildGrant('secretariat', null)))).toBe('forbidden')
    expect(code(end(buildGrant('observer', 'NO')))).toBe('not_found')
    expect(code(end(lead('FI'), spill({ country: 'DK' })))).toBe('not_found')
    expect(code(end(buildGrant('drafter', 'DK'), spill({ country: 'DK' })))).toBe('forbidden')
    expect(code(end(lead('DK'), spill({ country: 'DK' })))).toBe('ok')
    expect(code(end(lead('FI'), spill(), ' '))).toBe('reason_required')
    const ended = spill({ end: { reason: 'Done.', personId: 'a-person', at: now } })
    expect(code(end(lead('FI'), ended))).toBe('state_conflict')
  })

  it('[D192] where the penholder has no lead now, any party’s lead stands in', () => {
    const over = buildGrant('lead', 'FI', { validTo: now })
    const elsewhere = buildGrant('lead', 'FI', { scope: { kind: 'dossier', dossierId: 'another' } })
    const nobody: readonly Person[] = [
      buildPerson([over, elsewhere]),
      { ...buildPerson([lead('FI')]), isDisabled: true },
      buildPerson([buildGrant('drafter', 'FI')]),
      buildPerson([lead('SE')]),
    ]
    const handlers = (people: readonly Person[], country: CountryCode | null = null) =>
      reporters
        .filter(([grant]) => mayHandleSpill(country, asking(grant, locked), { people }))
        .map(([grant]) => `${grant.role} ${grant.country}`)
    // The list has Finland's lead, too, who is not among everybody here.
    expect(handlers(nobody)).toEqual(['lead DK', 'lead FI'])
    expect(handlers([...nobody, buildPerson([lead('FI')])])).toEqual(['lead FI'])
    expect(handlers([], 'FI')).toEqual(['lead FI'])
    const stand = (people: readonly Person[]) =>
      code(endSpill(spill(), 'Done.', { ...asking(lead('DK'), locked), people }))
    expect([stand(nobody), stand([buildPerson([lead('FI')])])]).toEqual(['ok', 'forbidden'])
  })

  it('[D195] before a text is shared nobody stands in: it waits for a lead of its penholder’s, own pages for one of theirs', () => {
    const unshared: Position = { ...locked, life: { status: 'draft' }, lockedTexts: [null, 'FI'] }
    const withdrawn: Position = {
      ...unshared,
      life: { status: 'withdrawn', reason: 'No longer needed.', wasShared: false },
    }
    const people = [lead('DK'), buildGrant('drafter', 'FI'), buildGrant('secretariat', null)].map((grant) =>
      buildPerson([grant]),
    )
    const handlers = (subject: Position, country: CountryCode | null, everyone: readonly Person[]) =>
      everyone
        .filter((person) => mayHandleSpill(country, { person, subject, now }, { people: everyone }))
        .flatMap(({ grants }) => grants.map(({ role, country }) => `${role} ${country}`))
    for (const country of [null, 'FI'] as const) {
      for (const subject of [unshared, withdrawn]) {
        expect(handlers(subject, country, people)).toEqual([])
        expect(handlers(subject, country, [...people, buildPerson([lead('FI')])])).toEqual(['lead FI'])
      }
    }
    expect(handlers(locked, null, people)).toEqual(['lead DK'])
  })
})
