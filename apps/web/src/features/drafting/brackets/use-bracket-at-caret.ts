import {
  type BracketJson,
  type BracketKind,
  bracketAt,
  inlineText,
  type SupporterCountry,
  supportersOf,
  wordingAround,
} from '@samsyn/editor'
import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { useEditorState } from '@tiptap/react'

/** A wording of the bracket at the caret. */
export interface WordingHere {
  readonly id: string
  readonly supporters: readonly SupporterCountry[]
  /** As it prints; empty where the text is left out. */
  readonly text: string
  /** Whether the caret is in it. */
  readonly isHere: boolean
}

/** The innermost bracket that the caret is in, or that is selected. */
export interface BracketHere {
  readonly id: string
  readonly kind: BracketKind
  readonly wordings: readonly WordingHere[]
}

/** The bracket at the caret; null for none. */
export function useBracketAtCaret(editor: Editor): BracketHere | null {
  return useEditorState({ editor, selector: ({ editor: { state } }) => bracketHere(state) })
}

function bracketHere({ selection }: EditorState): BracketHere | null {
  const bracket = bracketAt(selection)
  if (!bracket) return null
  // Of the schema.
  const { attrs, content = [] } = bracket.node.toJSON() as BracketJson
  const here = wordingAround(selection.$head)?.node.attrs.id
  return {
    id: attrs.id,
    kind: attrs.kind,
    wordings: content.map((wording) => ({
      id: wording.attrs.id,
      supporters: supportersOf(wording),
      text: inlineText(wording.content),
      isHere: wording.attrs.id === here,
    })),
  }
}
