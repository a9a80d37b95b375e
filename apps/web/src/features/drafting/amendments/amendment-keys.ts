import { Extension } from '@tiptap/core'
import { asOneStep } from '../editor/one-step.ts'

/** The keys of tables in the text; each is one step of undo. */
export const AmendmentKeys = Extension.create({
  name: 'amendmentKeys',
  addKeyboardShortcuts() {
    const { editor } = this
    const step = (work: () => boolean) => () => {
      let isDone = false
      asOneStep(editor, () => {
        isDone = work()
      })
      return isDone
    }
    return {
      'Alt-Shift-Enter': step(() => editor.isActive('table') && editor.commands.addRowBelow()),
      'Alt-Shift-Backspace': step(() => editor.isActive('table') && editor.commands.deleteRow()),
      'Alt-Shift-p': step(() => editor.commands.fillProposals()),
    }
  },
})
