import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { useErrorText } from '../../app/use-error-text.ts'
import { useT } from '../../i18n/i18n.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { DecideTogether } from './DecideTogether.tsx'
import { SettledList } from './SettledList.tsx'
import { SuggestionCard } from './SuggestionCard.tsx'
import styles from './Suggestions.module.css'
import { suggestionsAt } from './suggestion-marks.ts'
import type { Pending, Suggestions } from './use-suggestions.ts'

interface Props {
  readonly editor: Editor
  readonly suggestions: Suggestions
  readonly isEditable: boolean
  readonly onGo: (suggestion: Pending) => void
}

/** The suggestions beside the text, in its order, and on demand what was decided of earlier ones. */
export function SuggestionsPanel({ editor, suggestions, isEditable, onGo }: Props) {
  const t = useT('suggestions')
  const errorText = useErrorText()
  const [showsSettled, setShowsSettled] = useState(false)
  const list = useRef<HTMLOListElement>(null)
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
  const { pending, settled } = suggestions
  return (
    <div className={styles.panel}>
      {suggestions.error && <ErrorState error={suggestions.error} onRetry={suggestions.retry} />}
      {suggestions.verdictError && (
        <p role="alert" className={styles.error}>
          {t('reasonLost')} {errorText(suggestions.verdictError)}
        </p>
      )}
      {pending.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      {pending.length > 1 && isEditable && (
        <DecideTogether
          pending={pending}
          selected={here.isSelection ? at : []}
          onDecide={suggestions.settle}
        />
      )}
      <ol ref={list} className={styles.cards}>
        {pending.map((each) => (
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
        ))}
      </ol>
      {settled.length > 0 && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          data-size="sm"
          aria-expanded={showsSettled}
          onClick={() => setShowsSettled(!showsSettled)}
        >
          {showsSettled ? t('hideSettled') : t('showSettled', { count: settled.length })}
        </button>
      )}
      {showsSettled && <SettledList settled={settled} />}
    </div>
  )
}
