import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type Selection, TextSelection } from '@tiptap/pm/state'
import { changeBetween } from './line-decorations.ts'

/** Puts the caret back to where it was in the text of before, unless that stretch is what has changed. */
export function keepSelection(editor: Editor, before: Node, { anchor, head }: Selection): void {
  const { doc, tr } = editor.state
  const change = changeBetween(before, doc)
  const now = (position: number) => {
    if (!change || position <= change.start) return position
    return position >= change.was ? position + change.is - change.was : null
  }
  const [from, to] = [now(anchor), now(head)]
  if (from === null || to === null) return
  editor.view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))))
}
