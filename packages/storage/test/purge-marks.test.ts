import type { PositionEvent } from '@samsyn/domain'
import { expect, it } from 'vitest'
import { marksOf, type StoredPositionEvent } from '../src/index.ts'

function stored(...events: readonly PositionEvent[]): readonly StoredPositionEvent[] {
  return events.map((event, index) => ({
    sequence: index + 1,
    positionId: 'position-1',
    revision: index + 1,
    personId: null,
    country: null,
    capacity: null,
    at: '2026-03-02T08:00:00.000Z',
    event,
    salt: null,
    digest: null,
    previousHash: '',
    hash: '',
  }))
}
const frozen = (number: number) => ({ type: 'version.frozen', number, contentHash: '' }) as const
const mark = (was: PositionEvent['type']) => ({ type: 'event.purged', was }) as const
const purge = (version: number | null, events: number) =>
  ({
    type: 'spill.purged',
    spillId: '',
    reason: '',
    version,
    events,
    entries: 0,
    versions: 1,
    remarks: 0,
  }) as const
const placesOf = (events: readonly StoredPositionEvent[]) =>
  marksOf(events).purges.map(({ marks }) => marks.map(({ sequence }) => sequence))

it('[ST306] of two purges the second of which went further back, each has its own marks', () => {
  const events = stored(
    frozen(1),
    mark('draft.reopened'),
    mark('version.frozen'),
    mark('draft.reopened'),
    mark('version.frozen'),
    mark('decision.given'),
    purge(2, 3),
    purge(1, 2),
  )
  expect(marksOf(events).untold).toBeUndefined()
  expect(placesOf(events)).toEqual([
    [4, 5, 6],
    [2, 3],
  ])
})

it('[ST306] a number that is given again is that of the later version', () => {
  const events = stored(
    frozen(1),
    mark('version.frozen'),
    mark('decision.given'),
    purge(1, 2),
    mark('version.frozen'),
    mark('version.frozen'),
    mark('decision.given'),
    purge(2, 2),
    purge(null, 1),
  )
  expect(placesOf(events)).toEqual([[2, 3], [6, 7], [5]])
})
