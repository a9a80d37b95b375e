import { ExternalLinkIcon } from '@navikt/aksel-icons'
import { type FoundReference, registerLink } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import { asOneStep } from '../editor/one-step.ts'
import type { DraftingLanguage } from '../editor/use-draft-editor.ts'
import styles from './ReferenceCard.module.css'
import { referenceAt } from './reference-marks.ts'

/** How long the pointer rests on a reference before its card comes, and may be off both before it goes. */
const patience = 300

interface Props {
  readonly editor: Editor
  readonly language: DraftingLanguage
  readonly isEditable: boolean
}

interface Shown {
  readonly found: FoundReference
  readonly isFocused: boolean
  /** From the upper left corner of the text. */
  readonly left: number
  readonly top: number
}

/** What is known of the reference under the pointer, at the caret (Alt+Enter) or where one clicks: where its document is found. */
export function ReferenceCard({ editor, language, isEditable }: Props) {
  const t = useT('drafting')
  const [shown, setShown] = useState<Shown | null>(null)
  const card = useRef<HTMLElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)

  const show = useEffectEvent((position: number, isFocused: boolean) => {
    clearTimeout(waiting.current)
    const found = referenceAt(editor.state, position)
    setShown(found && { found, isFocused, ...placeOf(editor, found) })
    return found !== null
  })
  const soon = useEffectEvent((work: () => void) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(work, patience)
  })
  const hide = useEffectEvent(() => setShown(null))
  useEffect(() => {
    const { dom } = editor.view
    const over = ({ target }: MouseEvent) => {
      const mark = target instanceof Element ? target.closest('.reference') : null
      if (mark) soon(() => show(editor.view.posAtDOM(mark, 0), false))
    }
    const out = () => soon(hide)
    const click = () => {
      if (editor.state.selection.empty) show(editor.state.selection.from, false)
    }
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.altKey || !show(editor.state.selection.from, true)) return
      event.preventDefault()
      event.stopPropagation()
    }
    dom.addEventListener('mouseover', over)
    dom.addEventListener('mouseout', out)
    dom.addEventListener('click', click)
    dom.addEventListener('keydown', press, { capture: true })
    editor.on('update', hide)
    return () => {
      clearTimeout(waiting.current)
      dom.removeEventListener('mouseover', over)
      dom.removeEventListener('mouseout', out)
      dom.removeEventListener('click', click)
      dom.removeEventListener('keydown', press, { capture: true })
      editor.off('update', hide)
    }
  }, [editor])
  useEffect(() => {
    if (!shown) return
    if (shown.isFocused) card.current?.querySelector<HTMLElement>('a, button, p')?.focus()
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setShown(null)
      if (card.current?.contains(document.activeElement)) editor.commands.focus()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [shown, editor])

  if (!shown) return null
  const { found, left, top } = shown
  const write = (writing: string) => {
    setShown(null)
    asOneStep(editor, () => {
      editor.view.dispatch(editor.state.tr.insertText(writing, found.from, found.to))
    })
    editor.commands.focus()
  }
  const link = found.ok ? registerLink(found.document, language) : null
  return (
    <section
      ref={card}
      className={styles.card}
      style={{ left, top }}
      aria-label={t('reference.label')}
      onMouseEnter={() => clearTimeout(waiting.current)}
      onMouseLeave={() => soon(hide)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setShown(null)
      }}
    >
      {found.ok && link ? (
        <>
          <a href={link.href} target="_blank" rel="noopener noreferrer">
            {t(`reference.open.${link.register}`, { document: found.writing })}
            <ExternalLinkIcon title={t('reference.newTab')} />
          </a>
          {isEditable && found.writing !== found.text && (
            <button type="button" onClick={() => write(found.writing)}>
              {t('reference.write', { writing: found.writing })}
            </button>
          )}
        </>
      ) : (
        <p tabIndex={-1}>
          <strong>{t('reference.broken')}</strong> {!found.ok && t(`reference.problem.${found.problem}`)}
        </p>
      )}
    </section>
  )
}

/** Below the reference, and not beyond the right edge of the text. */
function placeOf(editor: Editor, { from }: FoundReference): { readonly left: number; readonly top: number } {
  const { dom } = editor.view
  const frame = dom.getBoundingClientRect()
  const line = editor.view.coordsAtPos(from)
  const width = Math.min(22 * 16, frame.width)
  return {
    left: Math.max(0, Math.min(line.left - frame.left, frame.width - width)),
    top: line.bottom - frame.top + 4,
  }
}
