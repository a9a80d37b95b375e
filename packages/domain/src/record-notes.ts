import type { CountryCode } from './country.ts'
import type { Person } from './people.ts'
import { can, type PermissionSubject } from './permissions.ts'

/** What a country notes of a position for its own register, each in its own words. It binds no other country. */
export interface RecordNotes {
  readonly caseNumber: string
  /** What it holds of the secrecy of its own copy, and on what ground. */
  readonly secrecy: string
  readonly retention: string
}

/** What somebody noted, and when; each is kept. */
export interface RecordNotesChange extends RecordNotes {
  readonly personId: string
  /** Instant, ISO 8601 in UTC. */
  readonly at: string
}

export const noRecordNotes: RecordNotes = { caseNumber: '', secrecy: '', retention: '' }

/** The country whose notes somebody keeps, and alone reads; null for none. */
export function keepsRecordNotes(
  person: Person,
  subject: PermissionSubject,
  now: string,
): CountryCode | null {
  return can(person, 'archive.export', subject, now) ? person.country : null
}
