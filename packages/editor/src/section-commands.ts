import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { SectionKind } from './doc-json.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    sections: {
      /** Adds a section after the present one and puts the caret into its first paragraph. */
      insertSection: (kind: SectionKind, title: string) => ReturnType
      /** Removes the present section with its text; the last one stays. */
      removeSection: () => ReturnType
      moveSectionUp: () => ReturnType
      moveSectionDown: () => ReturnType
    }
  }
}

/** Commands on whole sections, and the keys that keep title and text of a section apart. */
export const SectionCommands = Extension.create({
  name: 'sectionCommands',
  priority: 1100,
  addCommands: () => ({
    insertSection:
      (kind, title) =>
      ({ state, tr, dispatch }) => {
        const { section, sectionTitle, paragraph } = state.schema.nodes
        if (!section || !sectionTitle || !paragraph) return false
        const node = section.create({ kind }, [
          sectionTitle.create(null, title === '' ? null : state.schema.text(title)),
          paragraph.create(),
        ])
        const at = state.selection.$from.after(1)
        if (!dispatch) return true
        tr.insert(at, node)
        const inParagraph = at + 1 + (node.firstChild?.nodeSize ?? 0) + 1
        tr.setSelection(TextSelection.create(tr.doc, inParagraph)).scrollIntoView()
        return true
      },
    removeSection:
      () =>
      ({ state, tr, dispatch }) => {
        if (state.doc.childCount < 2) return false
        const { $from } = state.selection
        dispatch?.(tr.delete($from.before(1), $from.after(1)))
        return true
      },
    moveSectionUp:
      () =>
      ({ state, tr, dispatch }) =>
        moveSection(state, tr, -1, dispatch !== undefined),
    moveSectionDown:
      () =>
      ({ state, tr, dispatch }) =>
        moveSection(state, tr, 1, dispatch !== undefined),
  }),
  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== 'sectionTitle') return false
        return editor.commands.setTextSelection($from.after() + 1)
      },
      Backspace: ({ editor }) => {
        const { empty, $from } = editor.state.selection
        if (!empty || $from.parentOffset > 0) return false
        if ($from.parent.type.name === 'sectionTitle') return true
        if (!startsSection($from)) return false
        // An empty first paragraph may go while another block follows; otherwise the caret moves to the title.
        if ($from.parent.content.size === 0 && $from.node(1).childCount > 2) return false
        return editor.commands.setTextSelection($from.before() - 1)
      },
      Delete: ({ editor }) => {
        const { empty, $from } = editor.state.selection
        const isInTitle = $from.parent.type.name === 'sectionTitle'
        return empty && isInTitle && $from.parentOffset === $from.parent.content.size
      },
      'Alt-Shift-ArrowUp': ({ editor }) => editor.commands.moveSectionUp(),
      'Alt-Shift-ArrowDown': ({ editor }) => editor.commands.moveSectionDown(),
    }
  },
})

function startsSection($position: ResolvedPos): boolean {
  return $position.depth === 2 && $position.index(1) === 1
}

function moveSection(state: EditorState, tr: Transaction, by: -1 | 1, isDone: boolean): boolean {
  const { $from } = state.selection
  const index = $from.index(0)
  const target = index + by
  if (target < 0 || target >= state.doc.childCount) return false
  if (!isDone) return true
  // The neighbour moves, so that the caret and everybody's work in this section stay where they are.
  const neighbour = state.doc.child(target)
  const start = $from.before(1)
  const neighbourStart = by < 0 ? start - neighbour.nodeSize : $from.after(1)
  tr.delete(neighbourStart, neighbourStart + neighbour.nodeSize)
  tr.insert(by < 0 ? tr.mapping.map($from.after(1)) : start, neighbour)
  tr.scrollIntoView()
  return true
}
