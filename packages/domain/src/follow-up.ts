import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import { can, countriesWhere } from './permissions.ts'
import type { Refusal } from './refusals.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/** How far a follow-up has come; that one is overdue is seen from its date alone. */
export const followUpStates = ['open', 'in_progress', 'done', 'dropped'] as const

export type FollowUpState = (typeof followUpStates)[number]

/** What can be done with a follow-up. */
export const followUpTurnKinds = ['begin', 'finish', 'drop'] as const

export type FollowUpTurnKind = (typeof followUpTurnKinds)[number]

export interface FollowUpTurn {
  readonly kind: FollowUpTurnKind
  /** Why it was dropped; null where a later report replaced the one that it was of, and for everything else. */
  readonly reason: string | null
  readonly personId: string
  readonly country: CountryCode | null
  readonly at: string
}

/** What is to be done after a meeting, and by which party. */
export interface FollowUp {
  readonly id: string
  readonly positionId: string
  readonly action: string
  readonly owner: CountryCode
  /** The last day for it in Brussels, `2026-12-04`; null for none. */
  readonly due: string | null
  readonly personId: string
  /** Whom its author spoke for; null for the secretariat. */
  readonly country: CountryCode | null
  readonly at: string
  /** Oldest first. */
  readonly turns: readonly FollowUpTurn[]
}

/** A follow-up as it is given with a report. */
export type FollowUpOffer = Pick<FollowUp, 'action' | 'owner' | 'due'>

/** Opens what is to be done after a report or a consolidation, whose id its own are made of; `not_a_party` for another owner. */
export function openFollowUps(
  offered: readonly FollowUpOffer[],
  { positionId, country, from }: Pick<FollowUp, 'positionId' | 'country'> & { readonly from: string },
  { person, subject, now }: Asking,
): Result<{ readonly followUps: readonly FollowUp[]; readonly events: readonly PositionEvent[] }, Refusal> {
  if (offered.some(({ owner }) => !subject.parties.includes(owner))) return refuse({ code: 'not_a_party' })
  const followUps = offered.map(
    (offer, index): FollowUp => ({
      ...offer,
      id: `${from}-${index + 1}`,
      positionId,
      country,
      personId: person.id,
      at: now,
      turns: [],
    }),
  )
  return ok({
    followUps,
    events: followUps.map(({ id, owner }) => ({ type: 'follow_up.opened', followUpId: id, owner })),
  })
}

/** What was opened with a report or a consolidation, among those of its position. */
export function followUpsFrom<Opened extends Pick<FollowUp, 'id'>>(
  from: string,
  followUps: readonly Opened[],
): readonly Opened[] {
  return followUps.filter(({ id }) => id.startsWith(`${from}-`) && /^\d+$/.test(id.slice(from.length + 1)))
}

/** A follow-up that is dropped since its report was replaced. */
export interface ReplacedFollowUp {
  readonly followUp: FollowUp
  readonly turn: FollowUpTurn
}

/** Drops what nobody has touched of the follow-ups of a report that another one replaces. */
export function dropReplaced(
  followUps: readonly FollowUp[],
  { personId, country, at }: Pick<FollowUpTurn, 'personId' | 'country' | 'at'>,
): { readonly dropped: readonly ReplacedFollowUp[]; readonly events: readonly PositionEvent[] } {
  const untouched = followUps.filter(({ turns }) => turns.length === 0)
  return {
    dropped: untouched.map((followUp) => ({
      followUp,
      turn: { kind: 'drop', reason: null, personId, country, at },
    })),
    events: untouched.map(({ id: followUpId, owner }) => ({
      type: 'follow_up.changed',
      followUpId,
      owner,
      state: 'dropped',
    })),
  }
}

/** How far a follow-up has come, by what was done with it. */
export function followUpState({ turns }: Pick<FollowUp, 'turns'>): FollowUpState {
  const kind = turns.at(-1)?.kind
  switch (kind) {
    case undefined:
      return 'open'
    case 'begin':
      return 'in_progress'
    case 'finish':
      return 'done'
    case 'drop':
      return 'dropped'
    default:
      return assertNever(kind)
  }
}

/** Whether nothing more is to be done. */
export function isFollowUpClosed(followUp: Pick<FollowUp, 'turns'>): boolean {
  const state = followUpState(followUp)
  return state === 'done' || state === 'dropped'
}

/** Whether its last day has passed in Brussels and it is not closed. */
export function isOverdue(followUp: Pick<FollowUp, 'turns' | 'due'>, now: string): boolean {
  if (followUp.due === null || isFollowUpClosed(followUp)) return false
  const today = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Brussels').toPlainDate()
  return Temporal.PlainDate.compare(followUp.due, today) < 0
}

/**
 * Does something with a follow-up, for its owner or for the secretariat. Refuses `forbidden`, `follow_up_closed` for one that is
 * done or dropped, `state_conflict` for one that was begun before, `reason_required` where it is dropped without a reason.
 */
export function turnFollowUp(
  followUp: FollowUp,
  { kind, reason }: Pick<FollowUpTurn, 'kind' | 'reason'>,
  { person, subject, now }: Asking,
): Result<{ readonly turn: FollowUpTurn; readonly events: readonly PositionEvent[] }, Refusal> {
  const isOwners = countriesWhere(person, 'follow_up.turn', subject, now).includes(followUp.owner)
  const isSecretariats = can(person, 'report.consolidate', subject, now)
  if (!isOwners && !isSecretariats) return refuse({ code: 'forbidden' })
  const state = followUpState(followUp)
  if (state === 'done' || state === 'dropped') return refuse({ code: 'follow_up_closed' })
  if (kind === 'begin' && state === 'in_progress') return refuse({ code: 'state_conflict' })
  const why = reason?.trim() ?? ''
  if (kind === 'drop' && why === '') return refuse({ code: 'reason_required' })
  const turn: FollowUpTurn = {
    kind,
    reason: kind === 'drop' ? why : null,
    personId: person.id,
    country: isOwners ? followUp.owner : person.country,
    at: now,
  }
  const { id: followUpId, owner } = followUp
  const next = followUpState({ turns: [turn] })
  return ok({ turn, events: [{ type: 'follow_up.changed', followUpId, owner, state: next }] })
}
