import { describe, expect, it } from 'vitest'
import { icelandic } from './icelandic.ts'
import { distanceOf, formatDate, formatTime, instantOf, isSameClock, wallTimeOf } from './time.ts'

const noonInBrussels = '2026-11-30T11:00:00.000Z'

describe('dates and times in words', () => {
  it.each([
    ['en', 'Mon 30 Nov 2026', '12:00'],
    ['sv', 'mån 30 nov. 2026', '12:00'],
    ['da', 'man. 30. nov. 2026', '12.00'],
    ['nb', 'man. 30. nov. 2026', '12:00'],
    ['fi', 'ma 30.11.2026', '12.00'],
    ['is', 'mán. 30. nóv. 2026', '12:00'],
  ] as const)('[T1] %s says a deadline as %s, %s', (language, date, time) => {
    expect(formatDate(noonInBrussels, language)).toBe(date)
    expect(formatTime(noonInBrussels, language)).toBe(time)
  })

  it('[T2] has the Icelandic words that the Unicode data has', () => {
    const monday = Date.parse('2026-06-01T12:00:00Z')
    const words = (options: Intl.DateTimeFormatOptions, at: number) =>
      new Intl.DateTimeFormat('is-IS', { ...options, timeZone: 'UTC' }).format(at)
    const inMonth = (month: number) => Date.UTC(2026, month, 15)
    const onDay = (day: number) => monday + day * 86_400_000
    const months = Array.from({ length: 12 }, (_none, month) => month)
    const days = Array.from({ length: 7 }, (_none, day) => day)
    const monthAlone = (options: Intl.DateTimeFormatOptions) =>
      months.map((month) => words({ day: 'numeric', ...options }, inMonth(month)).replace('15. ', ''))
    expect(icelandic.months).toEqual(monthAlone({ month: 'long' }))
    expect(icelandic.shortMonths).toEqual(monthAlone({ month: 'short' }))
    expect(icelandic.weekdays).toEqual(days.map((day) => words({ weekday: 'long' }, onDay(day))))
    expect(icelandic.shortWeekdays).toEqual(days.map((day) => words({ weekday: 'short' }, onDay(day))))
  })

  it('[T3] tells the clock of Brussels, whatever the zone of the machine', () => {
    expect(wallTimeOf('2026-07-01T22:30:00Z')).toEqual({ date: '2026-07-02', time: '00:30' })
    expect(wallTimeOf('2026-01-01T22:30:00Z')).toEqual({ date: '2026-01-01', time: '23:30' })
  })
})

describe('a wall clock read as an instant', () => {
  it('[T4] agrees with Temporal at every hour of a year', () => {
    let wrong = 0
    for (let hour = 0; hour < 365 * 24; hour += 1) {
      const at = new Date(Date.UTC(2026, 0, 1, hour)).toISOString()
      const wall = wallTimeOf(at)
      const expected = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`)
        .toZonedDateTime('Europe/Brussels', { disambiguation: 'compatible' })
        .toInstant().epochMilliseconds
      if (Date.parse(instantOf(wall) ?? '') !== expected) wrong += 1
    }
    expect(wrong).toBe(0)
  })

  it('[T5] takes the skipped hour of spring as an hour later', () => {
    expect(instantOf({ date: '2026-03-29', time: '02:30' })).toBe('2026-03-29T01:30:00.000Z')
  })

  it('[T6] takes what is no date as null', () => {
    expect(instantOf({ date: '', time: '12:00' })).toBeNull()
    for (const date of ['0002-11-26', '0020-11-26', '0202-11-26']) {
      expect(instantOf({ date, time: '12:00' })).toBeNull()
    }
    expect(instantOf({ date: '2026-11-30', time: '' })).toBeNull()
  })
})

describe('how far away an instant is', () => {
  const now = Date.parse('2026-11-23T09:00:00Z')

  it.each([
    ['2026-11-23T09:20:00Z', { unit: 'minutes', value: 20 }],
    ['2026-11-23T08:40:00Z', { unit: 'minutes', value: -20 }],
    ['2026-11-23T14:00:00Z', { unit: 'hours', value: 5 }],
    // Three calendar days ahead, although only two and a half times twenty-four hours.
    ['2026-11-26T07:00:00Z', { unit: 'days', value: 3 }],
    ['2026-11-20T09:00:00Z', { unit: 'days', value: -3 }],
  ] as const)('[T7] %s', (instant, expected) => {
    expect(distanceOf(instant, now)).toEqual(expected)
  })

  it('[T8] knows which capitals share the clock of Brussels', () => {
    expect(isSameClock(noonInBrussels, 'Europe/Brussels', 'Europe/Stockholm')).toBe(true)
    expect(isSameClock(noonInBrussels, 'Europe/Brussels', 'Europe/Helsinki')).toBe(false)
    expect(isSameClock(noonInBrussels, 'Europe/Brussels', 'Atlantic/Reykjavik')).toBe(false)
  })
})
