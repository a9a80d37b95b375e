import type { DeskItem } from '@samsyn/protocol'
import { addDays, brusselsDate, weekdayOf } from './working-days.ts'

/** How soon something is due, as one speaks of it at work. */
export const buckets = ['overdue', 'today', 'tomorrow', 'thisWeek', 'nextWeek', 'later', 'undated'] as const

export type Bucket = (typeof buckets)[number]

/** The bucket of a deadline at an instant, both on the Brussels calendar. */
export function bucketOf(due: string | null, now: number): Bucket {
  if (due === null) return 'undated'
  if (Date.parse(due) <= now) return 'overdue'
  const today = brusselsDate(new Date(now).toISOString())
  const date = brusselsDate(due)
  const nextMonday = addDays(today, 7 - weekdayOf(today))
  if (date === today) return 'today'
  if (date === addDays(today, 1)) return 'tomorrow'
  if (date < nextMonday) return 'thisWeek'
  if (date < addDays(nextMonday, 7)) return 'nextWeek'
  return 'later'
}

/** What waits, by bucket, each in the order of its deadlines; empty buckets are left out. */
export function intoBuckets(
  items: readonly DeskItem[],
  now: number,
): readonly { readonly bucket: Bucket; readonly items: readonly DeskItem[] }[] {
  const byDue = [...items].sort((one, other) => dueAt(one) - dueAt(other))
  return buckets
    .map((bucket) => ({
      bucket,
      items: byDue.filter(({ kind, due }) => (isOfSpill(kind) ? 'today' : bucketOf(due, now)) === bucket),
    }))
    .filter((group) => group.items.length > 0)
}

/** A report of classified information waits for nothing else. */
function dueAt({ kind, due }: DeskItem): number {
  if (isOfSpill(kind)) return 0
  return due === null ? Number.POSITIVE_INFINITY : Date.parse(due)
}

function isOfSpill(kind: DeskItem['kind']): boolean {
  return kind === 'handle_spill' || kind === 'confirm_purge'
}
