import { positionEventTypes } from '@samsyn/domain'
import { describe, expect, it } from 'vitest'
import { concernsKept, patienceFor } from './live-concern.ts'

const types = [...positionEventTypes, 'position.moved'] as const
const within = (id: string, isOpen: boolean) => (type: (typeof types)[number]) =>
  patienceFor({ type, id, revision: 2 }, { positionIds: ['p1', 'p2'], isOpen })

describe('what an event is to a light page', () => {
  it('[W444] of its positions it asks anew for every event, for what ends a text within a second', () => {
    const patience = types.map(within('p1', true))
    expect(patience).not.toContain(null)
    expect(types.filter((type) => (within('p1', true)(type) ?? 0) < 1_000)).toEqual([
      'release.issued',
      'release.superseded',
      'support.withdrawn',
      'meeting.postponed',
      'meeting.cancelled',
      'release.reconfirmed',
      'release.reservation_lifted',
      'translation.issued',
      'corrigendum.issued',
      'position.withdrawn',
      'position.superseded',
      'spill.reported',
      'spill.ended',
      'spill.purged',
      'position.moved',
    ])
  })

  it('[W444] of other positions a folder asks only for what may come into it or end, a text never', () => {
    expect(types.filter((type) => within('p3', true)(type) !== null)).toEqual([
      'position.created',
      'coordination.started',
      'release.issued',
      'release.superseded',
      'support.withdrawn',
      'meeting.postponed',
      'meeting.cancelled',
      'release.reconfirmed',
      'release.reservation_lifted',
      'translation.issued',
      'corrigendum.issued',
      'position.withdrawn',
      'position.superseded',
      'spill.reported',
      'spill.ended',
      'spill.purged',
    ])
    expect(types.filter((type) => within('p3', false)(type) !== null)).toEqual([])
  })

  it('[W482] what is kept is renewed for what issues or ends a text, not for what is written', () => {
    const concerns = (type: (typeof types)[number]) => concernsKept({ type, id: 'p3', revision: 2 })
    expect(types.filter(concerns)).toContain('release.superseded')
    expect(types.filter(concerns)).toContain('spill.reported')
    expect(types.filter(concerns)).toContain('position.moved')
    expect(concerns('position.renamed')).toBe(false)
  })
})
