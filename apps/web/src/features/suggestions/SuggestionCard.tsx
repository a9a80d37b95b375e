import type { SuggestionVerdict } from '@samsyn/protocol'
import { useT } from '../../i18n/i18n.ts'
import { CountryBadge } from '../../ui/CountryBadge.tsx'
import { useAuthorWords } from '../history/authors/use-author-words.ts'
import { NamedInFile } from './NamedInFile.tsx'
import styles from './Suggestions.module.css'
import { SuggestionWording } from './SuggestionWording.tsx'
import { useSuggestionWords } from './use-suggestion-words.ts'
import type { Pending } from './use-suggestions.ts'
import { VerdictForm } from './VerdictForm.tsx'

interface Props {
  readonly suggestion: Pending
  /** Whether the caret is in it. */
  readonly isActive: boolean
  readonly onGo: () => void
  /** Null for whoever may not write in the text. */
  readonly onDecide: ((verdict: SuggestionVerdict, reason: string | null) => void) | null
}

/** A suggestion beside the text: whose it is, what it changes, and what is made of it. */
export function SuggestionCard({ suggestion, isActive, onGo, onDecide }: Props) {
  const t = useT('suggestions')
  const words = useSuggestionWords()
  const authors = useAuthorWords()
  const { by, sectionTitle } = suggestion
  const country = by.proposer?.country ?? null
  const whose = words.by(by)
  return (
    <article
      className={styles.card}
      data-suggestion={suggestion.suggestionId}
      data-country={country?.toLowerCase()}
      data-active={isActive || undefined}
      aria-label={t('cardLabel', { by: whose })}
    >
      <p className={styles.who}>
        {country && <CountryBadge country={country} />}
        <span>{whose}</span>
      </p>
      <NamedInFile suggestionId={suggestion.suggestionId} />
      {by.otherAuthors.length > 0 && (
        <p className={styles.quiet}>
          {t('otherAuthors', { names: by.otherAuthors.map((author) => authors.person(author)).join(', ') })}
        </p>
      )}
      <button type="button" className={styles.go} onClick={onGo}>
        <SuggestionWording {...suggestion} />
        <span className={styles.quiet}>{t('goTo', { section: sectionTitle })}</span>
      </button>
      {onDecide && <VerdictForm about={whose} onDecide={onDecide} />}
    </article>
  )
}
