import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ReceivedContribution } from '../contributions/ReceivedContribution.tsx'
import { CopyWords } from '../proposals/CopyWords.tsx'
import { ProposalCard } from '../proposals/ProposalCard.tsx'
import type { PlacedProposal, Proposals } from '../proposals/use-proposals.ts'
import { DecideTogether } from './DecideTogether.tsx'
import { SettledList } from './SettledList.tsx'
import { SuggestionCard } from './SuggestionCard.tsx'
import styles from './Suggestions.module.css'
import { suggestionsAt } from './suggestion-marks.ts'
import type { Pending, Suggestions } from './use-suggestions.ts'

interface Props {
  readonly editor: Editor
  /** What is to be said of the last thing that was done, while the text that says it is out of sight. */
  readonly notice: ReactNode
  readonly suggestions: Suggestions
  /** What is proposed beside the text, in one list with what is suggested in it. */
  readonly proposals: Proposals
  /** Where somebody who may only suggest writes a proposal; null for everybody else. */
  readonly proposing: ReactNode
  readonly isEditable: boolean
  readonly onGo: (place: { readonly from: number; readonly to: number }) => void
}

/** Suggestions and proposals beside the text, in its order, and on demand what was decided of earlier ones. */
export function SuggestionsPanel({
  editor,
  notice,
  suggestions,
  proposals,
  proposing,
  isEditable,
  onGo,
}: Props) {
  const t = useT('suggestions')
  const tProposals = useT('proposals')
  const tContributions = useT('contributions')
  const errorText = useErrorText()
  const [showsSettled, setShowsSettled] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const here = useEditorState({
    editor,
    // Joined, so that nothing is drawn anew while it stays the same.
    selector: ({ editor: { state } }) => ({
      at: suggestionsAt(state).join(' '),
      isSelection: !state.selection.empty,
    }),
  })
  const at = here.at === '' ? [] : here.at.split(' ')
  const active = at[0]
  useEffect(() => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-suggestion]') ?? [])]
    cards.find(({ dataset }) => dataset.suggestion === active)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const chosen = proposals.active
  useEffect(() => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-proposal-card]') ?? [])]
    cards.find(({ dataset }) => dataset.proposalCard === chosen)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const { pending } = suggestions
  const placed = new Map(proposals.pending.map((each) => [each.proposal.id, each]))
  const entries = inOrder(
    pending,
    proposals.pending.filter(({ proposal }) => proposal.contributionId === null),
  )
  const settledCount = suggestions.settled.length + proposals.settled.length
  const cardOf = (each: PlacedProposal, heading: string | null) => (
    <ProposalCard
      heading={heading}
      {...each}
      isActive={each.proposal.id === chosen}
      isEditable={isEditable}
      isPending={proposals.isSettling}
      error={proposals.settleError?.proposalId === each.proposal.id ? proposals.settleError.error : null}
      onGo={(place) => {
        proposals.setActive(each.proposal.id)
        onGo(place)
      }}
      onSettle={(body) => proposals.settle(each.proposal, body)}
    />
  )
  return (
    <div className={styles.panel}>
      {notice && <div className={styles.notice}>{notice}</div>}
      {suggestions.error && <ErrorState error={suggestions.error} onRetry={suggestions.retry} />}
      {suggestions.verdictError && (
        <p role="alert" className={styles.error}>
          {t('reasonLost')} {errorText(suggestions.verdictError)}
        </p>
      )}
      {proposals.error && <ErrorState error={proposals.error} onRetry={proposals.retry} />}
      {proposing}
      {proposals.taken?.isByHand ? (
        <div className={styles.byHand} role="alert">
          <p>{tProposals('byHand')}</p>
          <CopyWords text={proposals.taken.proposal.text} />
          <button
            type="button"
            className="ds-button"
            data-variant="tertiary"
            data-size="sm"
            onClick={proposals.forgetTaken}
          >
            {tProposals('done')}
          </button>
        </div>
      ) : (
        <p role="status" className={styles.here}>
          {proposals.taken && tProposals('took')}
        </p>
      )}
      {entries.length === 0 && proposals.contributions.length === 0 && (
        <EmptyState title={t('none')}>{proposing ? tProposals('noneHint') : t('noneHint')}</EmptyState>
      )}
      {isEditable && (
        <DecideTogether
          pending={pending}
          selected={here.isSelection ? at : []}
          onDecide={suggestions.settle}
        />
      )}
      <div ref={list} className={styles.panel}>
        {proposals.contributions.map((points) => (
          <ReceivedContribution key={points[0].contributionId} points={points}>
            <ol className={styles.cards}>
              {points.map(({ id }, index) => {
                const waiting = placed.get(id)
                return (
                  waiting && (
                    <li key={id}>{cardOf(waiting, tContributions('point', { number: index + 1 }))}</li>
                  )
                )
              })}
            </ol>
          </ReceivedContribution>
        ))}
        {entries.length > 0 && (
          <ol className={styles.cards}>
            {entries.map((each) =>
              'proposal' in each ? (
                <li key={each.proposal.id}>{cardOf(each, null)}</li>
              ) : (
                <li key={each.suggestionId}>
                  <SuggestionCard
                    suggestion={each}
                    isActive={at.includes(each.suggestionId)}
                    onGo={() => onGo(each)}
                    onDecide={
                      isEditable
                        ? (verdict, reason) => suggestions.settle([each.suggestionId], verdict, reason)
                        : null
                    }
                  />
                </li>
              ),
            )}
          </ol>
        )}
      </div>
      {settledCount > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-expanded={showsSettled}
          onClick={() => setShowsSettled(!showsSettled)}
        >
          {showsSettled ? t('hideSettled') : t('showSettled', { count: settledCount })}
        </button>
      )}
      {showsSettled && <SettledList settled={suggestions.settled} proposals={proposals.settled} />}
    </div>
  )
}

/** Both in the order of the text; proposals whose passage is gone come last. */
function inOrder(
  pending: readonly Pending[],
  proposed: readonly PlacedProposal[],
): readonly (Pending | PlacedProposal)[] {
  const fromOf = (entry: Pending | PlacedProposal) =>
    'proposal' in entry ? (entry.place?.from ?? Number.POSITIVE_INFINITY) : entry.from
  return [...pending, ...proposed].sort((one, other) => fromOf(one) - fromOf(other))
}
