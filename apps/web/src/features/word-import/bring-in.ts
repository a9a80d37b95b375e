import { asAnEdit, type DocJson } from '@samsyn/editor'
import type { WordThread } from '@samsyn/import'
import type { Editor } from '@tiptap/core'
import { Fragment, type Node } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import { type Anchor, anchorBetween } from '../comments/anchors.ts'
import { asOneStep } from '../drafting/editor/one-step.ts'
import { asPassage, type ImportPlace, isPassage, placeIn } from './import-place.ts'

/** A thread of the file at its place in the draft. */
export interface PlacedThread {
  readonly thread: WordThread
  readonly anchor: Anchor | null
}

/**
 * Brings a document into a draft, as one step for undo; gives the file's threads their places there. Null, with the draft as it
 * was, where the place is gone, the draft is closed, or the editor does not take it.
 */
export function bringIn(
  editor: Editor,
  {
    doc,
    place,
    threads,
  }: { readonly doc: DocJson; readonly place: ImportPlace; readonly threads: readonly WordThread[] },
): readonly PlacedThread[] | null {
  const { state } = editor
  const range = editor.isEditable ? placeIn(state, place) : null
  if (!range) return null
  const nodes = (isPassage(place) ? asPassage(doc) : doc.content).map((node) =>
    state.schema.nodeFromJSON(node),
  )
  const content = Fragment.fromArray(nodes)
  asOneStep(editor, () => {
    const tr = editor.state.tr.replaceWith(range.from, range.to, content)
    const caret = Selection.near(tr.doc.resolve(range.from + 1), 1)
    // What the file suggests is suggested already.
    editor.view.dispatch(asAnEdit(tr.setSelection(caret).scrollIntoView()))
  })
  if (editor.state.doc.eq(state.doc)) return null
  const lines = linesBetween(editor.state.doc, range.from, range.from + content.size)
  return threads.map((thread) => ({ thread, anchor: anchorIn(editor, lines, thread) }))
}

function anchorIn(editor: Editor, lines: readonly number[], { passage }: WordThread): Anchor | null {
  const [from, to] = [passage && lines[passage.from.line], passage && lines[passage.to.line]]
  if (!passage || from === undefined || from === null || to === undefined || to === null) return null
  return anchorBetween(editor.state, { from: from + passage.from.offset, to: to + passage.to.offset })
}

/** Where the lines that have content begin. */
function linesBetween(doc: Node, from: number, to: number): readonly number[] {
  const starts: number[] = []
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true
    if (node.content.size > 0 && position >= from) starts.push(position + 1)
    return false
  })
  return starts
}
