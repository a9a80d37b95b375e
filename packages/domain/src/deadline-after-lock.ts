const hour = 60 * 60 * 1000
/** However little was left when the text was locked, its readers have so much again. */
const least = 24 * hour

/**
 * The deadline of a round whose text was locked from an instant until now: what was left of its time then, at least 24 hours, counted from now, up
 * to the next full hour. Null where the time was over before, and where none was lost. Instants in UTC.
 */
export function deadlineAfterLock({
  deadline,
  lockedAt,
  now,
}: {
  readonly deadline: string
  readonly lockedAt: string
  readonly now: string
}): string | null {
  const left = Date.parse(deadline) - Date.parse(lockedAt)
  if (left <= 0) return null
  const later = Math.ceil((Date.parse(now) + Math.max(left, least)) / hour) * hour
  return later > Date.parse(deadline) ? new Date(later).toISOString() : null
}
