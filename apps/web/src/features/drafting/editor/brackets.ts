import { Extension } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    brackets: {
      /** Puts the selection in square brackets: not agreed yet. Without a selection, brackets to write in. */
      putInBrackets: () => ReturnType
    }
  }
}

/** Square brackets around a passage, by command and by key. */
export const Brackets = Extension.create({
  name: 'brackets',
  addCommands: () => ({
    putInBrackets:
      () =>
      ({ state, tr, dispatch }) => {
        const { from, to, $from, $to } = state.selection
        if (!$from.parent.isTextblock || !$from.sameParent($to)) return false
        if (!dispatch) return true
        tr.insertText(']', to).insertText('[', from)
        tr.setSelection(TextSelection.create(tr.doc, from + 1, to + 1))
        return true
      },
  }),
  addKeyboardShortcuts() {
    return { 'Alt-Shift-b': ({ editor }) => editor.commands.putInBrackets() }
  },
})
