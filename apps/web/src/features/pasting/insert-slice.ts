import type { Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'

/** Puts something at the selection as ProseMirror itself does with what is pasted. */
export function insertSlice(view: EditorView, slice: Slice): void {
  if (view.isDestroyed) return
  const only = slice.openStart === 0 && slice.openEnd === 0 && slice.content.childCount === 1
  const node = only ? slice.content.firstChild : null
  const { tr } = view.state
  const inserted = node ? tr.replaceSelectionWith(node, false) : tr.replaceSelection(slice)
  view.dispatch(inserted.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  view.focus()
}
