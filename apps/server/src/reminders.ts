import type { CountryCode } from '@samsyn/domain'
import type { StoredPositionEvent } from '@samsyn/storage'

/** When a country was last reminded in a round, or anybody was for null; null for never. Of events, newest first. */
export function lastReminder(
  events: readonly StoredPositionEvent[],
  { roundId, country }: { readonly roundId: string; readonly country: CountryCode | null },
): string | null {
  const last = events.find(
    ({ event }) =>
      event.type === 'round.reminded' &&
      event.roundId === roundId &&
      (country === null || event.countries.includes(country)),
  )
  return last?.at ?? null
}
