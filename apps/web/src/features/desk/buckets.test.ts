import { expect, it } from 'vitest'
import { bucketOf } from './buckets.ts'
import { twoWeeksFrom, weekOf } from './working-days.ts'

/** Wednesday, 23:30 in Brussels. */
const now = Date.parse('2026-11-25T22:30:00Z')

it.each([
  [null, 'undated'],
  ['2026-11-25T22:30:00Z', 'overdue'],
  ['2026-11-25T22:45:00Z', 'today'],
  // Still the 25th in UTC, but past midnight in Brussels.
  ['2026-11-25T23:15:00Z', 'tomorrow'],
  ['2026-11-29T22:00:00Z', 'thisWeek'],
  ['2026-11-30T08:00:00Z', 'nextWeek'],
  ['2026-12-06T22:00:00Z', 'nextWeek'],
  ['2026-12-07T08:00:00Z', 'later'],
] as const)('[D1] %s is due %s', (due, bucket) => {
  expect(bucketOf(due, now)).toBe(bucket)
})

it('[D2] shows the working days of this week and the next', () => {
  expect(twoWeeksFrom('2026-11-25')).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
  ])
})

it('[D3] looks ahead at a weekend', () => {
  expect(twoWeeksFrom('2026-11-28')[0]).toBe('2026-11-30')
  expect(twoWeeksFrom('2026-11-29')[0]).toBe('2026-11-30')
})

it.each([
  ['2026-11-23', 48],
  ['2026-01-01', 1],
  ['2027-01-01', 53],
  ['2024-12-30', 1],
] as const)('[D4] %s is in week %i', (date, week) => {
  expect(weekOf(date)).toBe(week)
})
