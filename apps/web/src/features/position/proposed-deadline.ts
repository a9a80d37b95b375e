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
