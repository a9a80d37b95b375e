import type { Asking } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import { mayWritePages, type PagesRefusal, pagesAccess } from './own-pages.ts'
import { can, canReadMoment, pagesOf } from './permissions.ts'
import { isDraftOpen, isOver } from './position.ts'
import { ok, type Result, refuse } from './result.ts'

/** What can be done with a contribution as a whole. */
export const contributionTurnKinds = ['send', 'withdraw'] as const

export type ContributionTurnKind = (typeof contributionTurnKinds)[number]

export interface ContributionTurn {
  readonly kind: ContributionTurnKind
  readonly personId: string
  readonly at: string
}

/** How far a contribution has come: `discarded` is one that was withdrawn before anybody outside saw it. */
export const contributionStates = ['prepared', 'sent', 'withdrawn', 'discarded'] as const

export type ContributionState = (typeof contributionStates)[number]

/** A set of proposals to the joint text that one delegation prepares by itself, and sends to the others as a whole. */
export interface Contribution {
  readonly id: string
  readonly positionId: string
  readonly country: CountryCode
  readonly personId: string
  readonly begunAt: string
  /** Oldest first. */
  readonly turns: readonly ContributionTurn[]
}

/** How far a contribution has come, by what was done with it. */
export function contributionState({ turns }: Pick<Contribution, 'turns'>): ContributionState {
  const isSent = turns.some(({ kind }) => kind === 'send')
  if (turns.some(({ kind }) => kind === 'withdraw')) return isSent ? 'withdrawn' : 'discarded'
  return isSent ? 'sent' : 'prepared'
}

/** By whom and when a contribution was sent; null while it is its delegation's alone. */
export function sending({ turns }: Pick<Contribution, 'turns'>): ContributionTurn | null {
  return turns.find(({ kind }) => kind === 'send') ?? null
}

/**
 * Whether a person may know of a contribution and read it: whoever reads its delegation's own pages; once it was sent, whoever may
 * read the draft and could then (`sharedAt` as for `canReadMoment`).
 */
export function canReadContribution(
  contribution: Contribution,
  asking: Asking,
  sharedAt: string | null,
): boolean {
  if (pagesAccess(contribution.country, asking).ok) return true
  const { person, subject, now } = asking
  const sent = sending(contribution)
  return (
    sent !== null &&
    can(person, 'position.read', subject, now) &&
    can(person, 'draft.read', subject, now) &&
    canReadMoment(person, subject, { at: sent.at, sharedAt }, now)
  )
}

/**
 * Whether a person may change what a contribution holds: whoever writes on its delegation's own pages, until it is sent. Refuses
 * what `mayWritePages` does, and `contribution_closed`.
 */
export function mayPrepare(contribution: Contribution, asking: Asking): Result<null, PagesRefusal> {
  const allowed = mayWritePages(contribution.country, asking)
  if (!allowed.ok) return allowed
  return contributionState(contribution) === 'prepared' ? ok(null) : refuse({ code: 'contribution_closed' })
}

/**
 * Sends or withdraws a contribution that the person may read. Its lead sends it, with something in it, while the draft is open, and
 * withdraws it once it is sent; before that whoever prepares it does. Refuses `forbidden`, `contribution_closed`,
 * `contribution_empty` and `state_conflict`. Returns the turn and its event, for those who may read it; what nobody saw is none.
 */
export function turnContribution(
  contribution: Contribution,
  kind: ContributionTurnKind,
  { holds, ...asking }: Asking & { readonly holds: number },
): Result<{ readonly turn: ContributionTurn; readonly events: readonly PositionEvent[] }, PagesRefusal> {
  const { id, country } = contribution
  const { person, subject, now } = asking
  const state = contributionState(contribution)
  const isLead = pagesOf(person, 'national.share', subject, now).includes(country)
  const isWriter = pagesOf(person, 'national.write', subject, now).includes(country)
  const isInPrivate = state === 'prepared' || state === 'discarded'
  if (!(kind === 'withdraw' && isInPrivate ? isWriter : isLead)) return refuse({ code: 'forbidden' })
  if (state !== 'prepared' && !(state === 'sent' && kind === 'withdraw')) {
    return refuse({ code: 'contribution_closed' })
  }
  if (kind === 'send' && holds === 0) return refuse({ code: 'contribution_empty' })
  if (kind === 'send' ? !isDraftOpen(subject.life) : isOver(subject.life)) {
    return refuse({ code: 'state_conflict' })
  }
  const turn = { kind, personId: person.id, at: now }
  if (kind === 'send') {
    return ok({ turn, events: [{ type: 'contribution.sent', contributionId: id, country }] })
  }
  const sent = sending(contribution)
  return ok({
    turn,
    events: sent ? [{ type: 'contribution.withdrawn', contributionId: id, country, sentAt: sent.at }] : [],
  })
}
