import {
  assertNever,
  can,
  type DraftPlace,
  isDraftOpen,
  isLocked,
  ok,
  type Person,
  type Position,
  pagesAccess,
  refuse,
  withoutLocks,
} from '@samsyn/domain'
import type { SyncMode } from '@samsyn/protocol'
import type { Outcome } from '../refusal.ts'

/**
 * What a person may do at this instant in one text of a position, which is null where there is none. Refuses `not_found`
 * where they may not even know of the position, `forbidden` where they may know of it but not read that text, `spill_locked` where nobody may.
 */
export function draftAccess(
  { country }: DraftPlace,
  position: Position | null,
  { person, now }: { readonly person: Person; readonly now: string },
): Outcome<SyncMode> {
  if (!position) return refuse({ code: 'not_found' })
  if (country === null) return jointAccess(person, position, now)
  const access = pagesAccess(country, { person, subject: position, now })
  if (!access.ok) return access
  switch (access.value) {
    case 'write':
    case 'read':
      return ok(access.value)
    case 'over':
      return ok('frozen')
    default:
      return assertNever(access.value)
  }
}

function jointAccess(person: Person, position: Position, now: string): Outcome<SyncMode> {
  if (!can(person, 'position.read', position, now)) return refuse({ code: 'not_found' })
  if (!can(person, 'draft.read', withoutLocks(position), now)) return refuse({ code: 'forbidden' })
  if (isLocked(position, null)) return refuse({ code: 'spill_locked' })
  if (!isDraftOpen(position.life)) return ok('frozen')
  return ok(can(person, 'draft.edit', position, now) ? 'write' : 'read')
}
