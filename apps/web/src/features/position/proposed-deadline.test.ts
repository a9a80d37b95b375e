import { expect, it } from 'vitest'
import { readHour } from '../../i18n/time.ts'
import { proposedDeadline } from './proposed-deadline.ts'

it.each([
  ['2026-11-23T09:00:00Z', '2026-11-25'],
  // Thursday: the weekend does not count.
  ['2026-11-26T09:00:00Z', '2026-11-30'],
  ['2026-11-28T09:00:00Z', '2026-12-01'],
] as const)('[O1] from %s it proposes noon on %s', (now, date) => {
  expect(proposedDeadline(Date.parse(now), 'explicit')).toEqual({ date, time: '12:00' })
})

it('[O1] for a silence it proposes a day more', () => {
  const now = Date.parse('2026-11-26T09:00:00Z')
  expect(proposedDeadline(now, 'silence')).toEqual({ date: '2026-12-01', time: '12:00' })
})

it.each([
  ['12:00', '12:00'],
  ['9.30', '09:30'],
  [' 14 ', '14:00'],
  ['24:00', null],
  ['12:60', null],
  ['noon', null],
  ['', null],
] as const)('[O2] reads the hour %s as %s', (typed, hour) => {
  expect(readHour(typed)).toBe(hour)
})
