import type { CountryCode } from './country.ts'

/** Whom to ask of a delegation about a position at its meeting, as the delegation itself has it. */
export interface DelegationContact {
  readonly country: CountryCode
  readonly name: string
  /** With its country code; null where there is a mail address alone. */
  readonly phone: string | null
  readonly mail: string | null
}

/** How long after the meeting a contact is still told, in milliseconds: as long as a folder is kept on a device. */
const toldFor = 7 * 24 * 60 * 60 * 1000

/** Whether a contact is told at an instant; of a position that is on no agenda it is. Instants are ISO 8601 in UTC. */
export function isContactTold(meeting: { readonly endsAt: string } | null, now: string): boolean {
  return meeting === null || Date.parse(now) <= Date.parse(meeting.endsAt) + toldFor
}
