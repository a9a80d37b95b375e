import type { AccountEvent, Person } from '@samsyn/domain'
import type { NewAccountEvent } from '@samsyn/storage'

/** A fact about people for the event log. Null for what the server did by itself. */
export function accountEvent(
  event: AccountEvent,
  { person, now }: { readonly person: Person | null; readonly now: string },
): NewAccountEvent {
  return {
    positionId: null,
    revision: null,
    personId: person?.id ?? null,
    country: person?.country ?? null,
    at: now,
    event,
  }
}
