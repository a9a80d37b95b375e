import { Extension } from '@tiptap/core'
import { asOneStep } from './one-step.ts'

/** The keys of brackets in the text; each is one step of undo. */
export const BracketKeys = Extension.create({
  name: 'bracketKeys',
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
      'Alt-Shift-b': step(() => editor.commands.putInBracket('unagreed')),
      'Alt-Shift-w': step(() => editor.commands.addWording()),
    }
  },
})
