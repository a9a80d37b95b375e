import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'

/** Keeps what was typed just before or is typed just after out of the same undo. */
export function asOneStep(editor: Editor, work: () => void): void {
  const undo = yUndoPluginKey.getState(editor.state)?.undoManager
  undo?.stopCapturing()
  work()
  undo?.stopCapturing()
}
