import { can, isDraftOpen, ok, type Person, type Position, refuse } from '@samsyn/domain'
import type { SyncMode } from '@samsyn/protocol'
import type { Outcome } from '../refusal.ts'

/**
 * What a person may do in a position's draft at this instant. Refuses `not_found` where they may not even know of the
 * position, `forbidden` where they may know of it but not read its draft.
 */
export function draftAccess(person: Person, position: Position | null, now: string): Outcome<SyncMode> {
  if (!position || !can(person, 'position.read', position, now)) return refuse({ code: 'not_found' })
  if (!can(person, 'draft.read', position, now)) return refuse({ code: 'forbidden' })
  if (!isDraftOpen(position.life)) return ok('frozen')
  return ok(can(person, 'draft.edit', position, now) ? 'write' : 'read')
}
