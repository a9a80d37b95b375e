import { extensions } from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extensions'
import { useEditor } from '@tiptap/react'
import { useEffect } from 'react'
import type { DraftConnection } from '../connection/draft-connection.ts'
import { Brackets } from './brackets.ts'
import { renderCaret, renderSelection } from './carets.ts'
import { OpenPointMarks } from './open-point-places.ts'
import { SteadyClick } from './steady-click.ts'

interface Options {
  readonly connection: DraftConnection
  readonly isEditable: boolean
  readonly label: string
  readonly language: string
  readonly placeholder: { readonly title: string; readonly text: string }
  readonly onBroken: () => void
}

/** The Tiptap editor on a draft that has arrived. Undo begins here, so that it never undoes anybody's earlier text. */
export function useDraftEditor({
  connection,
  isEditable,
  label,
  language,
  placeholder,
  onBroken,
}: Options): Editor | null {
  const editor = useEditor(
    {
      extensions: [
        ...extensions,
        Collaboration.configure({ document: connection.ydoc }),
        // The server puts the person's name and country in; what a page says of itself is not shown to anybody.
        CollaborationCaret.configure({
          provider: connection.provider,
          user: {},
          render: renderCaret,
          selectionRender: renderSelection,
        }),
        Placeholder.configure({
          includeChildren: true,
          showOnlyCurrent: false,
          placeholder: ({ node, editor: { state } }) =>
            node.type.name === 'sectionTitle'
              ? placeholder.title
              : node.type.name === 'paragraph' && state.doc.textContent.trim() === ''
                ? placeholder.text
                : '',
        }),
        OpenPointMarks,
        Brackets,
        SteadyClick,
      ],
      injectCSS: false,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      enableContentCheck: true,
      editable: isEditable,
      // What the schema does not know is not dropped: the page stops instead.
      onContentError: ({ disableCollaboration }) => {
        disableCollaboration()
        onBroken()
      },
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          lang: language,
          spellcheck: 'true',
        },
      },
    },
    // Made once for each connection: new options at every rendering would touch the view at every keystroke.
    [connection],
  )
  useEffect(() => {
    if (editor && editor.isEditable !== isEditable) editor.setEditable(isEditable)
  }, [editor, isEditable])
  return editor
}
