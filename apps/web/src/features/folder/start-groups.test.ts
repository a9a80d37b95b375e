import type { MeetingSummary } from '@samsyn/protocol'
import { describe, expect, it } from 'vitest'
import { startGroups } from './start-groups.ts'

const now = Date.parse('2026-11-30T09:00:00.000Z')
const hour = 3_600_000

function meeting(id: string, startsIn: number, more: Partial<MeetingSummary> = {}): MeetingSummary {
  const at = (hours: number) => new Date(now + hours * hour).toISOString()
  return {
    id,
    status: 'planned',
    startsAt: at(startsIn),
    endsAt: at(startsIn + 4),
    ...more,
  } as MeetingSummary
}

describe('the meetings of the start page', () => {
  const idsOf = (meetings: readonly MeetingSummary[], at = now) => {
    const { today, soon, later } = startGroups(meetings, at)
    return [today, soon, later].map((group) => group.map(({ id }) => id))
  }

  it("[W535] are today's, also once it has ended, those within seven days, and the later ones, the first one first", () => {
    const meetings = [
      meeting('later', 24 * 9),
      meeting('soon', 24 * 6),
      meeting('next', 24),
      meeting('afternoon', 3),
      meeting('morning', -5),
      meeting('past', -48),
    ]
    expect(idsOf(meetings)).toEqual([['morning', 'afternoon'], ['next', 'soon'], ['later']])
  })

  it('[W535] are told by the calendar of Brussels, and one that is off is nobody’s today', () => {
    // 23:30 in Brussels is today there, 00:30 is tomorrow.
    const late = meeting('late', 13.5)
    const early = meeting('early', 14.5)
    expect(idsOf([late, early])).toEqual([['late'], ['early'], []])
    expect(
      idsOf([meeting('off', 1, { status: 'cancelled' }), meeting('moved', 2, { status: 'postponed' })]),
    ).toEqual([[], [], ['off', 'moved']])
    // One of two days is today's on both.
    expect(idsOf([meeting('long', -24, { endsAt: new Date(now + 6 * hour).toISOString() })])).toEqual([
      ['long'],
      [],
      [],
    ])
  })
})
