import { describe, expect, it } from 'vitest'
import { type CountryCode, countryCodes } from './country.ts'
import { isWorkingDay, silenceFault } from './working-days.ts'

/** Thursday noon in Brussels; the Monday after is the first day of a week without holidays. */
const now = '2026-11-26T11:00:00.000Z'
const fault = (deadline: string, from = now, parties: readonly CountryCode[] = countryCodes) =>
  silenceFault({ now: from, deadline }, parties)

describe('working days', () => {
  it.each([
    ['2027-03-25', 'Maundy Thursday', 'DK', 'IS', 'NO', 'EU'],
    ['2027-03-26', 'Good Friday', 'DK', 'FI', 'IS', 'NO', 'SE', 'EU'],
    ['2027-03-29', 'Easter Monday', 'DK', 'FI', 'IS', 'NO', 'SE', 'EU'],
    ['2026-05-14', 'Ascension Day', 'DK', 'FI', 'IS', 'NO', 'SE', 'EU'],
    ['2026-05-15', 'the day after it', 'EU'],
    ['2026-05-25', 'Whit Monday', 'DK', 'IS', 'NO', 'EU'],
    ['2026-06-19', 'Midsummer Eve', 'FI', 'SE'],
    ['2026-04-23', 'the first day of summer', 'IS'],
    ['2026-08-03', 'the day of the merchants', 'IS'],
    ['2027-05-17', 'the Norwegian constitution', 'DK', 'IS', 'NO', 'EU'],
    ['2026-12-24', 'Christmas Eve', 'DK', 'FI', 'IS', 'NO', 'SE', 'EU'],
    ['2026-11-28', 'a Saturday', 'DK', 'FI', 'IS', 'NO', 'SE', 'EU'],
    ['2026-11-30', 'a Monday'],
  ])('[D208] on %s, %s, closed are the right ones', (day, _name, ...closed) => {
    const all = [...countryCodes, 'EU'] as const
    expect(all.filter((where) => !isWorkingDay(day, where))).toEqual(closed)
  })

  it('[D208] a silence lasts 48 hours of days on which all parties are at work', () => {
    expect(fault('2026-11-30T11:00:00.000Z')).toBeNull()
    expect(fault('2026-11-30T10:59:59.000Z')).toBe('silence_too_short')
    // The sixth of January is a holiday in Finland and Sweden alone.
    const twelfthNight = ['2027-01-07T11:00:00.000Z', '2027-01-05T11:00:00.000Z'] as const
    expect(fault(...twelfthNight)).toBe('silence_too_short')
    expect(fault(...twelfthNight, ['FI'])).toBe('silence_too_short')
    expect(fault(...twelfthNight, ['DK', 'NO'])).toBeNull()
  })

  it('[D209] it ends between ten and six on a working day in Brussels, by its clock', () => {
    expect(fault('2026-12-01T08:59:59.000Z')).toBe('silence_hours')
    expect(fault('2026-12-01T09:00:00.000Z')).toBeNull()
    expect(fault('2026-12-01T17:00:00.000Z')).toBeNull()
    expect(fault('2026-12-01T17:00:01.000Z')).toBe('silence_hours')
    expect(fault('2026-11-28T11:00:00.000Z')).toBe('silence_hours')
    // In summer the clocks of Brussels are two hours ahead of UTC.
    expect(fault('2026-07-03T08:00:00.000Z', '2026-06-29T08:00:00.000Z')).toBeNull()
    expect(fault('2026-07-03T07:59:00.000Z', '2026-06-29T08:00:00.000Z')).toBe('silence_hours')
  })
})
