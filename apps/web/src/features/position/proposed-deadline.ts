import type { RoundKind } from '@samsyn/domain'
import { type WallTime, wallTimeOf } from '../../i18n/time.ts'

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
