import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import {
  AddMarkStep,
  AttrStep,
  Mapping,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from '@tiptap/pm/transform'
import { isFormattingName, supporterCountries } from '../doc-json.ts'
import { withoutBorrowed } from './borrowed-suggestions.ts'
import { FollowedPositions } from './followed-positions.ts'
import { isLine, lineBefore } from './lines.ts'
import { Proposal } from './proposal.ts'
import { acceptedSlice } from './settled-slices.ts'
import { suggestDeletion } from './suggest-deletion.ts'
import { suggestFormatting } from './suggest-formatting.ts'
import { suggestInsertion } from './suggest-insertion.ts'
import { hasOthersBetween, idsOn, isInOwn, isWhole, ownAround, type Suggester } from './suggested-nodes.ts'

/**
 * What cannot be suggested, only done: kinds of lines and lists, whole sections, columns and cells of tables, links and
 * languages, brackets and their wordings.
 */
export type Unsuggestable = 'brackets' | 'blocks' | 'sections' | 'tables' | 'marks'

export type SuggestedTransaction =
  | { readonly ok: true; readonly transaction: Transaction }
  | { readonly ok: false; readonly what: Unsuggestable }

/**
 * The transaction that suggests what another one does. Accepting what it suggests gives what the other would have given,
 * rejecting it the text as it was. Refused is whatever cannot be suggested so; nothing of it is done then.
 */
export function suggestTransaction(
  state: EditorState,
  transaction: Transaction,
  suggester: Suggester,
): SuggestedTransaction {
  if (isWithinOwn(transaction, suggester)) return { ok: true, transaction: withoutBorrowed(transaction) }
  const isMoved = transaction.getMeta('uiEvent') === 'drop'
  const suggesting: Suggesting = {
    tr: state.tr,
    comingIn: isMoved ? acceptedSlice : (slice) => slice,
    positions: new FollowedPositions(),
    proposal: new Proposal(suggester),
    inserted: null,
  }
  for (const [index, step] of transaction.steps.entries()) {
    const doc = transaction.docs[index]
    if (!doc) throw new Error('A step without a document')
    const what = suggestStep(suggesting, step, doc)
    if (what) return { ok: false, what }
  }
  return { ok: true, transaction: takeOver(suggesting, transaction, state) }
}

interface Suggesting {
  readonly tr: Transaction
  readonly positions: FollowedPositions
  readonly proposal: Proposal
  /** How what comes in is read: what was dragged here and is to go where it was does not come. */
  readonly comingIn: (slice: Slice) => Slice
  /** Where what came in last ends: in the text that is changed, and in the one in which that is suggested. */
  inserted: { readonly changed: number; readonly suggested: number } | null
}

/** Whether everything happens inside nodes that are only this person's suggestion, and to nothing of others. */
function isWithinOwn({ steps, docs }: Transaction, suggester: Suggester): boolean {
  return steps.every((step, index) => {
    const doc = docs[index]
    if (!doc) return false
    if (step instanceof AttrStep) return isInOwn(doc, step.pos, suggester)
    const [from, to] = rangeOf(step) ?? []
    if (from === undefined || to === undefined) return false
    const around = ownAround(doc, from, suggester)
    return around !== null && to < around && !hasOthersBetween(doc, from, to, suggester)
  })
}

function rangeOf(step: Step): readonly [number, number] | null {
  const hasRange =
    step instanceof ReplaceStep ||
    step instanceof ReplaceAroundStep ||
    step instanceof AddMarkStep ||
    step instanceof RemoveMarkStep
  return hasRange ? [step.from, step.to] : null
}

/** Suggests what a step does to a document; names what of it cannot be suggested. */
function suggestStep(suggesting: Suggesting, step: Step, doc: Node): Unsuggestable | null {
  const { tr, positions, proposal } = suggesting
  if (step instanceof ReplaceStep) return suggestReplacement(suggesting, step, doc)
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) {
    const [from, to] = [positions.map(step.from, 1), positions.map(step.to, -1)]
    const { name } = step.mark.type
    const isAdded = step instanceof AddMarkStep
    if (isFormattingName(name)) suggestFormatting(tr, from, to, { name, isAdded }, proposal)
    else if (!isOwnText(tr.doc, from, to, proposal.suggester)) return 'marks'
    else if (isAdded) tr.addMark(from, to, step.mark)
    else tr.removeMark(from, to, step.mark)
    return null
  }
  if (step instanceof AttrStep && isSupport(doc, step)) {
    tr.setNodeAttribute(positions.map(step.pos, 1), step.attr, step.value)
    return null
  }
  if (step instanceof ReplaceAroundStep && isReplacement(doc, step)) {
    const { from, gapFrom, gapTo, to, insert } = step
    const inserted = new Slice(textOf(step.slice), 0, 0)
    const what = suggestReplacement(suggesting, { from, to: gapFrom, slice: inserted }, doc)
    const nothing = new Mapping()
    const end = from + inserted.size + gapTo - gapFrom
    positions.inserted(from, insert - inserted.size, nothing, null)
    positions.removed(end, end + to - gapTo, nothing)
    positions.inserted(end, step.slice.size - insert, nothing, null)
    return what
  }
  return step instanceof ReplaceAroundStep ? kindOf(step.slice) : 'blocks'
}

/**
 * Whether a step puts the rest of a later line behind what comes in in an earlier one: how a range is replaced that begins and
 * ends at different depths.
 */
