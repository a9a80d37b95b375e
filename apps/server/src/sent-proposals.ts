import { asSent, type Proposal, sentProposals } from '@samsyn/domain'
import type { Tables } from '@samsyn/storage'

/**
 * What is proposed for a position's draft, without what a delegation still prepares by itself. Whatever is told, listed or counted
 * of proposals begins here.
 */
export async function proposalsInTheOpen(
  { proposals, contributions }: Tables,
  positionId: string,
): Promise<readonly Proposal[]> {
  return sentProposals(await proposals.byPosition(positionId), await contributions.byPosition(positionId))
}

/** One of them, with nothing done to it or to its contribution by others until the transaction ends; null where there is none. */
export async function proposalInTheOpen(
  { proposals, contributions }: Tables,
  proposalId: string,
): Promise<Proposal | null> {
  const proposal = await proposals.byId(proposalId)
  if (!proposal) return null
  const { contributionId } = proposal
  return asSent(proposal, contributionId === null ? null : await contributions.byId(contributionId))
}
