import { describe, expect, it } from 'vitest'
import type { PositionEvent } from './events.ts'
import { positionTold } from './position-told.ts'
import { eventOf } from './testing/builders.ts'

const one = 'a'.repeat(64)
const two = 'b'.repeat(64)
const froze = (number: number, contentHash: string): PositionEvent => ({
  type: 'version.frozen',
  number,
  contentHash,
})
const opened = (number: number, contentHash: string): PositionEvent => ({
  ...eventOf['round.opened'],
  roundId: `round-${number}`,
  number,
  contentHash,
})
const agreed = (number: number): PositionEvent => ({
  type: 'round.closed',
  roundId: `round-${number}`,
  outcome: 'unanimous',
})
const issued = (number: number, contentHash: string): PositionEvent => ({
  type: 'release.issued',
  releaseId: `release-${number}`,
  contentHash,
})
const purged = (version: number | null): PositionEvent => ({ ...eventOf['spill.purged'], version })
const mark = (was: PositionEvent['type']): PositionEvent => ({ type: 'event.purged', was })
const begun: readonly PositionEvent[] = [{ type: 'position.created' }, { type: 'coordination.started' }]
const first = [...begun, froze(1, one), opened(1, one), agreed(1), issued(1, one)]

describe('[D501] what the events of a position tell after a purge', () => {
  it('a final text that is kept is in force, and what stood on what went is in coordination', () => {
    const reissued = [
      mark('draft.reopened'),
      mark('version.frozen'),
      mark('round.opened'),
      agreed(2),
      mark('release.issued'),
    ]
    expect(positionTold([...first, ...reissued, purged(1)])).toMatchObject({
      status: 'in_coordination',
      latestVersion: 1,
      releaseInForce: 'release-1',
      releaseId: null,
    })
    expect(positionTold([...first, { type: 'release.used' }, purged(1)])).toMatchObject({
      status: 'used',
      releaseInForce: 'release-1',
      releaseId: 'release-1',
    })
  })

  it('with no version kept none is in force; what was over is withdrawn; a later purge takes what an earlier one kept', () => {
    const none = [...begun, mark('version.frozen'), mark('round.opened'), agreed(1), mark('release.issued')]
    expect(positionTold([...none, purged(null)])).toMatchObject({
      status: 'in_coordination',
      latestVersion: 0,
      releaseInForce: null,
    })
    const closed = [
      ...none,
      { type: 'release.used' },
      { type: 'report.received' },
      { type: 'position.closed' },
    ] as const
    expect(positionTold([...closed, purged(null)])).toMatchObject({ status: 'withdrawn', releaseId: null })
    const twice = [
      ...first,
      mark('draft.reopened'),
      mark('version.frozen'),
      mark('round.opened'),
      agreed(2),
      purged(2),
      purged(1),
    ]
    expect(positionTold(twice)).toMatchObject({ status: 'in_coordination', releaseInForce: 'release-1' })
    const again = [...first, mark('version.frozen'), purged(1), froze(2, two), opened(2, two)]
    expect(positionTold(again)).toMatchObject({ status: 'in_sign_off', latestVersion: 2 })
  })

  it('a mark in the place of words about releasability leaves that untold', () => {
    expect(positionTold([...first, mark('releasability.extended'), purged(1)]).releasableTo).toBe(null)
  })
})
