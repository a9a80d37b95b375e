import type { Proposal } from '@samsyn/protocol'
import type { EditorState } from '@tiptap/pm/state'
import { placeAnchored, printedBetween } from '../comments/anchors.ts'
import { isPlain } from './passages.ts'

/** Where a proposal's passage stands in the editor's document now. */
export interface ProposalPlace {
  readonly proposalId: string
  readonly from: number
  readonly to: number
  /** What stands there now, where that is no longer what the proposal was made about. */
  readonly reads: string | null
  /** Whether its words can be put there: the passage is still text of one line alone, and in the line in which it was. */
  readonly isPlain: boolean
}

/** The places of the proposals whose passages are still in the text. */
export function placeProposals(
  state: EditorState,
  proposals: readonly Pick<Proposal, 'id' | 'anchor'>[],
): readonly ProposalPlace[] {
  const quotes = new Map(proposals.map(({ id, anchor }) => [id, anchor.quote]))
  return placeAnchored(state, proposals).map(({ id, from, to, isElsewhere }) => {
    const now = printedBetween(state, from, to).trim()
    return {
      proposalId: id,
      from,
      to,
      reads: sameWords(now, quotes.get(id) ?? '') ? null : now,
      isPlain: !isElsewhere && isPlain(state.doc, { from, to }),
    }
  })
}

/** What the passage of a proposal is shown to read: its words now, or those it was made about, which are the same. */
export function readingAt({ reads }: ProposalPlace, { anchor }: Pick<Proposal, 'anchor'>): string {
  return reads ?? anchor.quote
}

function sameWords(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  return plain(one) === plain(other)
}
