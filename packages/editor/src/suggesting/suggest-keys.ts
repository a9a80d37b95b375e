import type { Slice } from '@tiptap/pm/model'
import {
  AllSelection,
  type EditorState,
  Selection,
  type SelectionRange,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { placeBehind } from './followed-positions.ts'
import { isLine, lineAfter, lineBefore } from './lines.ts'
import { Proposal } from './proposal.ts'
import { suggestBreak } from './suggest-break.ts'
import { suggestDeletion } from './suggest-deletion.ts'
import { suggestInsertion } from './suggest-insertion.ts'
import { idsOn, isInOwn, type Suggester } from './suggested-nodes.ts'

/**
 * Suggests that what is selected goes, in however many lines, cells and sections it is; null where nothing is. The caret
 * then stands before it, or, where something is to come in its place, behind it in its first line.
 */
export function suggestSelectionGone(
  { tr, selection }: EditorState,
  proposal: Proposal,
  { isReplaced }: { readonly isReplaced: boolean },
): Transaction | null {
  if (selection.empty) return null
  const isAll = selection instanceof AllSelection
  // From the end, so that the ranges before keep their places.
  for (const { $from, $to } of [...selection.ranges].reverse()) {
    suggestDeletion(tr, isAll ? 0 : $from.pos, isAll ? tr.doc.content.size : $to.pos, proposal)
  }
  const { from, to } = selection.ranges[0] ? rangeOf(selection.ranges[0]) : selection
  const place = isReplaced
    ? placeBehind(tr.doc, tr.mapping.map(from, -1), tr.mapping.map(to, 1))
    : tr.mapping.map(from, -1)
  return tr.setSelection(Selection.near(tr.doc.resolve(place), isAll ? 1 : -1)).scrollIntoView()
}

function rangeOf({ $from, $to }: SelectionRange): { readonly from: number; readonly to: number } {
  return { from: $from.pos, to: $to.pos }
}

/** Suggests a slice in the place of what is selected; null where it fits in nowhere. */
export function suggestReplacement(
  state: EditorState,
  slice: Slice,
  suggester: Suggester,
): Transaction | null {
  const proposal = new Proposal(suggester)
  const tr = suggestSelectionGone(state, proposal, { isReplaced: true }) ?? state.tr
  const end = suggestInsertion(tr, tr.selection.from, slice, proposal)
  if (end === null) return null
  return tr.setSelection(Selection.near(tr.doc.resolve(end), -1)).scrollIntoView()
}

/** Suggests that the break before or behind the caret's line goes, if the caret stands at it; null where it does not. */
export function suggestBreakGone(
  { doc, tr, selection }: EditorState,
  side: 'before' | 'behind',
  suggester: Suggester,
): Transaction | null {
  const { $from, empty } = selection
  const { parent } = $from
  if (!empty || !isLine(parent)) return null
  const isAtEdge = side === 'before' ? $from.parentOffset === 0 : $from.parentOffset === parent.content.size
  if (!isAtEdge) return null
  const here = { node: parent, at: $from.before() }
  const line = side === 'before' ? here : lineAfter(doc, here)
  const before = line && lineBefore(doc, line.at)
  if (!line || !before) return null
  const end = before.at + before.node.nodeSize - 1
  suggestDeletion(tr, end, line.at + 1, new Proposal(suggester))
  const place = side === 'before' ? end : tr.mapping.map(line.at + 1)
  return tr
    .setSelection(TextSelection.near(tr.doc.resolve(place), side === 'before' ? -1 : 1))
    .scrollIntoView()
}

/**
 * Suggests a break at the caret, in the place of what is selected. In an item of one's own that is still empty, the last of
 * its list, it ends the list. Null where there is no line to break.
 */
export function suggestNewLine(state: EditorState, suggester: Suggester): Transaction | null {
  const { selection } = state
  if (!(selection instanceof TextSelection) || !isLine(selection.$from.parent)) return null
  if (selection.empty && isInOwn(state.doc, selection.from, suggester)) return null
  const end = selection.empty ? endOfList(state, suggester) : null
  if (end) return end
  const proposal = new Proposal(suggester)
  const tr = suggestSelectionGone(state, proposal, { isReplaced: true }) ?? state.tr
  const place = suggestBreak(tr, tr.selection.from, proposal)
  return place === null ? null : tr.setSelection(TextSelection.create(tr.doc, place)).scrollIntoView()
}

/** Puts a suggested paragraph behind the list in the place of an own empty item at its end. */
function endOfList({ tr, selection, schema }: EditorState, { isOwn }: Suggester): Transaction | null {
  const { $from } = selection
  const { paragraph } = schema.nodes
  if (!paragraph || $from.depth < 3 || $from.parent.content.size > 0) return null
  const [item, list] = [$from.node(-1), $from.node(-2)]
  if (item.type.name !== 'listItem' || item.childCount > 1) return null
  const [own] = idsOn(item, 'insertion').filter(isOwn)
  if (own === undefined || $from.indexAfter(-2) < list.childCount || list.childCount < 2) return null
  tr.delete($from.before(-1), $from.after(-1))
  const behind = tr.mapping.map($from.after(-2))
  tr.insert(behind, paragraph.create({ suggestedInsertion: own }))
  return tr.setSelection(TextSelection.create(tr.doc, behind + 1)).scrollIntoView()
}
