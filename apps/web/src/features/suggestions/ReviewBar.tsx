import { ArrowLeftIcon, ArrowRightIcon, CheckmarkIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useT } from '../../i18n/i18n.ts'
import { keyText } from '../drafting/toolbar/toolbar-items.ts'
import { reviewKeys } from './review-keys.ts'
import styles from './Suggestions.module.css'
import { suggestionsAt } from './suggestion-marks.ts'
import { useSuggestionWords } from './use-suggestion-words.ts'
import { type Suggestions, type View, views } from './use-suggestions.ts'

interface Props {
  readonly editor: Editor
  readonly suggestions: Suggestions
  readonly isEditable: boolean
}

/** So much of a wording is read out. */
const readOut = 120

/** Above the text while one suggests or something is suggested: what the caret is in, the way to the next, and the views. */
export function ReviewBar({ editor, suggestions, isEditable }: Props) {
  const t = useT('suggestions')
  const words = useSuggestionWords()
  const { mode, pending, notice, view } = suggestions
  const id = useEditorState({ editor, selector: ({ editor: { state } }) => suggestionsAt(state)[0] ?? null })
  const here = pending.find(({ suggestionId }) => suggestionId === id)
  const said = here?.text.trim().slice(0, readOut) ?? ''
  const keep = (event: { preventDefault(): void }) => event.preventDefault()
  const decide = (verdict: 'accepted' | 'rejected') => {
    if (here) suggestions.settle([here.suggestionId], verdict, null)
  }
  return (
    <section className={styles.bar} aria-label={t('title')} data-mode={mode}>
      <div className={styles.line}>
        {mode === 'suggesting' && <strong className={styles.on}>{t('on')}</strong>}
        {pending.length > 0 && (
          <span className={styles.steps}>
            <button
              type="button"
              aria-label={t('previous')}
              title={`${t('previous')} (${keyText(reviewKeys.previousSuggestion)})`}
              onMouseDown={keep}
              onClick={() => suggestions.step(-1)}
            >
              <ArrowLeftIcon aria-hidden />
            </button>
            <span className={styles.count}>
              {here
                ? t('ofCount', { number: pending.indexOf(here) + 1, count: pending.length })
                : t('count', { count: pending.length })}
            </span>
            <button
              type="button"
              aria-label={t('next')}
              title={`${t('next')} (${keyText(reviewKeys.nextSuggestion)})`}
              onMouseDown={keep}
              onClick={() => suggestions.step(1)}
            >
              <ArrowRightIcon aria-hidden />
            </button>
          </span>
        )}
        {here && isEditable && (
          <span className={styles.steps}>
            <button
              type="button"
              className={styles.accept}
              title={`${t('accept')} (${keyText(reviewKeys.accept)})`}
              onMouseDown={keep}
              onClick={() => decide('accepted')}
            >
              <CheckmarkIcon aria-hidden />
              {t('accept')}
            </button>
            <button
              type="button"
              className={styles.reject}
              title={`${t('reject')} (${keyText(reviewKeys.reject)})`}
              onMouseDown={keep}
              onClick={() => decide('rejected')}
            >
              <XMarkIcon aria-hidden />
              {t('reject')}
            </button>
          </span>
        )}
        <label className={styles.view}>
          <span className="visually-hidden">{t('view.label')}</span>
          <select value={view} onChange={({ target }) => suggestions.setView(target.value as View)}>
            {views.map((each) => (
              <option key={each} value={each}>
                {t(`view.${each}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {notice?.kind === 'unsuggestable' || notice?.kind === 'fault' || notice?.kind === 'unheard' ? (
        <p className={styles.alert} role="alert">
          {notice.kind !== 'unsuggestable'
            ? t(notice.kind)
            : `${t(`unsuggestable.${notice.what}`)} ${t('unsuggestable.so')}`}
        </p>
      ) : (
        <p className={styles.here} role="status">
          {notice?.kind === 'decided' && t(`decided.${notice.verdict}`, { count: notice.count })}
          {notice?.kind === 'left' && t('left', { count: notice.count })}
          {!notice && here && (
            <>
              {words.by(here.by)}: {said === '' ? t('noWords') : <q>{said}</q>}
            </>
          )}
        </p>
      )}
    </section>
  )
}
