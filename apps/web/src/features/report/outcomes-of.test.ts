import type { DossierDetail } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { outcomesOf } from './outcomes-of.ts'

type Item = DossierDetail['history'][number]

/** As much of a dossier's history as is read here. */
function held(id: string, startsAt: string | null, isReported = true): Item {
  return {
    meeting: startsAt === null ? null : { id, startsAt },
    positions: [{ id, atTheTable: isReported ? { stage: 'submitted', outcome: null } : null }],
  } as unknown as Item
}

describe('[W517] what came before on a dossier', () => {
  const history = [
    held('one', '2026-09-01T08:00:00.000Z'),
    held('silent', '2026-09-20T08:00:00.000Z', false),
    held('two', '2026-10-01T08:00:00.000Z'),
    held('three', '2026-11-01T08:00:00.000Z'),
    held('nowhere', null),
  ]
  const before = (instant: string | null) =>
    outcomesOf({ history } as DossierDetail, instant).map(({ position }) => position.id)

  it('is nothing of its own meeting or of a later one, the last first', () => {
    expect(before('2026-10-01T08:00:00.000Z')).toEqual(['nowhere', 'one'])
    expect(before('2026-10-15T08:00:00.000Z')).toEqual(['nowhere', 'two', 'one'])
    expect(before('2026-08-01T08:00:00.000Z')).toEqual(['nowhere'])
  })

  it('is all of it where there is no meeting', () => {
    expect(before(null)).toEqual(['nowhere', 'three', 'two', 'one'])
  })
})
