import type { Asking } from './comments.ts'
import { type Contribution, mayPrepare, sending } from './contributions.ts'
import type { PagesRefusal } from './own-pages.ts'
import type { Proposal, Settlement } from './proposals.ts'
import { ok, type Result } from './result.ts'

/** What a contribution holds, of these proposals: all that is its own and was not taken out again before it was sent. */
export function pointsOf(
  { id }: Pick<Contribution, 'id'>,
  proposals: readonly Proposal[],
): readonly Proposal[] {
  return proposals.filter((proposal) => proposal.contributionId === id && !isTakenOut(proposal))
}

/**
 * A proposal as all who read the draft see it; null where it is not theirs to know of. A point of a contribution that was sent is
 * the word of its delegation: proposed by the lead who sent it, when it was sent. Withdrawn is what was pending when the contribution was.
 * `contribution` is the one that the proposal names, or null.
 */
export function asSent(proposal: Proposal, contribution: Contribution | null): Proposal | null {
  if (proposal.contributionId === null) return proposal
  if (contribution?.id !== proposal.contributionId) throw new Error('Not the contribution of this point')
  const sent = sending(contribution)
  if (!sent || isTakenOut(proposal)) return null
  const { country, turns } = contribution
  const withdrawal = turns.find(({ kind }) => kind === 'withdraw')
  const withdrawn: Settlement | null = withdrawal
    ? { kind: 'withdrawn', personId: withdrawal.personId, country, at: withdrawal.at, reason: null }
    : null
  return {
    ...proposal,
    personId: sent.personId,
    country,
    at: sent.at,
    settlement: proposal.settlement ?? withdrawn,
  }
}

/** Of all proposals of a position those that are no longer one delegation's alone, as `asSent` gives them. */
export function sentProposals(
  proposals: readonly Proposal[],
  contributions: readonly Contribution[],
): readonly Proposal[] {
  const byId = new Map(contributions.map((contribution) => [contribution.id, contribution]))
  return proposals.flatMap((proposal) => {
    const { contributionId } = proposal
    const sent = asSent(proposal, contributionId === null ? null : (byId.get(contributionId) ?? null))
    return sent ? [sent] : []
  })
}

/** Takes a point out of a contribution that is being prepared; refuses what `mayPrepare` does. */
export function takeOutPoint(contribution: Contribution, asking: Asking): Result<Settlement, PagesRefusal> {
  const allowed = mayPrepare(contribution, asking)
  if (!allowed.ok) return allowed
  const { person, now } = asking
  return ok({
    kind: 'withdrawn',
    personId: person.id,
    country: contribution.country,
    at: now,
    reason: null,
  })
}

/** Whether these are exactly the points that somebody saw, so that nothing is sent that its lead did not read. */
export function areAsSeen(points: readonly Proposal[], seen: readonly string[]): boolean {
  return points.length === new Set(seen).size && points.every(({ id }) => seen.includes(id))
}

/** A point is only ever withdrawn by itself before it is sent. */
const isTakenOut = ({ settlement }: Proposal) => settlement?.kind === 'withdrawn'
