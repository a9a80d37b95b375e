import type { Language } from '@samsyn/domain'

/** How instants are told in a language as the clocks in Brussels have them, or those of another zone; in English the European way round. */
export function brusselsFormat(
  language: Language,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'>,
  timeZone = 'Europe/Brussels',
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone })
}

// The Swedish way to write a day is that of ISO 8601.
const brusselsDay = brusselsFormat('sv', { dateStyle: 'short' })

/** The day of an instant in Brussels, as `2026-11-30`. */
export function dayInBrussels(instant: string): string {
  return brusselsDay.format(Date.parse(instant))
}
