import type { EditorState } from '@tiptap/pm/state'
import { around, type PlacedNode } from '../bracket-places.ts'

/** The amendment table that the caret is in; null for none. */
export function amendmentTableAt({ selection }: Pick<EditorState, 'selection'>): PlacedNode | null {
  const table = around(selection.$head, 'table')
  return table !== null && table.node.attrs.form !== null ? table : null
}
