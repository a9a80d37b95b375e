import { Extension } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import {
  type EditorState,
  NodeSelection,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isAtHolder, isInlineHolder, nextCaret, settled } from './inline-edges.ts'

type Unit = 'character' | 'word'

/**
 * Keys in and beside what stands in a line with text of its own. A browser takes the edge of such a node for one place;
 * here it is two, and what is written or deleted at one of them never ends up in the other:
 * arrows go in and out, a deletion stops at the edge, Enter breaks the line inside a wording, and a selection over an edge
 * takes whole brackets.
 */
export const InlineEdges = Extension.create({
  name: 'inlineEdges',
  priority: 1090,
  addKeyboardShortcuts() {
    const run = (work: (state: EditorState) => Transaction | null) => () => dispatched(this.editor.view, work)
    const back = (unit: Unit) => run((state) => deletion(state, -1, unit))
    const forth = (unit: Unit) => run((state) => deletion(state, 1, unit))
    const enter = run(lineBreak)
    return {
      ArrowRight: run((state) => step(state, 1)),
      ArrowLeft: run((state) => step(state, -1)),
      Backspace: back('character'),
      'Shift-Backspace': back('character'),
      'Mod-Backspace': back('word'),
      'Alt-Backspace': back('word'),
      Delete: forth('character'),
      'Mod-Delete': forth('word'),
      'Alt-Delete': forth('word'),
      Enter: enter,
      'Shift-Enter': enter,
      'Mod-Enter': enter,
    }
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('inlineEdges'),
      appendTransaction(transactions, before, after) {
        if (transactions.some((transaction) => transaction.getMeta('composition') !== undefined)) return null
        const headBefore = transactions.reduce(
          (place, { mapping }) => mapping.map(place),
          before.selection.head,
        )
        const selection = settled(after.selection, headBefore)
        return selection && after.tr.setSelection(selection)
      },
      props: {
        handleDOMEvents: {
          beforeinput(view, event) {
            const work = view.editable && !view.composing ? workOf(event) : null
            if (!work || !dispatched(view, (state) => work(state, view))) return false
            event.preventDefault()
            return true
          },
        },
      },
    }),
  ],
})

function dispatched(view: EditorView, work: (state: EditorState) => Transaction | null): boolean {
  const transaction = view.editable ? work(view.state) : null
  if (transaction) view.dispatch(transaction.scrollIntoView())
  return transaction !== null
}

/** What an input of the browser asks for, where it has to be done here; keyboards on glass send no keys. */
function workOf(event: InputEvent): ((state: EditorState, view: EditorView) => Transaction | null) | null {
  const { data } = event
  switch (event.inputType) {
    case 'insertText':
      return data === null || data === '' ? null : (state, view) => typing(state, view, data)
    case 'deleteContentBackward':
      return (state) => deletion(state, -1, 'character')
    case 'deleteContentForward':
      return (state) => deletion(state, 1, 'character')
    case 'deleteWordBackward':
      return (state) => deletion(state, -1, 'word')
    case 'deleteWordForward':
      return (state) => deletion(state, 1, 'word')
    case 'insertParagraph':
    case 'insertLineBreak':
      return lineBreak
    default:
      return null
  }
}

/** Over an edge there is one step of an arrow; null where the browser knows where to go. */
export function step({ selection, tr, doc }: EditorState, direction: 1 | -1): Transaction | null {
  if (!(selection instanceof TextSelection) || !selection.empty) return null
  const at = nextCaret(selection.$head, direction)
  return at === null ? null : tr.setSelection(TextSelection.create(doc, at))
}

/** Text goes to where the selection is, which the browser cannot tell at an edge; null where it can. */
function typing(state: EditorState, view: EditorView, text: string): Transaction | null {
  const { selection, tr } = state
  const { $from, $to, from, to } = selection
  if (!(selection instanceof TextSelection) || !(isAtHolder($from) || isAtHolder($to))) return null
  const deflt = () => tr.insertText(text, from, to)
  // What completes and corrects while one types hears of it as of any other.
  const isHandled = view.someProp('handleTextInput', (handle) => handle(view, from, to, text, deflt))
  return isHandled ? view.state.tr : deflt()
}

/** What Backspace and Delete take in and beside a holder: never over its edge; a whole one is selected first. */
export function deletion(state: EditorState, direction: 1 | -1, unit: Unit): Transaction | null {
  const { selection, tr, doc } = state
  if (!(selection instanceof TextSelection)) return null
  const { $head, empty } = selection
  const isInside = isInlineHolder($head.parent)
  if (!empty) return isInside && selection.$from.sameParent(selection.$to) ? tr.deleteSelection() : null
  const beside = direction > 0 ? $head.nodeAfter : $head.nodeBefore
  if (beside === null) return isInside ? tr : null
  if (isInlineHolder(beside)) {
    const at = direction > 0 ? $head.pos : $head.pos - beside.nodeSize
    return tr.setSelection(NodeSelection.create(doc, at))
  }
  if (!isInside && !hasHolder($head)) return null
  const size = beside.text === undefined ? beside.nodeSize : extent(runOf($head, direction), direction, unit)
  return direction > 0 ? tr.delete($head.pos, $head.pos + size) : tr.delete($head.pos - size, $head.pos)
}

/** The text between a position and the nearest node that is none. */
function runOf($position: ResolvedPos, direction: 1 | -1): string {
  const { parent, parentOffset } = $position
  let [before, after] = ['', '']
  let isOver = false
  parent.forEach((node, offset) => {
    const end = offset + node.nodeSize
    if (end <= parentOffset) before = node.text === undefined ? '' : before + node.text
    else if (offset >= parentOffset) {
      isOver ||= node.text === undefined
      if (!isOver) after += node.text
    } else if (node.text !== undefined) {
      before += node.text.slice(0, parentOffset - offset)
      after += node.text.slice(parentOffset - offset)
    }
  })
  return direction > 0 ? after : before
}

/** How many characters at its edge make one that a reader sees, or a word with the blanks before it. */
function extent(run: string, direction: 1 | -1, unit: Unit): number {
  if (unit === 'word') {
    const word = direction > 0 ? /^\s*(?:[\p{L}\p{M}\p{N}]+|\S)?/u : /(?:[\p{L}\p{M}\p{N}]+|\S)?\s*$/u
    return word.exec(run)?.[0].length ?? run.length
  }
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(run)]
  return characters.at(direction > 0 ? 0 : -1)?.segment.length ?? 1
}

function hasHolder({ parent }: ResolvedPos): boolean {
  let has = false
  parent.forEach((node) => {
    has ||= isInlineHolder(node)
  })
  return has
}

/** Enter in a wording breaks its line: it is one line of a text, and so are those beside it. */
export function lineBreak({ selection, tr, schema }: EditorState): Transaction | null {
  const { $from, $to } = selection
  if (!isInlineHolder($from.parent) || !$from.sameParent($to)) return null
  const { hardBreak } = schema.nodes
  if (!hardBreak || $from.parent.type.contentMatch.matchType(hardBreak) === null) return tr
  return tr.replaceSelectionWith(hardBreak.create(), false)
}
