import { type WallTime, wallTimeOf } from '../../i18n/time.ts'

const day = 86_400_000

/** Noon in Brussels on the second working day from now: time to ask at home, and an hour at which everyone is at work. */
export function proposedDeadline(now: number): WallTime {
  let at = now
  for (let workingDays = 0; workingDays < 2; ) {
    at += day
    const { date } = wallTimeOf(new Date(at).toISOString())
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) workingDays += 1
  }
  return { date: wallTimeOf(new Date(at).toISOString()).date, time: '12:00' }
}

/** Reads `9:30`, `09.30` or `12` as a 24-hour clock's `09:30`; a browser's own time field would speak of PM. Null when it is no time. */
export function readHour(typed: string): string | null {
  const [, hour = '', minute = '00'] = typed.trim().match(/^(\d{1,2})(?:[.:](\d{2}))?$/) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}
