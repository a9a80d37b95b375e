import { type Anchor, type Asking, speaksFor } from './comments.ts'
import type { CountryCode } from './country.ts'
import type { PositionEvent } from './events.ts'
import { can, canReadMoment } from './permissions.ts'
import { isDraftOpen, isOver } from './position.ts'
import type { Refusal } from './refusals.ts'
import { assertNever, ok, type Result, refuse } from './result.ts'

/** Where a proposal puts its words: instead of its passage, or right before or behind it. */
export const proposalKinds = ['replace', 'insert_before', 'insert_after'] as const

export type ProposalKind = (typeof proposalKinds)[number]

/** What becomes of a proposal. */
export const settlementKinds = ['taken', 'declined', 'withdrawn'] as const

export type SettlementKind = (typeof settlementKinds)[number]

/** What became of a proposal, by whom, for which country and when. */
export interface Settlement {
  readonly kind: SettlementKind
  readonly personId: string
  readonly country: CountryCode | null
  readonly at: string
  /** Why it was declined; null for what needs no reason. */
  readonly reason: string | null
}

/** A change of the draft that somebody proposes without writing in it. Nothing of it changes but that it is settled once. */
export interface Proposal {
  readonly id: string
  readonly positionId: string
  /** The contribution that it is a part of; null for one that stands by itself. */
  readonly contributionId: string | null
  readonly personId: string
  /** The country that its author spoke for; null for the secretariat. */
  readonly country: CountryCode | null
  readonly at: string
  readonly anchor: Anchor
  readonly kind: ProposalKind
  /** Plain words; none instead of a passage means that it goes. */
  readonly text: string
  /** Why; empty where nothing was said. */
  readonly explanation: string
  /** Null while it is pending. */
  readonly settlement: Settlement | null
}

/** A refusal about a proposal; `not_found` is also said of what one may not know of. */
export interface ProposalRefusal {
  readonly code: Refusal['code'] | 'not_found'
}

/**
 * Whether a person may propose a change of the draft, and for which country they speak. Refuses `not_found`, `forbidden`, and
 * `state_conflict` while the draft is closed.
 */
export function mayPropose(asking: Asking): Result<CountryCode | null, ProposalRefusal> {
  const { person, subject, now } = asking
  if (!can(person, 'position.read', subject, now)) return refuse({ code: 'not_found' })
  const mayRead = can(person, 'draft.read', subject, now)
  if (!mayRead || !can(person, 'draft.suggest', subject, now)) return refuse({ code: 'forbidden' })
  return isDraftOpen(subject.life) ? ok(speaksFor(null, asking)) : refuse({ code: 'state_conflict' })
}

/**
 * Whether a person reads a proposal: whoever may read the draft, and could when it was made (`sharedAt` as for
 * `canReadMoment`).
 */
export function canReadProposal(
  { at }: Pick<Proposal, 'at'>,
  { person, subject, now }: Asking,
  sharedAt: string | null,
): boolean {
  return can(person, 'draft.read', subject, now) && canReadMoment(person, subject, { at, sharedAt }, now)
}

/**
 * Settles a proposal that the person may read. Whoever writes in the draft takes it in, while the draft is open, or declines it
 * with a reason; who made it withdraws it, unless it is a point of a contribution. Refuses `forbidden`, `proposal_settled`, `state_conflict`, `reason_required`.
 */
export function settleProposal(
  proposal: Proposal,
  { kind, reason }: { readonly kind: SettlementKind; readonly reason: string | null },
  asking: Asking,
): Result<Settlement, ProposalRefusal> {
  const { person, subject, now } = asking
  if (!maySettleAtAll(proposal, kind, asking)) return refuse({ code: 'forbidden' })
  if (!isPending(proposal)) return refuse({ code: 'proposal_settled' })
  if (kind === 'taken' ? !isDraftOpen(subject.life) : isOver(subject.life)) {
    return refuse({ code: 'state_conflict' })
  }
  const given = kind === 'declined' ? reason?.trim() || null : null
  if (kind === 'declined' && given === null) return refuse({ code: 'reason_required' })
  return ok({ kind, personId: person.id, country: speaksFor(null, asking), at: now, reason: given })
}

/** Whether a person has the right to settle the proposal so, whatever its state. */
function maySettleAtAll(
  { personId, contributionId }: Proposal,
  kind: SettlementKind,
  { person, subject, now }: Asking,
): boolean {
  switch (kind) {
    case 'taken':
    case 'declined':
      return can(person, 'draft.edit', subject, now)
    case 'withdrawn':
      return person.id === personId && contributionId === null
    default:
      return assertNever(kind)
  }
}

/** Whether a proposal waits for somebody to settle it. */
export function isPending({ settlement }: { readonly settlement: unknown }): boolean {
  return settlement === null
}

/** How many of these are open points before a round; what is one delegation's alone must not be among them (`sentProposals`). */
export function countPending(proposals: readonly Proposal[]): number {
  return proposals.filter(isPending).length
}

/** What the event log keeps of a settled proposal: who proposed what, and what became of it. */
export function proposalSettled(proposal: Proposal, { kind, reason }: Settlement): PositionEvent {
  return {
    type: 'proposal.settled',
    proposalId: proposal.id,
    outcome: kind,
    proposerId: proposal.personId,
    proposerCountry: proposal.country,
    proposedAt: proposal.at,
    kind: proposal.kind,
    quote: proposal.anchor.quote,
    text: proposal.text,
    reason,
  }
}
