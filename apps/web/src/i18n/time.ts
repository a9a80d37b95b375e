import { assertNever, type Language } from '@samsyn/domain'
import { icelandic } from './icelandic.ts'

/** The one zone deadlines and meetings are told in. */
export const brusselsZone = 'Europe/Brussels'

/** How much of a date is said: `numeric` 30.11.2026, `short` Mon 30 Nov 2026, `long` Monday 30 November 2026. */
export type DateStyle = 'numeric' | 'short' | 'long' | 'dayAndMonth' | 'month'

/** A wall clock's date and time, as the inputs of a form have them. */
export interface WallTime {
  /** `2026-11-30` */
  readonly date: string
  /** `12:00` */
  readonly time: string
}

interface Parts extends WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 0 is Monday. */
  readonly weekday: number
}

/** Browsers know English dates the American way round by default. */
const locales: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  sv: 'sv-SE',
  da: 'da-DK',
  nb: 'nb-NO',
  fi: 'fi-FI',
  is: 'is-IS',
}

const options: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  numeric: { day: 'numeric', month: 'numeric', year: 'numeric' },
  short: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  dayAndMonth: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
}

/** The date of an instant in a zone, in words. */
export function formatDate(
  instant: string,
  language: Language,
  {
    timeZone = brusselsZone,
    style = 'short',
  }: { readonly timeZone?: string; readonly style?: DateStyle } = {},
): string {
  if (language === 'is') return icelandicDate(partsOf(instant, timeZone), style)
  return formatter(locales[language], { ...options[style], timeZone })
    .format(new Date(instant))
    .replace(/^(\p{L}+\.?),/u, '$1')
}

/** The weekday of an instant in Brussels, short. */
export function formatWeekday(instant: string, language: Language): string {
  if (language === 'is') return icelandic.shortWeekdays[partsOf(instant, brusselsZone).weekday] ?? ''
  return formatter(locales[language], { weekday: 'short', timeZone: brusselsZone }).format(new Date(instant))
}

/** The time of day of an instant in a zone: `12:00`, with the language's own separator. */
export function formatTime(
  instant: string,
  language: Language,
  { timeZone = brusselsZone }: { readonly timeZone?: string } = {},
): string {
  if (language === 'is') return partsOf(instant, timeZone).time
  return formatter(locales[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(new Date(instant))
}

/** The wall clock of a zone at an instant. */
export function wallTimeOf(instant: string, timeZone: string = brusselsZone): WallTime {
  const { date, time } = partsOf(instant, timeZone)
  return { date, time }
}

/** The instant of a date and an hour that were typed; null when the hour is none. */
export function readDeadline({ date, time }: WallTime): string | null {
  const hour = readHour(time)
  return hour === null ? null : instantOf({ date, time: hour })
}

/** Reads `9:30`, `09.30` or `12` as a 24-hour clock's `09:30`; a browser's own time field would speak of PM. Null when it is no time. */
export function readHour(typed: string): string | null {
  const [, hour = '', minute = '00'] = typed.trim().match(/^(\d{1,2})(?:[.:](\d{2}))?$/) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

/**
 * The instant at which a zone's clock shows this; null when it is no date or time. In the hour that is skipped in
 * spring it is the instant an hour later, in the one that comes twice in autumn the first.
 */
export function instantOf({ date, time }: WallTime, timeZone: string = brusselsZone): string | null {
  const asIfUtc = Date.parse(`${date}T${time}:00.000Z`)
  // While a year is being typed it is one of the first centuries, which no zone knows.
  if (Number.isNaN(asIfUtc) || asIfUtc < Date.UTC(1900, 0)) return null
  const day = 86_400_000
  const before = asIfUtc - offsetAt(asIfUtc - day, timeZone)
  const after = asIfUtc - offsetAt(asIfUtc + day, timeZone)
  const shown = [before, after].find((candidate) => candidate + offsetAt(candidate, timeZone) === asIfUtc)
  return new Date(shown ?? before).toISOString()
}

/** How far away an instant is, in the largest unit that says it well; days are counted on the Brussels calendar. */
export function distanceOf(
  instant: string,
  now: number,
): { readonly unit: 'minutes' | 'hours' | 'days'; readonly value: number } {
  const minutes = Math.round((Date.parse(instant) - now) / 60_000)
  if (Math.abs(minutes) < 60) return { unit: 'minutes', value: minutes }
  if (Math.abs(minutes) < 24 * 60) return { unit: 'hours', value: Math.round(minutes / 60) }
  const days = dayNumber(instant) - dayNumber(new Date(now).toISOString())
  return { unit: 'days', value: days }
}

/** Whether two zones' clocks differ at an instant. */
export function isSameClock(instant: string, one: string, other: string): boolean {
  const at = Date.parse(instant)
  return offsetAt(at, one) === offsetAt(at, other)
}

function dayNumber(instant: string): number {
  return Math.round(Date.parse(`${partsOf(instant, brusselsZone).date}T00:00:00Z`) / 86_400_000)
}

function offsetAt(at: number, timeZone: string): number {
  const { date, time } = partsOf(new Date(at).toISOString(), timeZone)
  return Date.parse(`${date}T${time}:00Z`) - Math.floor(at / 60_000) * 60_000
}

function icelandicDate({ year, month, day, weekday }: Parts, style: DateStyle): string {
  switch (style) {
    case 'numeric':
      return `${day}.${month}.${year}`
    case 'short':
      return `${icelandic.shortWeekdays[weekday]} ${day}. ${icelandic.shortMonths[month - 1]} ${year}`
    case 'long':
      return `${icelandic.weekdays[weekday]} ${day}. ${icelandic.months[month - 1]} ${year}`
    case 'dayAndMonth':
      return `${day}. ${icelandic.shortMonths[month - 1]}`
    case 'month':
      return icelandic.shortMonths[month - 1] ?? ''
    default:
      return assertNever(style)
  }
}

function partsOf(instant: string, timeZone: string): Parts {
  const found = Object.fromEntries(
    formatter('en-GB', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  )
  const date = `${found.year}-${found.month}-${found.day}`
  return {
    date,
    time: `${found.hour}:${found.minute}`,
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    weekday: (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7,
  }
}

/** Makes what most times are written with: the first one costs a browser more than all that follow. */
export function prepareFormatters(language: Language): void {
  const now = new Date().toISOString()
  formatTime(now, language)
  formatDate(now, language, { style: 'numeric' })
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter is a hundred times dearer than using one. */
function formatter(locale: string, given: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(given)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, given)
  formatters.set(key, made)
  return made
}
