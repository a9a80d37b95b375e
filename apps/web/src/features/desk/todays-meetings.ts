import type { Role } from '@samsyn/domain'
import type { Desk, MeetingSummary } from '@samsyn/protocol'
import { brusselsDate } from './working-days.ts'

/** The meetings that go on today, in Brussels, and have something to read from. */
export function todaysMeetings(
  { meetings, positions }: Pick<Desk, 'meetings' | 'positions'>,
  now: number,
): readonly MeetingSummary[] {
  const today = brusselsDate(new Date(now).toISOString())
  return meetings.filter(
    ({ id, startsAt, endsAt, status }) =>
      brusselsDate(startsAt) <= today &&
      today <= brusselsDate(endsAt) &&
      status !== 'cancelled' &&
      status !== 'postponed' &&
      positions.some(({ meeting, releaseInForce }) => meeting?.id === id && releaseInForce !== null),
  )
}

const atTheTable: readonly Role[] = ['delegate', 'observer']

/** Whether somebody comes to read and for nothing else: on the day of a meeting they begin with its folder. */
export function onlyReads(roles: readonly Role[]): boolean {
  return roles.length > 0 && roles.every((role) => atTheTable.includes(role))
}
