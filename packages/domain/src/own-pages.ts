import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import { type Mandate, sharedMandate } from './mandate.ts'
import { can, isLocked, pagesOf, withoutLocks } from './permissions.ts'
import { isOver } from './position.ts'
import type { Refusal } from './refusals.ts'
import { ok, type Result, refuse } from './result.ts'

/** What a person may do on a delegation's own pages at an instant; `over` when nobody writes in them any more. */
export type PagesAccess = 'write' | 'over' | 'read'

/** A refusal about own pages; `not_found` is also said of a position that one may not know of. */
export interface PagesRefusal {
  readonly code: Refusal['code'] | 'not_found'
}

/**
 * What a person may do on a country's own pages of a position. Refuses `not_found` where they may not know of the
 * position or the country is no party, `forbidden` for pages that are not theirs, and `spill_locked` while these are locked. It never depends on what the pages hold.
 */
export function pagesAccess(
  country: CountryCode,
  { person, subject, now }: Asking,
): Result<PagesAccess, PagesRefusal> {
  const isKnown = can(person, 'position.read', subject, now) && subject.parties.includes(country)
  if (!isKnown) return refuse({ code: 'not_found' })
  if (!pagesOf(person, 'national.read', withoutLocks(subject), now).includes(country))
    return refuse({ code: 'forbidden' })
  if (isLocked(subject, country)) return refuse({ code: 'spill_locked' })
  if (isOver(subject.life)) return ok('over')
  return ok(pagesOf(person, 'national.write', subject, now).includes(country) ? 'write' : 'read')
}

/** Whether a person may write on a country's own pages now; refuses what `pagesAccess` does, and `state_conflict`. */
export function mayWritePages(country: CountryCode, asking: Asking): Result<null, PagesRefusal> {
  const access = pagesAccess(country, asking)
  if (!access.ok) return access
  if (access.value === 'over') return refuse({ code: 'state_conflict' })
  return access.value === 'write' ? ok(null) : refuse({ code: 'forbidden' })
}

/**
 * Changes what a delegation says of its mandate. What the others are told of it changes by its lead alone: otherwise
 * `forbidden`. Returns the events of that change, which are everybody's; nothing else of it is an event.
 */
export function changeMandate(
  before: Mandate,
  after: Mandate,
  country: CountryCode,
  asking: Asking,
): Result<readonly PositionEvent[], PagesRefusal> {
  const allowed = mayWritePages(country, asking)
  if (!allowed.ok) return allowed
  const told = sharedMandate(after)
  if (told === sharedMandate(before)) return ok([])
  const { person, subject, now } = asking
  if (!pagesOf(person, 'national.share', subject, now).includes(country)) return refuse({ code: 'forbidden' })
  return ok([
    told === null
      ? { type: 'mandate.unshared', country }
      : { type: 'mandate.shared', country, standing: told },
  ])
}
