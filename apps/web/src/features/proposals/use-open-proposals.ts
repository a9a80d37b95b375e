import { isPending } from '@samsyn/domain'
import type { PositionDetail } from '@samsyn/protocol'
import { useMemo } from 'react'
import { useProposalWords } from './use-proposal-words.ts'
import { useProposalList } from './use-proposals.ts'

/** A pending proposal, as a line of a list. */
export interface OpenProposal {
  readonly id: string
  readonly text: string
}

/** The proposals that stand before a sign-off round. */
export function useOpenProposals(position: PositionDetail): readonly OpenProposal[] {
  const words = useProposalWords()
  const { data } = useProposalList(position.id, { isEnabled: position.abilities.readDraft })
  return useMemo(
    () =>
      (data ?? []).filter(isPending).map((proposal) => ({
        id: proposal.id,
        text: words.line({ ...proposal, quote: proposal.anchor.quote }),
      })),
    [data, words],
  )
}
