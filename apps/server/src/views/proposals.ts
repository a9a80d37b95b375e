import { type Asking, type CountryCode, type Proposal, settlementKinds, settleProposal } from '@samsyn/domain'
import type { Proposal as ProposalView, Writer } from '@samsyn/protocol'
import { type Directory, existing } from '../directory.ts'

/** A proposal as somebody sees it who may read it. */
export function proposalView(
  proposal: Proposal,
  asking: Asking,
  { people }: Pick<Directory, 'people'>,
): ProposalView {
  const { id, contributionId, personId, country, at, anchor, kind, text, explanation, settlement } = proposal
  const writer = (writerId: string, spokeFor: CountryCode | null): Writer => ({
    id: writerId,
    name: existing(people, writerId).name,
    country: spokeFor,
  })
  return {
    id,
    contributionId,
    proposer: writer(personId, country),
    at,
    anchor,
    kind,
    text,
    explanation,
    settlement: settlement && {
      kind: settlement.kind,
      decider: writer(settlement.personId, settlement.country),
      at: settlement.at,
      reason: settlement.reason,
    },
    may: settlementKinds.filter((each) => settleProposal(proposal, { kind: each, reason: '-' }, asking).ok),
  }
}