function isReplacement(doc: Node, { from, gapFrom, gapTo }: ReplaceAroundStep): boolean {
  const [$from, $gap] = [doc.resolve(from), doc.resolve(gapFrom)]
  return $from.parent.inlineContent && $gap.parent.inlineContent && $gap.end() === gapTo
}

/** What stands in the lines of a slice. */
function textOf({ content }: Slice): Fragment {
  const inline: Node[] = []
  content.descendants((node) => {
    if (node.isInline) inline.push(node)
    return !node.isInline
  })
  return Fragment.from(inline)
}

function suggestReplacement(
  suggesting: Suggesting,
  { from, to, slice }: Pick<ReplaceStep, 'from' | 'to' | 'slice'>,
  doc: Node,
): Unsuggestable | null {
  const { tr, positions, proposal } = suggesting
  if (from < to) {
    const what = removedKind(doc, from, to)
    if (what) return what
    const done = tr.steps.length
    suggestDeletion(tr, positions.map(from, 1), positions.map(to, -1), proposal)
    positions.removed(from, to, tr.mapping.slice(done))
  }
  // What only closes and opens what is around a range is no more than its removal.
  if (slice.size > 0 && (from === to || hasLeaves(slice))) {
    const done = tr.steps.length
    const before = tr.doc.content.size
    const end = suggestInsertion(tr, positions.place(tr.doc, from), suggesting.comingIn(slice), proposal)
    if (end === null) return kindOf(slice)
    const isSame = tr.doc.content.size - before === slice.size
    positions.inserted(from, slice.size, tr.mapping.slice(done), isSame ? 0 : null)
    suggesting.inserted = { changed: from + slice.size, suggested: end }
  } else {
    positions.inserted(from, slice.size, new Mapping(), null)
    suggesting.inserted = null
  }
  return null
}

function hasLeaves({ content }: Slice): boolean {
  let has = false
  content.descendants((node) => {
    has ||= node.isLeaf && !node.isBlock
    return !has
  })
  return has
}

/** Whoever supports a wording says so; it changes no word of the text. */
function isSupport(doc: Node, { pos, attr }: AttrStep): boolean {
  const isWording = doc.nodeAt(pos)?.type.name === 'alternative'
  return isWording && supporterCountries.some((country) => country === attr)
}

/** Whether all text of a range is only this person's suggestion. */
function isOwnText(doc: Node, from: number, to: number, { isOwn }: Suggester): boolean {
  let isAll = true
  doc.nodesBetween(from, to, (node) => {
    if (node.isText && !idsOn(node, 'insertion').some(isOwn)) isAll = false
    return isAll
  })
  return isAll
}

/** What goes with a range, where that is no text, line, row or node that could be suggested to go. */
function removedKind(doc: Node, from: number, to: number): Unsuggestable | null {
  switch (doc.resolve(from).parent.type.name) {
    case 'doc':
      return 'sections'
    case 'tableRow':
      return 'tables'
    case 'bracket':
      return 'blocks'
  }
  let isSuggestable = false
  doc.nodesBetween(from, to, (node, start) => {
    isSuggestable ||=
      node.isText || (start >= from && (isWhole(node) || (isLine(node) && lineBefore(doc, start) !== null)))
    return !isSuggestable
  })
  return isSuggestable ? null : 'blocks'
}

function kindOf({ content }: Slice): Unsuggestable {
  let kind: Unsuggestable = 'blocks'
  content.descendants(({ type: { name } }) => {
    if (name === 'section' || name === 'sectionTitle') kind = 'sections'
    else if (name.startsWith('table') && kind === 'blocks') kind = 'tables'
    return name.startsWith('table') || kind === 'blocks'
  })
  return kind
}

const takenOver = ['composition', 'uiEvent', 'paste', 'addToHistory', 'pointer', 'preventUpdate'] as const

/** Gives the suggesting transaction the caret, the marks to write in and the notes of the other one. */
function takeOver(
  { tr, positions, inserted }: Suggesting,
  transaction: Transaction,
  { selection: before }: EditorState,
): Transaction {
  const [step] = transaction.steps
  const isForward =
    before.empty && step instanceof ReplaceStep && step.from === before.from && step.slice.size === 0
  const place = (position: number, side: -1 | 1) =>
    tr.doc.resolve(inserted?.changed === position ? inserted.suggested : positions.map(position, side))
  const { selection } = transaction
  if (selection.empty) {
    tr.setSelection(Selection.near(place(selection.head, isForward ? 1 : -1), isForward ? 1 : -1))
  } else if (selection instanceof NodeSelection) {
    const $at = place(selection.from, 1)
    const isThere = $at.nodeAfter && NodeSelection.isSelectable($at.nodeAfter)
    tr.setSelection(isThere ? new NodeSelection($at) : Selection.near($at))
  } else {
    const isBackward = selection.head < selection.anchor
    const [anchor, head] = isBackward ? ([-1, 1] as const) : ([1, -1] as const)
    tr.setSelection(TextSelection.between(place(selection.anchor, anchor), place(selection.head, head)))
  }
  for (const name of takenOver) {
    const note: unknown = transaction.getMeta(name)
    if (note !== undefined) tr.setMeta(name, note)
  }
  if (transaction.storedMarksSet) tr.setStoredMarks(transaction.storedMarks)
  if (transaction.scrolledIntoView) tr.scrollIntoView()
  return tr.setTime(transaction.time)
}
