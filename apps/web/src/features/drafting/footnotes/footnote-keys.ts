import type { Editor } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import { asOneStep } from '../editor/one-step.ts'

/** The key of footnotes, as it is written in the list of keys. */
export const footnoteKey = 'Mod-Alt-f'

/** One key goes into a footnote, out of it, and puts one in where there is none. */
export const FootnoteKeys = Extension.create({
  name: 'footnoteKeys',
  addKeyboardShortcuts() {
    return { [footnoteKey]: () => footnoteHere(this.editor) }
  },
})

/** Goes out of the footnote at the caret, into the one beside it, or puts one in; whether there was something to do. */
export function footnoteHere(editor: Editor): boolean {
  if (editor.commands.crossFootnoteMark()) return true
  if (!editor.can().insertFootnote()) return false
  asOneStep(editor, () => void editor.commands.insertFootnote())
  return true
}
