import type { CountryCode } from '@samsyn/domain'
import type { StoredPositionEvent } from '@samsyn/storage'

/** When a country was last reminded in a round of its answer, or of what it has to confirm, or anybody was for null; null for never. Of events, newest first. */
export function lastReminder(
  events: readonly StoredPositionEvent[],
  {
    roundId,
    country,
    of = 'answer',
  }: {
    readonly roundId: string
    readonly country: CountryCode | null
    readonly of?: 'answer' | 'confirmation'
  },
): string | null {
  const last = events.find(
    ({ event }) =>
      event.type === 'round.reminded' &&
      event.roundId === roundId &&
      (event.of ?? 'answer') === of &&
      (country === null || event.countries.includes(country)),
  )
  return last?.at ?? null
}
