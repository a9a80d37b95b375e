import type { Asking, Audience } from './comments.ts'
import { isMemberState } from './country.ts'
import type { PositionEvent } from './events.ts'
import type { PagesRefusal } from './own-pages.ts'
import { can } from './permissions.ts'
import { isOver } from './position.ts'
import type { Refusal } from './refusals.ts'
import type { Marked } from './releasability.ts'
import { ok, type Result, refuse } from './result.ts'
import { markingsIn } from './text-markings.ts'

/**
 * Why a text marked LIMITE may be read by others than the Member States: it was issued for the Mixed Committee, or its
 * originator has authorised it.
 */
export const limiteGrounds = ['comix', 'authorised'] as const

export type LimiteGround = (typeof limiteGrounds)[number]

/** The ways by which such a text comes into a draft; what was typed is confirmed when it stands there. */
export const limiteSources = ['file', 'clipboard', 'typed'] as const

/** What a person says of a text marked LIMITE before it goes into a joint draft. */
export interface LimiteConfirmation {
  readonly ground: LimiteGround
  /** The document, or who authorised it, in words. */
  readonly reference: string
  readonly source: (typeof limiteSources)[number]
}

/** Whether somebody who acts for Iceland or Norway, or for no country, may come to read a position's text. */
export function isReadBeyondMemberStates({ marking, releasableTo }: Marked): boolean {
  return marking !== 'member_states_only' || releasableTo.length > 0
}

/** Whether an event records a ground on which a text marked LIMITE may be read beyond the Member States. */
export function isGroundForLimite({ type }: Pick<PositionEvent, 'type'>): boolean {
  return type === 'limite.confirmed' || type === 'releasability.extended'
}

/**
 * Refuses a text of which a line is marked LIMITE where others than the Member States may come to read it and no ground for
 * that was ever recorded; such a text goes no further. What is said to one delegation alone is read by that country alone.
 */
export function limiteAnswered(
  lines: Iterable<string>,
  subject: Marked,
  { isConfirmed, audience = null }: { readonly isConfirmed: boolean; readonly audience?: Audience },
): Result<null, Refusal> {
  const isReadBeyond = audience === null ? isReadBeyondMemberStates(subject) : !isMemberState(audience)
  if (isConfirmed || !isReadBeyond) return ok(null)
  const isMarked = markingsIn(lines).some(({ kind }) => kind === 'limite')
  return isMarked ? refuse({ code: 'limite_unconfirmed' }) : ok(null)
}

/**
 * Records that a text marked LIMITE may go into the joint draft, or be said beside it. Refuses `not_found` and `forbidden` to
 * whoever may not write in it while it is open, `state_conflict` when nothing more is said about the position or no confirmation
 * is called for, `reason_required` without a reference.
 */
export function confirmLimite(
  confirmation: LimiteConfirmation,
  { person, subject, now }: Asking,
): Result<readonly PositionEvent[], PagesRefusal> {
  if (!can(person, 'position.read', subject, now)) return refuse({ code: 'not_found' })
  if (!can(person, 'draft.edit', subject, now)) return refuse({ code: 'forbidden' })
  if (isOver(subject.life) || !isReadBeyondMemberStates(subject)) return refuse({ code: 'state_conflict' })
  if (confirmation.reference.trim() === '') return refuse({ code: 'reason_required' })
  return ok([{ type: 'limite.confirmed', ...confirmation, reference: confirmation.reference.trim() }])
}
