import type { Role } from '@samsyn/domain'
import type { Desk, MeetingSummary } from '@samsyn/protocol'
import { isToday } from '../folder/start-groups.ts'

/** The meetings that go on today, in Brussels, and have something to read from. */
export function todaysMeetings(
  { meetings, positions }: Pick<Desk, 'meetings' | 'positions'>,
  now: number,
): readonly MeetingSummary[] {
  return meetings.filter(
    (each) =>
      isToday(each, now) &&
      positions.some(({ meeting, releaseInForce }) => meeting?.id === each.id && releaseInForce !== null),
  )
}

const atTheTable: readonly Role[] = ['delegate', 'observer']

/** Whether somebody comes to read and for nothing else: on the day of a meeting they begin with its folder. */
export function onlyReads(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => atTheTable.includes(role))
}
