import type { Asking } from './comments.ts'
import {
  type Contribution,
  canReadContribution,
  contributionState,
  turnContribution,
} from './contributions.ts'
import { pagesOf, withoutLocks } from './permissions.ts'
import { type Proposal, settleProposal } from './proposals.ts'
import { assertNever } from './result.ts'

/**
 * What of a contribution waits for a person: that they send it, or that they take in or decline what is pending in it; null where
 * nothing does. `points` are those that it holds, `sharedAt` as for `canReadContribution`.
 */
export function contributionWaits(
  contribution: Contribution,
  points: readonly Proposal[],
  asking: Asking,
  sharedAt: string | null,
): 'send' | 'answer' | null {
  if (!canReadContribution(contribution, asking, sharedAt)) return null
  const { person, subject, now } = asking
  const state = contributionState(contribution)
  switch (state) {
    case 'prepared':
      return turnContribution(contribution, 'send', { ...asking, holds: points.length }).ok ? 'send' : null
    case 'sent': {
      const isOwn = pagesOf(person, 'national.read', withoutLocks(subject), now).includes(
        contribution.country,
      )
      const mayTakeIn = (point: Proposal) => settleProposal(point, { kind: 'taken', reason: null }, asking).ok
      return !isOwn && points.some(mayTakeIn) ? 'answer' : null
    }
    case 'withdrawn':
    case 'discarded':
      return null
    default:
      return assertNever(state)
  }
}
