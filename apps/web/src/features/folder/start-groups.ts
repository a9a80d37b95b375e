import type { MeetingSummary } from '@samsyn/protocol'
import { wallTimeOf } from '../../i18n/time.ts'
import { isSoon } from '../keeping/keeping-rules.ts'

/** Whether a meeting takes place today, in Brussels; also when it has ended. */
export function isToday(
  { startsAt, endsAt, status }: Pick<MeetingSummary, 'startsAt' | 'endsAt' | 'status'>,
  now: number,
): boolean {
  if (status === 'cancelled' || status === 'postponed') return false
  const today = wallTimeOf(new Date(now).toISOString()).date
  return wallTimeOf(startsAt).date <= today && today <= wallTimeOf(endsAt).date
}

/** The meetings of the start page: today's, those whose folders are kept by themselves, and what else is ahead; each the first one first. */
export function startGroups<Meeting extends MeetingSummary>(
  meetings: readonly Meeting[],
  now: number,
): {
  readonly today: readonly Meeting[]
  readonly soon: readonly Meeting[]
  readonly later: readonly Meeting[]
} {
  const inOrder = meetings.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  const today = inOrder.filter((meeting) => isToday(meeting, now))
  const ahead = inOrder.filter((meeting) => !today.includes(meeting) && Date.parse(meeting.endsAt) > now)
  return {
    today,
    soon: ahead.filter((meeting) => isSoon(meeting, now)),
    later: ahead.filter((meeting) => !isSoon(meeting, now)),
  }
}
