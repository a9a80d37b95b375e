import type { ProposalKind } from '@samsyn/domain'
import type { Proposal } from '@samsyn/protocol'
import { useMemo } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useSuggestionWords } from '../suggestions/use-suggestion-words.ts'

/** What a proposal says, and whose it is, in the words of the current language. */
export interface ProposalWords {
  /** `Norway · Head of delegation, Norway · 23.11.2026, 10:00`. */
  by(proposal: Proposal): string
  /** `“eight weeks” → “six weeks”`. */
  line(said: { readonly kind: ProposalKind; readonly quote: string; readonly text: string }): string
  /** Both, as where the pointer rests on a mark. */
  describe(proposal: Proposal): string
}

export function useProposalWords(): ProposalWords {
  const t = useT('proposals')
  const tContributions = useT('contributions')
  const words = useSuggestionWords()
  return useMemo(() => {
    const by = ({ proposer, at }: Proposal) => words.by({ proposer, at, otherAuthors: [] })
    const line: ProposalWords['line'] = ({ kind, quote, text }) =>
      kind === 'replace' && text === '' ? t('line.delete', { quote }) : t(`line.${kind}`, { quote, text })
    return {
      by,
      line,
      describe: (proposal) =>
        `${proposal.contributionId === null ? t('tag') : tContributions('tag')}: ${by(proposal)}\n${line({ ...proposal, quote: proposal.anchor.quote })}`,
    }
  }, [t, tContributions, words])
}
