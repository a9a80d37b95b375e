import { type CountryCode, countries } from '@samsyn/domain'
import { useMemo } from 'react'
import { usePersonCountry } from '../app/session-context.ts'
import { useLanguage, useT } from './i18n.ts'
import { brusselsZone, type DateStyle, distanceOf, formatDate, formatTime, isSameClock } from './time.ts'

/** Times in the words of the current language. */
export interface TimeWords {
  /** `Mon 30 Nov 2026`, in Brussels. */
  date(instant: string, style?: DateStyle): string
  /** `12:00`, in Brussels. */
  time(instant: string): string
  /** `Mon 30 Nov 2026, 12:00 Brussels (13:00 Helsinki)`; the second clock only where it differs. */
  full(instant: string): string
  /** `Mon 30 Nov 2026, 09:30–13:00 Brussels (10:30–14:00 Helsinki)`. */
  span(from: string, to: string): string
  /** `30.11.2026, 12:00`: for what has happened, where the zone needs no saying. */
  stamp(instant: string): string
  /** `in 3 days`, `2 hours ago`. */
  relative(instant: string, now: number): string
}

/** Times as the signed-in person needs them: Brussels first, and their own capital's clock where it differs. */
export function useTime(): TimeWords {
  const t = useT('common')
  const tDomain = useT('domain')
  const language = useLanguage()
  const country = usePersonCountry()
  return useMemo(() => {
    const date = (instant: string, style: DateStyle = 'short') => formatDate(instant, language, { style })
    const time = (instant: string) => formatTime(instant, language)
    const localTime = (instant: string, code: CountryCode) => {
      const { timeZone } = countries[code]
      const shown = formatTime(instant, language, { timeZone })
      const theirDate = formatDate(instant, language, { timeZone, style: 'short' })
      return theirDate === date(instant) ? shown : `${theirDate} ${shown}`
    }
    const withLocal = (instant: string, brussels: string, local: (code: CountryCode) => string) =>
      country === null || isSameClock(instant, brusselsZone, countries[country].timeZone)
        ? t('time.brussels', { time: brussels })
        : t('time.brusselsAndCapital', {
            time: brussels,
            localTime: local(country),
            capital: tDomain(`capital.${country}`),
          })
    return {
      date,
      time,
      full: (instant) =>
        withLocal(instant, `${date(instant)}, ${time(instant)}`, (code) => localTime(instant, code)),
      span: (from, to) =>
        withLocal(
          from,
          date(from) === date(to)
            ? `${date(from)}, ${time(from)}–${time(to)}`
            : `${date(from)}, ${time(from)} – ${date(to)}, ${time(to)}`,
          (code) =>
            date(from) === date(to)
              ? `${localTime(from, code)}–${formatTime(to, language, { timeZone: countries[code].timeZone })}`
              : `${localTime(from, code)} – ${localTime(to, code)}`,
        ),
      stamp: (instant) => `${date(instant, 'numeric')}, ${time(instant)}`,
      relative: (instant, now) => {
        const { unit, value } = distanceOf(instant, now)
        if (unit === 'minutes' && value === 0) return t('time.now')
        if (unit === 'days' && value === 1) return t('time.tomorrow')
        if (unit === 'days' && value === -1) return t('time.yesterday')
        const count = Math.abs(value)
        return value < 0 ? t(`time.past.${unit}`, { count }) : t(`time.future.${unit}`, { count })
      },
    }
  }, [t, tDomain, language, country])
}
