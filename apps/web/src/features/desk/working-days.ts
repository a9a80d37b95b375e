import { wallTimeOf } from '../../i18n/time.ts'

const day = 86_400_000

/** The date in Brussels, `2026-11-30`. */
export function brusselsDate(instant: string): string {
  return wallTimeOf(instant).date
}

/** Monday to Friday of this week and the next; at a weekend the two weeks ahead. */
export function twoWeeksFrom(today: string): readonly string[] {
  const weekday = weekdayOf(today)
  const monday = addDays(today, weekday > 4 ? 7 - weekday : -weekday)
  return [0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((offset) => addDays(monday, offset))
}

/** The ISO week number of a date. */
export function weekOf(date: string): number {
  const thursday = addDays(date, 3 - weekdayOf(date))
  const firstOfYear = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - firstOfYear) / (7 * day)) + 1
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}
