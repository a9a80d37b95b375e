import type { DocJson } from '@samsyn/editor'
import type { Editor, Extensions } from '@tiptap/core'
import { startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { whenIdleAfter } from '../../../app/idle.ts'
import { useCountryNames } from '../../../i18n/countries.ts'
import { useT } from '../../../i18n/i18n.ts'
import type { DraftConnection } from '../connection/draft-connection.ts'
import { FootnoteCard } from '../footnotes/FootnoteCard.tsx'
import { ReferenceCard } from '../references/ReferenceCard.tsx'
import './editor.css'
import { docJsonOf } from './shared-json.ts'
import { isLong, textHasRestFor } from './text-first.ts'
import { type DraftingLanguage, useDraftEditor } from './use-draft-editor.ts'

/** How long the outline, the open points and the count of words may lag behind the typing, in milliseconds, */
const readEvery = 150
/** and for each 1,000 characters: a text of 100 pages is read once a second. */
const readEveryThousand = 4

interface Props {
  readonly connection: DraftConnection
  readonly isEditable: boolean
  /** What the text is called to those who listen, and what stands in it while it is empty. */
  readonly label: string
  readonly placeholder: string
  readonly language: DraftingLanguage
  /** What this text has beyond every other; the same list for as long as the connection lasts. */
  readonly extras: Extensions
  /** Called with the editor when it is there, and with its text soon after that has changed. */
  readonly onEditor: (editor: Editor | null) => void
  readonly onText: ((doc: DocJson) => void) | null
  /** The text holds what this page does not know; it has stopped taking part, and must not be written in. */
  readonly onBroken: () => void
}

/** The text of a draft that has arrived. */
export function DraftEditor({
  connection,
  isEditable,
  label,
  placeholder,
  language,
  extras,
  onEditor,
  onText,
  onBroken,
}: Props) {
  const t = useT('drafting')
  const tBrackets = useT('brackets')
  const countries = useCountryNames()
  const editor = useDraftEditor({
    connection,
    isEditable,
    language,
    words: {
      label,
      titlePlaceholder: t('editor.titlePlaceholder'),
      textPlaceholder: placeholder,
      sectionKind: (kind) => t(`sectionKind.${kind}`),
      footnote: (number) => t('footnote.name', { number }),
      wording: (confirmed, unconfirmed) => {
        const name =
          confirmed.length === 0
            ? tBrackets('wording.unsupported')
            : tBrackets('wording.supported', { countries: countries.list(confirmed) })
        return unconfirmed.length === 0
          ? name
          : tBrackets('wording.unconfirmed', { name, countries: countries.list(unconfirmed) })
      },
    },
    extras,
    onBroken,
  })
  useEffect(() => {
    if (!editor) return
    let reading: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      reading = undefined
      // A key that is pressed meanwhile comes first.
      startTransition(() => onText?.(docJsonOf(editor.state.doc)))
    }
    const plan = () => {
      const thousands = editor.state.doc.content.size / 1000
      reading ??= setTimeout(tell, readEvery + thousands * readEveryThousand)
    }
    onEditor(editor)
    // Nobody waits for the outline of a text that is not drawn yet, or of one that they begin to write in.
    const leave = whenIdleAfter(tell, textHasRestFor)
    editor.on('update', plan)
    return () => {
      leave()
      clearTimeout(reading)
      editor.off('update', plan)
      onEditor(null)
    }
  }, [editor, onEditor, onText])
  return (
    editor && (
      <div className="draft-frame">
        <EditorPlace editor={editor} />
        <ReferenceCard editor={editor} language={language} isEditable={isEditable} />
        {isEditable && <FootnoteCard editor={editor} />}
      </div>
    )
  )
}

/**
 * Where the editor stands on the page. Tiptap's own component draws the whole text once more when it puts it there, for the
 * sake of React in the text, of which there is none. Of a long text only what is near the window is laid out at first.
 */
function EditorPlace({ editor }: { readonly editor: Editor }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (editor.isDestroyed) return
    const { dom } = editor.view
    place.current?.append(dom)
    return () => dom.remove()
  }, [editor])
  // On the element itself: nothing is drawn anew for it.
  useEffect(() => whenIdleAfter(() => place.current?.removeAttribute('data-opening'), textHasRestFor), [])
  const [isSlow] = useState(() => isLong(editor.state.doc))
  return <div ref={place} className="draft-text" data-opening={isSlow || undefined} />
}
