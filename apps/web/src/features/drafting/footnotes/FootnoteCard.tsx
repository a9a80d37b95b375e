import { ArrowLeftIcon, ArrowRightIcon, TrashIcon } from '@navikt/aksel-icons'
import { bracketAt, footnoteAt, footnotesIn } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useT } from '../../../i18n/i18n.ts'
import { asOneStep } from '../editor/one-step.ts'
import { keyText } from '../toolbar/toolbar-items.ts'
import styles from './FootnoteCard.module.css'
import { footnoteKey } from './footnote-keys.ts'

/** The footnote at the caret: which of how many it is, the ones before and after it, back to the text, and its removal. */
export function FootnoteCard({ editor }: { readonly editor: Editor }) {
  const t = useT('drafting')
  const here = useEditorState({ editor, selector: ({ editor: current }) => noteAtCaret(current) })
  const name = here ? t('footnote.here', { number: here.number, count: here.count }) : ''
  const act = (work: () => boolean) => () => {
    asOneStep(editor, () => void work())
    editor.commands.focus()
  }
  return (
    <>
      <p className="visually-hidden" role="status">
        {name}
      </p>
      {here?.isAlone && (
        <section className={styles.card} aria-label={name}>
          <p className={styles.name}>{name}</p>
          <button
            type="button"
            aria-label={t('footnote.previous')}
            title={t('footnote.previous')}
            disabled={here.number === 1}
            onClick={act(() => editor.commands.goToFootnote(-1))}
          >
            <ArrowLeftIcon aria-hidden />
          </button>
          <button
            type="button"
            aria-label={t('footnote.next')}
            title={t('footnote.next')}
            disabled={here.number === here.count}
            onClick={act(() => editor.commands.goToFootnote(1))}
          >
            <ArrowRightIcon aria-hidden />
          </button>
          <button
            type="button"
            title={keyText(footnoteKey)}
            onClick={act(() => editor.commands.crossFootnoteMark())}
          >
            {t(here.isInside ? 'footnote.back' : 'footnote.into')}
          </button>
          <button type="button" onClick={act(() => editor.commands.removeFootnote())}>
            <TrashIcon aria-hidden />
            {t('footnote.remove')}
          </button>
        </section>
      )}
    </>
  )
}

interface NoteAtCaret {
  readonly number: number
  readonly count: number
  /** Whether the caret is in it, and not around it. */
  readonly isInside: boolean
  /** In a bracket the card of that bracket stands where this one would. */
  readonly isAlone: boolean
}

function noteAtCaret({ state: { selection, doc } }: Editor): NoteAtCaret | null {
  const note = footnoteAt(selection)
  if (!note) return null
  const all = footnotesIn(doc)
  return {
    number: all.findIndex(({ at }) => at === note.at) + 1,
    count: all.length,
    isInside: selection.from > note.at,
    isAlone: bracketAt(selection) === null,
  }
}
