import type { WorkSession } from '@samsyn/protocol'

/** The sessions that ended on one day, in the order they came in. */
export interface WorkDay {
  readonly day: string
  readonly sessions: readonly WorkSession[]
}

/** Sessions by their days. */
export function workDays(
  sessions: readonly WorkSession[],
  dayOf: (instant: string) => string,
): readonly WorkDay[] {
  return [...Map.groupBy(sessions, ({ to }) => dayOf(to))].map(([day, ofDay]) => ({ day, sessions: ofDay }))
}
