import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { DraftPlace } from './draft-id.ts'
import type { PositionEvent, Purged } from './events.ts'
import type { PagesRefusal } from './own-pages.ts'
import type { Capacity, Person } from './people.ts'
import { can, capacityFor, hasBeenReleased, isLocked, pagesOf, withoutLocks } from './permissions.ts'
import { ok, type Result, refuse } from './result.ts'

/** A report of classified information in a text, which is locked from then on until somebody who may handle it ends that. */
export interface Spill extends DraftPlace {
  readonly id: string
  /** In words without the information. */
  readonly reason: string
  readonly personId: string
  readonly at: string
  readonly end: SpillEnd | null
}

/** How a lock was lifted: by whom, when, and why. */
export interface SpillEnd {
  readonly reason: string
  readonly personId: string
  readonly at: string
}

/** What was reported or ended, and the event that tells of it. */
export interface SpillChange {
  readonly spill: Spill
  readonly events: readonly PositionEvent[]
}

/** Whether a person is told that a text is locked: whoever may know of the position, of own pages whoever reads them otherwise. */
export function hearsOfLock(country: CountryCode | null, { person, subject, now }: Asking): boolean {
  if (country === null) return can(person, 'position.read', subject, now)
  return pagesOf(person, 'national.read', withoutLocks(subject), now).includes(country)
}

/**
 * Whether a person may report something in the joint text: whoever reads it, or once there is a final text, that. Being locked makes
 * no difference.
 */
export function mayReportSpill({ person, subject, now }: Asking): boolean {
  if (can(person, 'spill.report', subject, now)) return true
  return hasBeenReleased(subject) && can(person, 'release.read', withoutLocks(subject), now)
}

/** In what capacity whoever may report something in a text does so: as what they read it. */
export function reportsSpillAs(
  country: CountryCode | null,
  { person, subject, now }: Asking,
): Capacity | null {
  const known = withoutLocks(subject)
  if (country !== null) return capacityFor(person, 'national.read', known, now)
  return capacityFor(person, 'spill.report', subject, now) ?? capacityFor(person, 'release.read', known, now)
}

/** In what capacity whoever may deal with what was reported does so. */
export function handlesSpillAs(
  country: CountryCode | null,
  { person, subject, now }: Asking,
): Capacity | null {
  if (country !== null) return capacityFor(person, 'spill.handle_pages', subject, now)
  return (
    capacityFor(person, 'spill.handle', subject, now) ?? capacityFor(person, 'spill.stand_in', subject, now)
  )
}

/** Everybody there is: whether a delegation has a lead at all is not seen from one person. */
export interface Everybody {
  readonly people: Iterable<Person>
}

/**
 * Whether a person deals with what is reported in a text: the penholder's lead, or where nobody is that now and the text
 * is shared, any party's; for own pages their delegation's.
 */
export function mayHandleSpill(
  country: CountryCode | null,
  { person, subject, now }: Asking,
  { people }: Everybody,
): boolean {
  if (country !== null) return pagesOf(person, 'spill.handle_pages', subject, now).includes(country)
  if (can(person, 'spill.handle', subject, now)) return true
  if (!can(person, 'spill.stand_in', subject, now)) return false
  for (const each of people) if (can(each, 'spill.handle', subject, now)) return false
  return true
}

/**
 * Reports classified information in a text. Refuses `not_found` and `forbidden` to whoever may not read it, `spill_locked` where
 * it is locked already, `reason_required` without a reason in words.
 */
export function reportSpill(
  { id, country, reason }: Pick<Spill, 'id' | 'country' | 'reason'>,
  positionId: string,
  asking: Asking,
): Result<SpillChange, PagesRefusal> {
  const { person, subject, now } = asking
  const isKnown =
    can(person, 'position.read', subject, now) && (country === null || subject.parties.includes(country))
  if (!isKnown) return refuse({ code: 'not_found' })
  const reads = country === null ? mayReportSpill(asking) : hearsOfLock(country, asking)
  if (!reads) return refuse({ code: 'forbidden' })
  if (isLocked(subject, country)) return refuse({ code: 'spill_locked' })
  if (reason.trim() === '') return refuse({ code: 'reason_required' })
  const spill: Spill = {
    id,
    positionId,
    country,
    reason: reason.trim(),
    personId: person.id,
    at: now,
    end: null,
  }
  return ok({ spill, events: [eventOf(spill, 'reported', spill.reason)] })
}

/**
 * Lifts a lock. Refuses `not_found` to whoever does not hear of it, `forbidden` to whoever does not handle it, `state_conflict`
 * for one that was lifted before, `reason_required` without a reason in words.
 */
export function endSpill(
  spill: Spill,
  reason: string,
  asking: Asking & Everybody,
): Result<SpillChange, PagesRefusal> {
  if (!hearsOfLock(spill.country, asking)) return refuse({ code: 'not_found' })
  if (!mayHandleSpill(spill.country, asking, asking)) return refuse({ code: 'forbidden' })
  if (spill.end !== null) return refuse({ code: 'state_conflict' })
  if (reason.trim() === '') return refuse({ code: 'reason_required' })
  const end: SpillEnd = { reason: reason.trim(), personId: asking.person.id, at: asking.now }
  const ended = { ...spill, end }
  return ok({ spill: ended, events: [eventOf(ended, 'ended', end.reason)] })
}

/**
 * What ends a lock by a purge: refuses as `endSpill` does. The event is made of it once it is known how much was removed (`purgedEvent`).
 */
export function endByPurge(
  spill: Spill,
  reason: string,
  asking: Asking & Everybody,
): Result<SpillEnd, PagesRefusal> {
  const ended = endSpill(spill, reason, asking)
  if (!ended.ok) return ended
  const { end } = ended.value.spill
  return end === null ? refuse({ code: 'state_conflict' }) : ok(end)
}

/** The event that tells of a purge, and nothing of what was removed but how much, and of a joint text whose answers. */
export function purgedEvent(
  { id: spillId, country }: Spill,
  reason: string,
  {
    signers,
    askId,
    ...purged
  }: Purged & { readonly signers: readonly CountryCode[]; readonly askId: string | null },
): PositionEvent {
  return country === null
    ? { type: 'spill.purged', spillId, reason, signers, askId, ...purged }
    : { type: 'pages_spill.purged', spillId, ofPages: country, reason, ...purged }
}

function eventOf({ id: spillId, country }: Spill, what: 'reported' | 'ended', reason: string): PositionEvent {
  return country === null
    ? { type: `spill.${what}`, spillId, reason }
    : { type: `pages_spill.${what}`, spillId, ofPages: country, reason }
}
