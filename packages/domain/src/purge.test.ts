import { describe, expect, it } from 'vitest'
import { type PositionEventType, positionEventTypes } from './events.ts'
import type { PositionLife } from './position.ts'
import { canBePurged, isPurged, positionAfterPurge } from './purge.ts'
import { endByPurge, purgedEvent, type Spill } from './spill.ts'
import { buildGrant, buildPerson, buildPosition, eventOf, lives, now } from './testing/builders.ts'

const spill: Spill = {
  id: 'spill-1',
  positionId: 'position-1',
  country: null,
  reason: 'Why.',
  personId: 'a-person',
  at: now,
  end: null,
}
const purged = {
  version: 2,
  entries: 7,
  versions: 1,
  remarks: 3,
  events: 4,
  signers: ['FI'] as const,
  askId: null,
}

describe('a purge', () => {
  it('[D181] is done by whoever handles the spill, once, with a reason', () => {
    const subject = {
      ...buildPosition({ parties: ['DK', 'FI'], penholder: 'FI' }),
      lockedTexts: [null, 'DK'] as const,
    }
    const code = (
      role: 'lead' | 'drafter' | 'secretariat',
      country: 'DK' | 'FI' | null,
      of = spill,
      reason = 'Why.',
    ) => {
      const person = buildPerson([buildGrant(role, country)])
      const people = [buildPerson([buildGrant('lead', 'FI')])]
      const end = endByPurge(of, reason, { person, subject, now, people })
      return end.ok ? end.value : end.refusal.code
    }
    expect(code('lead', 'FI')).toEqual({ reason: 'Why.', personId: 'a-person', at: now })
    expect(code('lead', 'DK')).toBe('forbidden')
    expect(code('drafter', 'FI')).toBe('forbidden')
    expect(code('secretariat', null)).toBe('forbidden')
    expect(code('lead', 'DK', { ...spill, country: 'DK' })).toMatchObject({ reason: 'Why.' })
    expect(code('lead', 'FI', { ...spill, country: 'DK' })).toBe('not_found')
    expect(code('lead', 'FI', spill, ' ')).toBe('reason_required')
    const ended = { ...spill, end: { reason: 'Done.', personId: 'a-person', at: now } }
    expect(code('lead', 'FI', ended)).toBe('state_conflict')
  })

  it('[D182] its event says how far it went and how much of what was removed, and nothing else', () => {
    expect(purgedEvent(spill, 'Why.', purged)).toEqual({
      type: 'spill.purged',
      spillId: 'spill-1',
      reason: 'Why.',
      ...purged,
    })
    expect(purgedEvent({ ...spill, country: 'DK' }, 'Why.', purged)).toMatchObject({
      type: 'pages_spill.purged',
      ofPages: 'DK',
    })
  })

  it('[D183] with the text goes every event that has words of people or names a version that goes', () => {
    const kept = { version: 2, hashes: new Set(['2'.repeat(64)]) }
    const going = (isLater: boolean) =>
      positionEventTypes.filter((type) => isPurged(eventOf[type], isLater, kept))
    expect(going(true)).toEqual([
      'position.renamed',
      'version.frozen',
      'version.named',
      'draft.reopened',
      'decision.given',
      'terms.confirmed',
      'extension.asked',
      'silence.taken',
      'release.issued',
      'release.reconfirmed',
      'reservation.lifted',
      'release.reservation_lifted',
      'translation.issued',
      'corrigendum.proposed',
      'corrigendum.objected',
      'corrigendum.withdrawn',
      'corrigendum.issued',
      'corrigendum.lapsed',
      'position.withdrawn',
      'suggestion.decided',
      'proposal.settled',
      'releasability.extended',
      'releasability.ended',
      'limite.confirmed',
      'section.agreed',
      'section.closed',
      'section.reopened',
    ])
    expect(going(false)).toEqual([
      'version.frozen',
      'decision.given',
      'terms.confirmed',
      'silence.taken',
      'release.issued',
      'release.reconfirmed',
      'reservation.lifted',
      'release.reservation_lifted',
      'corrigendum.proposed',
      'corrigendum.objected',
      'corrigendum.withdrawn',
      'corrigendum.issued',
      'corrigendum.lapsed',
    ])
    // Beside those, the beginning of a round, which is on the kept version here.
    expect(positionEventTypes.filter(canBePurged)).toEqual(
      positionEventTypes.filter((type) => type === 'round.opened' || going(true).includes(type)),
    )
    expect(canBePurged('anything' as PositionEventType)).toBe(false)
    const { contentHash } = eventOf['decision.given']
    const known = { version: 3, hashes: new Set([contentHash]) }
    expect(positionEventTypes.filter((type) => isPurged(eventOf[type], false, known))).toEqual([])
  })

  it('[D184] what stands on a version that goes is back in coordination, or withdrawn where it was over', () => {
    const after = (life: PositionLife, version: number, releaseOn = version) =>
      positionAfterPurge(buildPosition({ life }), version, [
        {
          id: 'releaseId' in life ? life.releaseId : 'another',
          version: { number: releaseOn, contentHash: '' },
        },
      ])
    for (const life of Object.values(lives)) {
      const gone = after(life, 0, 1)
      const isOver = life.status === 'closed' || life.status === 'withdrawn'
      const stays = life.status === 'draft' || life.status === 'superseded'
      expect(gone.life.status, life.status).toBe(
        stays ? life.status : isOver ? 'withdrawn' : 'in_coordination',
      )
      expect(gone).toMatchObject({ latestVersion: 0, releaseInForce: null })
      const kept = after(life, 9)
      expect(kept.life, life.status).toEqual(life.status === 'withdrawn' ? { ...life, reason: '' } : life)
    }
  })

  it('[D185] the newest final text that is kept is in force again, where one was in force', () => {
    const releases = [1, 3, 2].map((number) => ({
      id: `release-${number}`,
      version: { number, contentHash: '' },
    }))
    const position = buildPosition({ releaseInForce: 'release-3' })
    expect(positionAfterPurge(position, 3, releases).releaseInForce).toBe('release-3')
    expect(positionAfterPurge(position, 2, releases).releaseInForce).toBe('release-2')
    expect(positionAfterPurge(position, 0, releases).releaseInForce).toBeNull()
    expect(positionAfterPurge({ ...position, releaseInForce: null }, 2, releases).releaseInForce).toBeNull()
    expect(positionAfterPurge(position, 2, releases).revision).toBe(position.revision + 1)
  })
})
