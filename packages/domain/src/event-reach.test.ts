import { describe, expect, it } from 'vitest'
import { eventReach, hearsOf } from './event-reach.ts'
import { type PositionEvent, type PositionEventType, positionEventTypes } from './events.ts'
import type { Grant } from './people.ts'
import { type Action, can } from './permissions.ts'
import type { Position } from './position.ts'
import { buildGrant, buildPerson, buildPosition, eventOf, lives, now } from './testing/builders.ts'

const shared = buildPosition({ parties: ['DK', 'FI'], penholder: 'FI' })
const earlier = '2026-11-20T09:00:00.000Z'
const sharedAt = '2026-11-21T09:00:00.000Z'

const hears = (
  grant: Grant,
  event: PositionEvent,
  {
    subject = shared,
    at = now,
    since = sharedAt,
  }: { subject?: Position; at?: string; since?: string | null } = {},
) => hearsOf({ event, at }, { person: buildPerson([grant]), subject, now }, since)

/** Retyped: what one must be able to read to hear of each type. */
const table: Readonly<Record<PositionEventType, Action>> = {
  'position.created': 'position.read',
  'position.renamed': 'draft.read',
  'coordination.started': 'position.read',
  'version.frozen': 'version.read',
  'version.named': 'version.read',
  'draft.reopened': 'draft.read',
  'round.opened': 'version.read',
  'decision.given': 'version.read',
  'terms.confirmed': 'version.read',
  'extension.asked': 'version.read',
  'silence.taken': 'version.read',
  'round.extended': 'version.read',
  'round.reminded': 'version.read',
  'round.closed': 'version.read',
  'release.issued': 'release.read',
  'release.superseded': 'release.read',
  'support.withdrawn': 'release.read',
  'meeting.postponed': 'position.read',
  'meeting.cancelled': 'position.read',
  'release.reconfirmed': 'release.read',
  'reservation.lifted': 'version.read',
  'release.reservation_lifted': 'release.read',
  'translation.issued': 'release.read',
  'corrigendum.proposed': 'version.read',
  'corrigendum.objected': 'version.read',
  'corrigendum.withdrawn': 'version.read',
  'corrigendum.issued': 'release.read',
  'corrigendum.lapsed': 'version.read',
  'release.used': 'release.read',
  'report.received': 'release.read',
  'report.submitted': 'report.read',
  'report.consolidated': 'report.read',
  'report.noted': 'report.read',
  'follow_up.opened': 'report.read',
  'follow_up.changed': 'report.read',
  'position.closed': 'position.read',
  'position.withdrawn': 'draft.read',
  'position.superseded': 'position.read',
  'mandate.shared': 'mandate.read',
  'mandate.unshared': 'mandate.read',
  'suggestion.decided': 'draft.read',
  'proposal.settled': 'draft.read',
  'contribution.sent': 'draft.read',
  'contribution.withdrawn': 'draft.read',
  'releasability.extended': 'draft.read',
  'releasability.ended': 'draft.read',
  'limite.confirmed': 'draft.read',
  'section.agreed': 'draft.read',
  'section.closed': 'draft.read',
  'section.reopened': 'draft.read',
  'authorship.refused': 'forgery.read',
  'spill.reported': 'position.read',
  'spill.ended': 'position.read',
  'pages_spill.reported': 'national.read',
  'pages_spill.ended': 'national.read',
  'spill.purged': 'position.read',
  'pages_spill.purged': 'national.read',
  'purge.asked': 'position.read',
  'purge.declined': 'position.read',
  'purge.withdrawn': 'position.read',
  'event.purged': 'draft.read',
}

const people = [
  buildGrant('drafter', 'FI'),
  buildGrant('lead', 'DK'),
  buildGrant('delegate', 'DK'),
  buildGrant('delegate', 'DK', { readsDrafts: true }),
  buildGrant('observer', 'NO'),
  buildGrant('observer', 'NO', { readsDrafts: true }),
  buildGrant('secretariat', null),
  buildGrant('registrar', 'FI'),
  buildGrant('administrator', null),
]

describe('who hears of an event', () => {
  it.each(positionEventTypes)('[D150] %s: whoever may read what it is about', (type) => {
    expect(eventReach[type].action).toBe(table[type])
    for (const subject of [shared, { ...shared, marking: 'public', life: lives.released } as const]) {
      const may = (grant: Grant, action: Action) => can(buildPerson([grant]), action, subject, now)
      const heard = people.map((grant) => hears(grant, eventOf[type], { subject }))
      const event = eventOf[type]
      // Own pages are read by their own delegation alone (D179).
      const isTheirs = ({ country }: Grant) => !('ofPages' in event) || event.ofPages === country
      expect(heard).toEqual(
        people.map((grant) => may(grant, 'position.read') && may(grant, table[type]) && isTheirs(grant)),
      )
      expect(heard).toContain(true)
      expect(heard).toContain(false)
    }
  })

  it('[D151] what tells of the draft before it was shared is for those who could read it then', () => {
    const old = {
      'position.renamed': eventOf['position.renamed'],
      'contribution.sent': eventOf['contribution.sent'],
      'contribution.withdrawn': { ...eventOf['contribution.withdrawn'], sentAt: earlier },
      'suggestion.decided': { ...eventOf['suggestion.decided'], decidedAt: earlier },
      'proposal.settled': { ...eventOf['proposal.settled'], proposedAt: earlier },
      'event.purged': eventOf['event.purged'],
    }
    for (const event of Object.values(old)) {
      const isToldThen =
        event.type === 'position.renamed' ||
        event.type === 'contribution.sent' ||
        event.type === 'event.purged'
      const at = isToldThen ? earlier : now
      expect(hears(buildGrant('lead', 'FI'), event, { at }), event.type).toBe(true)
      expect(hears(buildGrant('secretariat', null), event, { at }), event.type).toBe(true)
      expect(hears(buildGrant('lead', 'DK'), event, { at }), event.type).toBe(false)
      expect(hears(buildGrant('lead', 'DK'), eventOf[event.type]), event.type).toBe(true)
    }
    for (const type of positionEventTypes.filter((each) => !(each in old))) {
      const lead = buildGrant('lead', 'DK')
      const whenever = [now, earlier].map((at) => hears(lead, eventOf[type], { at }))
      const isForeign = type === 'authorship.refused' || 'ofPages' in eventOf[type]
      expect(whenever, type).toEqual(Array(2).fill(!isForeign))
    }
  })

  it('[D150] nothing is heard of a position that is not theirs to know', () => {
    const unshared = { subject: buildPosition({ ...shared, life: lives.draft }), since: null }
    for (const type of positionEventTypes) {
      expect(hears(buildGrant('lead', 'DK'), eventOf[type], unshared), type).toBe(false)
      expect(hears(buildGrant('observer', 'NO', { readsDrafts: true }), eventOf[type]), type).toBe(false)
    }
  })
})
