import type { RoundKind } from '@samsyn/domain'
import { instantOf, type WallTime, wallTimeOf } from '../../i18n/time.ts'

const day = 86_400_000

/** How many working days a delegation is given to ask at home; a silence lasts 48 hours of days on which all are at work. */
const workingDaysFor: Readonly<Record<RoundKind, number>> = { explicit: 2, silence: 3 }

/** Noon in Brussels on a working day ahead: time to ask at home, and an hour at which everyone is at work. Holidays are the server's to know. */
export function proposedDeadline(now: number, kind: RoundKind): WallTime {
  let at = now
  for (let workingDays = 0; workingDays < workingDaysFor[kind]; ) {
    at += day
    const { date } = wallTimeOf(new Date(at).toISOString())
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) workingDays += 1
  }
  return { date: wallTimeOf(new Date(at).toISOString()).date, time: '12:00' }
}

/** The instant that was typed; null when the hour is none. */
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
