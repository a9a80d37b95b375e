import { type CountryCode, countries, type Language, type Meeting } from '@samsyn/domain'
import { fileWords, folderWords } from '@samsyn/export'
import { brusselsFormat } from '../brussels.ts'

/** From when to when, as the clocks in Brussels have it, and those of the reader's capital where they show something else. */
export function meetingSpan(
  { startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>,
  {
    language,
    country,
  }: {
    readonly language: Language
    /** Of whoever reads it; null for none. */
    readonly country: CountryCode | null
  },
): string {
  const [from, to] = [new Date(startsAt), new Date(endsAt)]
  const told = (options: Omit<Intl.DateTimeFormatOptions, 'timeZone'>, zone?: string) =>
    brusselsFormat(language, options, zone).formatRange(from, to)
  const brussels = `${told({ dateStyle: 'full', timeStyle: 'short' })} ${fileWords[language].brussels}`
  if (country === null) return brussels
  const { timeZone } = countries[country]
  const withDays = { dateStyle: 'short', timeStyle: 'short' } as const
  if (told(withDays) === told(withDays, timeZone)) return brussels
  const days = [undefined, timeZone].flatMap((zone) =>
    [from, to].map((at) => brusselsFormat(language, { dateStyle: 'short' }, zone).format(at)),
  )
  const isOneDay = new Set(days).size === 1
  return `${brussels} (${told(isOneDay ? { timeStyle: 'short' } : withDays, timeZone)} ${folderWords[language].capital[country]})`
}
