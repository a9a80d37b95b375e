import type { Editor } from '@tiptap/core'
import { asOneStep } from './one-step.ts'

/**
 * Moves a section so many places down, or up below zero, as one step for undo; the caret goes into it. Gives where it is
 * then, counted from 0: at the end of the text it goes no further.
 */
export function moveSection(editor: Editor, sectionId: string, by: number): number {
  const { doc } = editor.state
  const from = doc.children.findIndex(({ attrs }) => attrs.id === sectionId)
  const to = Math.max(0, Math.min(doc.childCount - 1, from + by))
  if (from < 0 || to === from) return from
  const start = doc.children.slice(0, from).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  asOneStep(editor, () => {
    // Past the beginnings of the section and of its title.
    editor.commands.setTextSelection(start + 2)
    editor.commands.moveSectionBy(to - from)
  })
  return to
}
