import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Selection, TextSelection } from '@tiptap/pm/state'
import type { PlacedNode } from './bracket-places.ts'
import { CopySerializer } from './copied-html.ts'
import { copiedText } from './copied-text.ts'
import { footnoteAround, footnoteAt, footnotesIn } from './footnote-places.ts'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    footnotes: {
      /** Puts an empty footnote behind what is selected, or at the caret, and goes into it to write. */
      insertFootnote: () => ReturnType
      /** Takes the footnote at the caret out, with its words. */
      removeFootnote: () => ReturnType
      /** From a footnote back into the text behind its mark; from beside a mark to the end of its note. */
      crossFootnoteMark: () => ReturnType
      /** To the end of the next footnote of the text, or of the one before. */
      goToFootnote: (direction: 1 | -1) => ReturnType
    }
  }
}

/** Commands on footnotes, and what is copied for other programs: raised numbers with the notes below, brackets as they print. */
export const Footnotes = Extension.create<{ newId: () => string }>({
  name: 'footnotes',
  addOptions: () => ({ newId: () => crypto.randomUUID() }),
  addCommands() {
    const { newId } = this.options
    return {
      insertFootnote:
        () =>
        ({ state, tr, dispatch }) => {
          const at = placeForFootnote(state)
          const { footnote } = state.schema.nodes
          if (at === null || !footnote) return false
          if (!dispatch) return true
          tr.insert(at, footnote.create({ id: newId() }))
          tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView()
          return true
        },
      removeFootnote:
        () =>
        ({ state, tr, dispatch }) => {
          const note = footnoteAt(state.selection)
          if (note) dispatch?.(tr.delete(note.at, note.at + note.node.nodeSize).scrollIntoView())
          return note !== null
        },
      crossFootnoteMark:
        () =>
        ({ state, tr, dispatch }) => {
          const inside = footnoteAround(state.selection.$head)
          const note = inside ?? footnoteBeside(state.selection)
          if (!note) return false
          const end = note.at + note.node.nodeSize
          const place = TextSelection.create(tr.doc, inside ? end : end - 1)
          dispatch?.(tr.setSelection(place).scrollIntoView())
          return true
        },
      goToFootnote:
        (direction) =>
        ({ state: { doc, selection }, tr, dispatch }) => {
          const note = neighbour(doc, selection, direction)
          if (!note) return false
          const place = TextSelection.create(tr.doc, note.at + note.node.nodeSize - 1)
          dispatch?.(tr.setSelection(place).scrollIntoView())
          return true
        },
    }
  },
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('footnotes'),
        props: {
          clipboardTextSerializer: (_slice, { state }) => copiedText(state),
          clipboardSerializer: new CopySerializer(this.editor.schema),
        },
      }),
    ]
  },
})

function footnoteBeside(selection: Selection): PlacedNode | null {
  const selected = footnoteAt(selection)
  if (selected || !selection.empty) return selected
  const { nodeBefore, nodeAfter, pos } = selection.$head
  if (nodeBefore?.type.name === 'footnote') return { node: nodeBefore, at: pos - nodeBefore.nodeSize }
  return nodeAfter?.type.name === 'footnote' ? { node: nodeAfter, at: pos } : null
}

function neighbour(doc: Node, selection: Selection, direction: 1 | -1): PlacedNode | null {
  const here = footnoteAt(selection)
  const notes = footnotesIn(doc)
  return direction > 0
    ? (notes.find(({ at }) => at > (here?.at ?? selection.head - 1)) ?? null)
    : (notes.findLast(({ at }) => at < (here?.at ?? selection.head)) ?? null)
}

/** Behind what is selected, without the blanks at its end; null where no footnote can stand. */
function placeForFootnote({ selection: { $to, empty }, schema }: EditorState): number | null {
  const { footnote } = schema.nodes
  const { parent } = $to
  const isTaken =
    footnote !== undefined && parent.inlineContent && parent.type.contentMatch.matchType(footnote)
  if (!isTaken) return null
  return empty ? $to.pos : $to.pos - blanksBefore($to)
}

function blanksBefore({ nodeBefore }: ResolvedPos): number {
  const text = nodeBefore?.text ?? ''
  return text.length - text.trimEnd().length
}
