import type { ReleaseDetail } from '@samsyn/protocol'
import { type RefObject, useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { useTime } from '../../i18n/use-time.ts'
import { useMarkingText } from '../../ui/use-marking-text.ts'
import { textLines, textMarks } from './find-words.ts'
import type { ReleaseState } from './release-state.ts'
import type { ShownText } from './text-language.ts'

interface Props {
  readonly text: RefObject<HTMLElement | null>
  readonly release: ReleaseDetail
  readonly shown: ShownText
  readonly state: ReleaseState
}

/** What is folded away, and the heading of a section that is shown as its fold. */
const unseenParts = 'details:not([open]) > :not(summary), summary ~ section > h2'

/** The selected words, without the marks between them that are no words of the text. */
function wordsOf(selection: Selection): string {
  if (selection.rangeCount === 0 || selection.isCollapsed) return ''
  const selected = selection.getRangeAt(0).cloneContents()
  if (!selected.querySelector(textMarks)) return selection.toString().trim()
  for (const mark of selected.querySelectorAll(textMarks)) mark.remove()
  // Unlike what is selected, a copy of it says what is folded away, and breaks no line.
  for (const unseen of selected.querySelectorAll(unseenParts)) unseen.remove()
  for (const lineBreak of selected.querySelectorAll('br')) lineBreak.replaceWith('\n')
  const lines = [...selected.querySelectorAll(textLines)].filter((line) => !line.querySelector(textLines))
  const words = lines.length > 0 ? lines.map(({ textContent }) => textContent) : [selected.textContent]
  return words.join('\n').trim()
}

/** Copies the selected words of a text with what they are from: its state and whom it is for go with them. */
export function CopyPassage({ text, release, shown, state }: Props) {
  const t = useT('reading')
  const time = useTime()
  const markingText = useMarkingText()
  const [words, setWords] = useState('')
  const [outcome, setOutcome] = useState<'done' | 'failed' | null>(null)
  useEffect(() => {
    const look = () => {
      const selection = getSelection()
      const isInside = selection?.anchorNode && text.current?.contains(selection.anchorNode)
      setWords(isInside ? wordsOf(selection) : '')
      if (isInside && !selection.isCollapsed) setOutcome(null)
    }
    document.addEventListener('selectionchange', look)
    // What was selected before the scripts of a drawn page came.
    look()
    return () => document.removeEventListener('selectionchange', look)
  }, [text])
  const copy = async () => {
    const source = [
      shown.title,
      ...(shown.translation ? [t('translation.banner', { language: release.draftingLanguage })] : []),
      release.reference,
      t('version', { number: release.version.number }),
      t(`state.${state}`),
      t('released', { at: time.stamp(release.releasedAt) }),
      markingText(release),
    ].join(' · ')
    try {
      await navigator.clipboard.writeText(`“${words}”\n${source}\n`)
      setOutcome('done')
    } catch {
      // The browser does not let the page do it.
      setOutcome('failed')
    }
  }
  return (
    <>
      {words !== '' && (
        <button
          type="button"
          // What is selected stays so.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => void copy()}
        >
          {t('copy.button')}
        </button>
      )}
      <span role="status" className="release-copied">
        {outcome && t(`copy.${outcome}`)}
      </span>
    </>
  )
}
