import { ChevronDownIcon, ChevronUpIcon, XMarkIcon } from '@navikt/aksel-icons'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import styles from './FindBar.module.css'
import { findIn, goToFound, replaceAllIn, replaceIn, showSearch } from './find.ts'

/** Finds words in the text and puts others in their place, one by one or all at once. */
export function FindBar({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const t = useT('drafting')
  const tCommon = useT('common')
  const [words, setWords] = useState(() => selectedWords(editor))
  const [replacement, setReplacement] = useState('')
  const [isCase, setCase] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const asked = useMemo(() => ({ words, isCase, isWhole }), [words, isCase, isWhole])
  const [left, setLeft] = useState(0)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  useEffect(() => {
    showSearch(editor, asked)
    setLeft(0)
  }, [editor, asked])
  useEffect(() => () => showSearch(editor, null), [editor])

  const found = useEditorState({ editor, selector: ({ editor: { state } }) => findIn(state) })
  const step = (direction: 'next' | 'previous') => goToFound(editor, direction)
  const close = () => {
    onClose()
    editor.view.focus()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
    if (event.key === 'Enter' && event.target === field.current) {
      event.preventDefault()
      step(event.shiftKey ? 'previous' : 'next')
    }
  }
  const isNothing = found.count === 0
  return (
    <search className={styles.bar} aria-label={t('find.title')} onKeyDown={keys}>
      <div className={styles.line}>
        <input
          ref={field}
          className="ds-input"
          aria-label={t('find.words')}
          placeholder={t('find.words')}
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.target.value)}
        />
        <output className={styles.count} aria-live="polite">
          {words !== '' && t('find.count', { current: found.current, count: found.count })}
        </output>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('find.previous')}
          title={t('find.previous')}
          disabled={isNothing}
          onClick={() => step('previous')}
        >
          <ChevronUpIcon aria-hidden />
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('find.next')}
          title={t('find.next')}
          disabled={isNothing}
          onClick={() => step('next')}
        >
          <ChevronDownIcon aria-hidden />
        </button>
        <button
          type="button"
          className={styles.icon}
          aria-label={tCommon('close')}
          title={tCommon('close')}
          onClick={close}
        >
          <XMarkIcon aria-hidden />
        </button>
      </div>
      <div className={styles.line}>
        <input
          className="ds-input"
          aria-label={t('find.replacement')}
          placeholder={t('find.replacement')}
          value={replacement}
          maxLength={200}
          onChange={(event) => setReplacement(event.target.value)}
        />
        <button
          type="button"
          className="ds-button"
          data-size="sm"
          data-variant="secondary"
          disabled={isNothing}
          onClick={() => setLeft(replaceIn(editor, replacement))}
        >
          {t('find.replace')}
        </button>
        <button
          type="button"
          className="ds-button"
          data-size="sm"
          data-variant="tertiary"
          disabled={isNothing}
          onClick={() => setLeft(replaceAllIn(editor, replacement))}
        >
          {t('find.replaceAll')}
        </button>
      </div>
      <p aria-live="polite" className={styles.left}>
        {left > 0 && t('find.left', { count: left })}
      </p>
      <div className={styles.choices}>
        <label>
          <input type="checkbox" checked={isCase} onChange={() => setCase(!isCase)} />
          {t('find.case')}
        </label>
        <label>
          <input type="checkbox" checked={isWhole} onChange={() => setWhole(!isWhole)} />
          {t('find.whole')}
        </label>
      </div>
    </search>
  )
}

/** What is selected, if it is a few words of one line. */
function selectedWords({ state }: Editor): string {
  const { from, to, $from, $to } = state.selection
  return $from.sameParent($to) && to - from <= 100 ? state.doc.textBetween(from, to) : ''
}
