import { extensions, type SectionKind, type SupporterCountry, type TemplateLanguage } from '@samsyn/editor'
import { Editor, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extensions'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useLanguage } from '../../../i18n/i18n.ts'
import { ThreadMarks } from '../../comments/thread-marks.ts'
import { AuthorColours } from '../../history/authors/author-colours.ts'
import { SinceMarks } from '../../history/since/since-marks.ts'
import { AmendmentKeys } from '../amendments/amendment-keys.ts'
import { AmendmentMarks } from '../amendments/amendment-marks.ts'
import type { DraftConnection } from '../connection/draft-connection.ts'
import { Find } from '../find/find.ts'
import { FootnoteKeys } from '../footnotes/footnote-keys.ts'
import { FootnoteViews } from '../footnotes/footnote-views.ts'
import { LineNumbers } from '../numbering/line-numbers.ts'
import { ReferenceMarks } from '../references/reference-marks.ts'
import { BracketKeys } from './bracket-keys.ts'
import { renderCaret, renderSelection } from './carets.ts'
import { HeardCaret } from './heard-caret.ts'
import { OpenPointMarks } from './open-point-places.ts'
import { PassingTab } from './passing-tab.ts'
import { scrollMargin } from './scroll-margin.ts'
import { SectionLabels } from './section-labels.ts'
import { SteadyCaret } from './steady-caret.ts'
import { SteadyClick } from './steady-click.ts'
import { TypedOver } from './typed-over.ts'
import { WordingViews } from './wording-view.ts'

/** A language that a joint text can be drafted in. */
export type DraftingLanguage = TemplateLanguage

interface Options {
  readonly connection: DraftConnection
  readonly isEditable: boolean
  readonly language: DraftingLanguage
  /** In the language of the interface. */
  readonly words: {
    readonly label: string
    readonly titlePlaceholder: string
    readonly textPlaceholder: string
    readonly sectionKind: (kind: SectionKind) => string
    readonly wording: (
      confirmed: readonly SupporterCountry[],
      unconfirmed: readonly SupporterCountry[],
    ) => string
    readonly footnote: (number: number) => string
  }
  /** What this text has beyond every other. */
  readonly extras: Extensions
  readonly onBroken: () => void
}

/**
 * The Tiptap editor on a draft that has arrived, null until it is made. Undo begins here, so that it never undoes anybody's earlier
 * text. Tiptap's own hook makes the editor while React draws, and takes it back by a timer that can come before React is done.
 */
export function useDraftEditor({
  connection,
  isEditable,
  language,
  words,
  extras,
  onBroken,
}: Options): Editor | null {
  const shownLanguage = useLanguage()
  const [editor, setEditor] = useState<Editor | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once for each connection and language, in whose words it speaks
  useLayoutEffect(() => {
    const made = new Editor({
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
          // That of a paragraph is shown only where all are empty (editor.css): while a text arrives, the document is the old one here.
          placeholder: ({ node: { type } }) =>
            type.name === 'sectionTitle'
              ? words.titlePlaceholder
              : type.name === 'paragraph'
                ? words.textPlaceholder
                : '',
        }),
        OpenPointMarks,
        ReferenceMarks,
        LineNumbers.configure({ language }),
        ThreadMarks,
        AuthorColours,
        SinceMarks,
        Find,
        SectionLabels.configure({ language, nameOf: words.sectionKind }),
        BracketKeys,
        WordingViews.configure({ nameOf: words.wording }),
        AmendmentKeys,
        AmendmentMarks.configure({ language }),
        FootnoteKeys,
        FootnoteViews.configure({ nameOf: words.footnote }),
        HeardCaret,
        SteadyCaret,
        SteadyClick,
        TypedOver,
        PassingTab,
        ...extras,
      ],
      injectCSS: false,
      enableContentCheck: true,
      editable: isEditable,
      // What the schema does not know is not dropped: the page stops instead.
      onContentError: ({ disableCollaboration }) => {
        disableCollaboration()
        onBroken()
      },
      editorProps: {
        scrollMargin,
        scrollThreshold: scrollMargin,
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': words.label,
          lang: language,
          spellcheck: 'true',
        },
      },
    })
    setEditor(made)
  }, [connection, shownLanguage])
  // What is on the page holds on to it until its last effects are undone, which is after the page is drawn without it.
  useEffect(() => () => void setTimeout(() => editor?.destroy()), [editor])
  useEffect(() => {
    if (editor && editor.isEditable !== isEditable) editor.setEditable(isEditable)
  }, [editor, isEditable])
  return editor
}
