import type { Language } from '@samsyn/domain'

/** How instants are told in a language as the clocks in Brussels have them; in English the European way round. */
export function brusselsFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...options,
    timeZone: 'Europe/Brussels',
  })
}
