import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import {
  AllSelection,
  type EditorState,
  Plugin,
  PluginKey,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Keeps sections and titles apart when a selection that runs over their borders is deleted, cut or typed over. */
export const SectionBoundaries = Extension.create({
  name: 'sectionBoundaries',
  priority: 1100,
  addKeyboardShortcuts() {
    const erase = () => deleteAcross(this.editor.view)
    return {
      Backspace: erase,
      Delete: erase,
      'Mod-Backspace': erase,
      'Mod-Delete': erase,
      Enter: erase,
    }
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('sectionBoundaries'),
      props: {
        handleTextInput(view, _from, _to, text) {
          if (!deleteAcross(view)) return false
          view.dispatch(view.state.tr.insertText(text).scrollIntoView())
          return true
        },
        // What is pasted then goes to the caret, as always.
        handlePaste: (view) => {
          deleteAcross(view)
          return false
        },
        handleDOMEvents: {
          cut(view, event) {
            const { clipboardData } = event
            if (!clipboardData || !erased(view.state)) return false
            const { dom, text } = view.serializeForClipboard(view.state.selection.content())
            event.preventDefault()
            clipboardData.clearData()
            clipboardData.setData('text/html', dom.innerHTML)
            clipboardData.setData('text/plain', text)
            return deleteAcross(view)
          },
        },
      },
    }),
  ],
})

function deleteAcross(view: EditorView): boolean {
  const transaction = view.editable ? erased(view.state) : null
  if (transaction) view.dispatch(transaction.scrollIntoView())
  return transaction !== null
}

/**
 * Deletes a selection that runs over the border of a section or of its title: every selected character goes, every
 * section that keeps some stays apart. Null when the selection crosses no border.
 */
export function erased({ doc, selection, tr, schema }: EditorState): Transaction | null {
  if (!(selection instanceof TextSelection || selection instanceof AllSelection)) return null
  const { from, to, $from, $to } = selection
  if (!crossesBorder($from, $to)) return null
  const sections = touched(doc, from, to)
  const keepsOne = sections.length < doc.childCount || sections.some(({ isCovered }) => !isCovered)
  // From the end, so that what comes before keeps its place.
  for (const [index, { node, start, isCovered }] of [...sections.entries()].reverse()) {
    if (isCovered && (keepsOne || index > 0)) {
      tr.delete(start, start + node.nodeSize)
      continue
    }
    const text = start + 1 + (node.firstChild?.nodeSize ?? 0)
    const end = start + node.nodeSize - 1
    if (to > text) {
      const [first, last] = [Math.max(from, text), Math.min(to, end)]
      if (first <= firstCaret(doc, text) && last >= end - 1) {
        const paragraph = schema.nodes.paragraph?.create()
        if (paragraph) tr.replaceWith(text, end, paragraph)
      } else if (first < last) {
        tr.deleteRange(first, last)
      }
    }
    if (from < text - 1) tr.delete(Math.max(from, start + 2), Math.min(to, text - 1))
  }
  const caret = Math.min(tr.mapping.map(from, -1), tr.doc.content.size)
  return tr.setSelection(Selection.near(tr.doc.resolve(caret)))
}

function crossesBorder($from: ResolvedPos, $to: ResolvedPos): boolean {
  if ($from.depth < 2 || $to.depth < 2) return true
  if ($from.index(0) !== $to.index(0)) return true
  return $from.index(1) !== $to.index(1) && $from.index(1) === 0
}

interface TouchedSection {
  readonly node: Node
  readonly start: number
  /** Whether the whole text of the section is selected, its title included. */
  readonly isCovered: boolean
}

function touched(doc: Node, from: number, to: number): TouchedSection[] {
  const sections: TouchedSection[] = []
  doc.forEach((node, start) => {
    const end = start + node.nodeSize
    if (end <= from || start >= to) return
    sections.push({ node, start, isCovered: from <= start + 2 && to >= lastCaret(doc, end) })
  })
  return sections
}

function firstCaret(doc: Node, position: number): number {
  return Selection.near(doc.resolve(position), 1).from
}

function lastCaret(doc: Node, position: number): number {
  return Selection.near(doc.resolve(position), -1).to
}
