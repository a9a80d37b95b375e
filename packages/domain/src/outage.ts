import { isHourOfSilence } from './working-days.ts'

const minute = 60 * 1000
const hour = 60 * minute
/** What was lost within this before a deadline counts: that is when most is said. */
const looksBack = 4 * hour
/** So much of it is borne: a restart puts nothing off. */
const borne = 15 * minute

/** A time in which nobody could reach the server. Instants in UTC. */
export interface Outage {
  readonly from: string
  readonly to: string
}

/**
 * How much of the time before a deadline was lost to outages, in milliseconds; 0 where that is to be borne. Outages over the deadline count
 * as a whole for what is borne. Of the time before `since`, when the deadline was last put off, nothing counts.
 */
export function lostBefore(
  deadline: string,
  outages: readonly Outage[],
  { since }: { readonly since: string },
): number {
  const end = Date.parse(deadline)
  const begin = Math.max(end - looksBack, Date.parse(since))
  const within = outages
    .map(({ from, to }) => ({ from: Math.max(Date.parse(from), begin), to: Date.parse(to) }))
    .filter(({ from, to }) => to > from && from < end)
  const total = within.reduce((sum, { from, to }) => sum + (to - from), 0)
  if (total <= borne) return 0
  return within.reduce((sum, { from, to }) => sum + (Math.min(to, end) - from), 0)
}

/** When a silence ends that lost so much: at the next hour at which one may, so much after now at least. */
export function silenceAfterOutage(lost: number, now: string): string {
  let later = Math.ceil((Date.parse(now) + lost) / hour) * hour
  while (!isHourOfSilence(new Date(later).toISOString())) later += hour
  return new Date(later).toISOString()
}
