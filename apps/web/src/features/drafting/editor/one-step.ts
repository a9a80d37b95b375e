import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

/** Keeps what was typed just before or is typed just after out of the same undo, and all that is done in it, however long it takes. */
export function asOneStep(editor: Editor, work: () => void): void {
  const undo: UndoManager | undefined = yUndoPluginKey.getState(editor.state)?.undoManager
  if (!undo) {
    work()
    return
  }
  const { captureTimeout } = undo
  undo.stopCapturing()
  undo.captureTimeout = Number.POSITIVE_INFINITY
  try {
    work()
  } finally {
    undo.captureTimeout = captureTimeout
    undo.stopCapturing()
  }
}
