import type { CountryCode } from './country.ts'

const brussels = 'Europe/Brussels'
/** The hours in Brussels between which a silence may end. */
const silenceHours = { from: 10, to: 18 } as const
/** How much of working days a silence lasts at least. */
const leastHours = 48

/** Days on which nobody is at work beside the weekends: by date, and in days from Easter Sunday. */
interface ClosedDays {
  readonly dates: readonly string[]
  readonly fromEaster: readonly number[]
  /** Days that move otherwise: whether a date is one. */
  readonly moving?: (date: Temporal.PlainDate) => boolean
}

const isMidsummerEve = (date: Temporal.PlainDate) => isWithin(date, '06-19', '06-25') && date.dayOfWeek === 5

/** Public holidays and the days on which ministries are closed. Provisional: to be looked over by each country. */
const closed: Readonly<Record<CountryCode | 'EU', ClosedDays>> = {
  DK: { dates: ['01-01', '06-05', '12-24', '12-25', '12-26', '12-31'], fromEaster: [-3, -2, 1, 39, 50] },
  FI: {
    dates: ['01-01', '01-06', '05-01', '12-06', '12-24', '12-25', '12-26'],
    fromEaster: [-2, 1, 39],
    moving: isMidsummerEve,
  },
  IS: {
    dates: ['01-01', '05-01', '06-17', '12-24', '12-25', '12-26', '12-31'],
    fromEaster: [-3, -2, 1, 39, 50],
    moving: (date) =>
      (isWithin(date, '04-19', '04-25') && date.dayOfWeek === 4) ||
      (isWithin(date, '08-01', '08-07') && date.dayOfWeek === 1),
  },
  NO: {
    dates: ['01-01', '05-01', '05-17', '12-24', '12-25', '12-26', '12-31'],
    fromEaster: [-3, -2, 1, 39, 50],
  },
  SE: {
    dates: ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'],
    fromEaster: [-2, 1, 39],
    moving: isMidsummerEve,
  },
  EU: {
    dates: ['01-01', '01-02', '05-01', '05-09', '07-21', '08-15', '11-01', '11-02'],
    fromEaster: [-3, -2, 1, 39, 40, 50],
    moving: (date) => isWithin(date, '12-24', '12-31'),
  },
}

/** Whether a country's ministries, or the institutions in Brussels, are at work on a date, `2026-11-30`. */
export function isWorkingDay(day: string, where: CountryCode | 'EU'): boolean {
  const date = Temporal.PlainDate.from(day)
  if (date.dayOfWeek > 5) return false
  const { dates, fromEaster, moving } = closed[where]
  const easter = easterOf(date.year)
  return (
    !dates.includes(monthDay(date)) &&
    !fromEaster.some((days) => easter.add({ days }).equals(date)) &&
    !moving?.(date)
  )
}

/**
 * Why a silence that begins now may not end at a deadline (invariants 6 and 7): less than 48 hours of days on which all parties are at
 * work, or no hour of a working day in Brussels. Null where it may.
 */
export function silenceFault(
  { now, deadline }: { readonly now: string; readonly deadline: string },
  parties: readonly CountryCode[],
): 'silence_too_short' | 'silence_hours' | null {
  if (!isHourOfSilence(deadline)) return 'silence_hours'
  return hasWorkedHours({ from: now, to: deadline }, parties, leastHours) ? null : 'silence_too_short'
}

/** Whether between two instants there are so many hours of days on which all parties are at work. */
export function hasWorkedHours(
  between: { readonly from: string; readonly to: string },
  parties: readonly CountryCode[],
  least: number,
): boolean {
  const from = Temporal.Instant.from(between.from).toZonedDateTimeISO(brussels)
  const to = Temporal.Instant.from(between.to).toZonedDateTimeISO(brussels)
  let hours = 0
  for (let day = from.toPlainDate(); Temporal.PlainDate.compare(day, to.toPlainDate()) <= 0; ) {
    const next = day.add({ days: 1 })
    if (parties.every((party) => isWorkingDay(day.toString(), party))) {
      const begins = later(from, day.toZonedDateTime(brussels))
      const ends = earlier(to, next.toZonedDateTime(brussels))
      hours += ends.since(begins).total('hours')
    }
    if (hours >= least) return true
    day = next
  }
  return false
}

/** Whether a silence may end at this instant (invariant 7). */
export function isHourOfSilence(instant: string): boolean {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(brussels)
  return (
    at.hour >= silenceHours.from &&
    Temporal.PlainTime.compare(at.toPlainTime(), { hour: silenceHours.to }) <= 0 &&
    isWorkingDay(at.toPlainDate().toString(), 'EU')
  )
}

function later(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.compare(one, other) > 0 ? one : other
}

function earlier(one: Temporal.ZonedDateTime, other: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.compare(one, other) < 0 ? one : other
}

function monthDay(date: Temporal.PlainDate): string {
  return date.toString().slice('yyyy-'.length)
}

function isWithin(date: Temporal.PlainDate, first: string, last: string): boolean {
  return monthDay(date) >= first && monthDay(date) <= last
}

/** Easter Sunday of a year, by the rule of the Gregorian calendar (Meeus, Jones and Butcher), which no library here knows. */
function easterOf(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const days = epact + weekday - 7 * shift + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 })
}
