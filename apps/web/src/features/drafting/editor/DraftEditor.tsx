import type { DocJson } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { useEffect, useState } from 'react'
import { useT } from '../../../i18n/i18n.ts'
import type { DraftConnection } from '../connection/draft-connection.ts'
import { Toolbar } from '../toolbar/Toolbar.tsx'
import './editor.css'
import { useDraftEditor } from './use-draft-editor.ts'

interface Props {
  readonly connection: DraftConnection
  readonly isEditable: boolean
  readonly title: string
  readonly language: string
  /** Called with the editor when it is there, and with its text whenever that has changed. */
  readonly onEditor: (editor: Editor | null) => void
  readonly onText: (doc: DocJson) => void
}

/** Toolbar and text of a draft that has arrived. */
export function DraftEditor({ connection, isEditable, title, language, onEditor, onText }: Props) {
  const t = useT('drafting')
  const [isBroken, setBroken] = useState(false)
  const editor = useDraftEditor({
    connection,
    isEditable: isEditable && !isBroken,
    label: t('editor.label', { title }),
    language,
    placeholder: { title: t('editor.titlePlaceholder'), text: t('editor.textPlaceholder') },
    onBroken: () => setBroken(true),
  })
  useEffect(() => {
    if (!editor) return
    onEditor(editor)
    const tell = () => onText(editor.getJSON() as unknown as DocJson)
    tell()
    editor.on('update', tell)
    return () => {
      editor.off('update', tell)
      onEditor(null)
    }
  }, [editor, onEditor, onText])
  if (!editor) return null
  return (
    <>
      {isEditable && !isBroken && <Toolbar editor={editor} />}
      {isBroken && <p role="alert">{t('editor.broken')}</p>}
      <EditorContent editor={editor} className="draft-text" />
    </>
  )
}
