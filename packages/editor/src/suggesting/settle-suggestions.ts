import type { Mark, Node } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import { isFormattingName } from '../doc-json.ts'
import { breakAt, isLine, joinLines } from './lines.ts'
import {
  allIdsOn,
  attributeOf,
  idOf,
  idsOn,
  isSuggestion,
  isWhole,
  markType,
  type SuggestedChange,
} from './suggested-nodes.ts'

/** What becomes of a suggestion. */
export type Verdict = 'accepted' | 'rejected'

/**
 * Accepts or rejects suggestions: an ordinary change of the text. Gives the ids of those that are still in it; one that
 * cannot be settled keeps no other from being.
 */
export function settleSuggestions(
  tr: Transform,
  ids: ReadonlySet<string>,
  verdict: Verdict,
): readonly string[] {
  if (!settled(tr, ids, verdict)) {
    // One by one, so that whatever is wrong with one stays with it.
    for (const id of ids) settled(tr, new Set([id]), verdict)
  }
  const left = suggestionIds(tr.doc)
  return [...ids].filter((id) => left.has(id))
}

/** The ids of all suggestions in a document or in a range of it. */
export function suggestionIds(doc: Node, from = 0, to = doc.content.size): ReadonlySet<string> {
  const ids = new Set<string>()
  doc.nodesBetween(from, to, (node, start) => {
    const isAround = !node.isText && start < from && !isLine(node)
    if (!isAround) for (const id of allIdsOn(node)) ids.add(id)
  })
  return ids
}

/** Settles all of them or none; whether it could. */
function settled(tr: Transform, ids: ReadonlySet<string>, verdict: Verdict): boolean {
  const attempt = new Transform(tr.doc)
  try {
    settleText(attempt, ids, verdict)
    settleNodes(attempt, ids, verdict)
    settleBreaks(attempt, ids, verdict)
    attempt.doc.check()
  } catch {
    return false
  }
  for (const step of attempt.steps) tr.step(step)
  return true
}

/** The change that comes to nothing by a verdict: what was to be inserted is not, or what was to be deleted is. */
function goingBy(verdict: Verdict): SuggestedChange {
  return verdict === 'accepted' ? 'deletion' : 'insertion'
}

function settleText(tr: Transform, ids: ReadonlySet<string>, verdict: Verdict): void {
  const gone: Range[] = []
  const kept: { readonly from: number; readonly to: number; readonly mark: Mark }[] = []
  tr.doc.descendants((node, from) => {
    if (!node.isText) return
    const to = from + node.nodeSize
    if (idsOn(node, goingBy(verdict)).some((id) => ids.has(id))) {
      const last = gone.at(-1)
      // A bracket between them would be a place more.
      if (last?.to === from) gone.splice(-1, 1, { from: last.from, to })
      else gone.push({ from, to })
      return
    }
    for (const mark of node.marks)
      if (isSuggestion(mark) && ids.has(idOf(mark))) kept.push({ from, to, mark })
  })
  for (const { from, to, mark } of kept) {
    tr.removeMark(from, to, mark)
    if (mark.type.name !== 'formatting' || verdict === 'rejected') continue
    const { add, remove } = mark.attrs
    if (isFormattingName(remove)) tr.removeMark(from, to, markType(tr.doc, remove))
    if (isFormattingName(add)) tr.addMark(from, to, markType(tr.doc, add).create())
  }
  const begun = tr.mapping.maps.length
  for (const { from, to } of inRounds(tr.doc, gone)) {
    const now = tr.mapping.slice(begun)
    tr.delete(now.map(from), now.map(to))
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

/** The first of each line, then the second of each, and so on: what of a line goes at once is one passage (`partsOf`). */
function inRounds(doc: Node, ranges: readonly Range[]): readonly Range[] {
  const seen = new Map<number, number>()
  const numbered = ranges.map((range) => {
    const line = doc.resolve(range.from).start()
    const round = seen.get(line) ?? 0
    seen.set(line, round + 1)
    return { range, round }
  })
  return numbered.sort((one, other) => one.round - other.round).map(({ range }) => range)
}

function settleNodes(tr: Transform, ids: ReadonlySet<string>, verdict: Verdict): void {
  const gone: number[] = []
  tr.doc.descendants((node, at) => {
    if (!isWhole(node)) return true
    if (idsOn(node, goingBy(verdict)).some((id) => ids.has(id))) {
      gone.push(at)
      return false
    }
    return true
  })
  for (const at of gone.reverse()) {
    const $at = tr.doc.resolve(at)
    const isLastRow = $at.parent.type.name === 'table' && $at.parent.childCount === 1
    const [from, node] = isLastRow ? [$at.before(), $at.parent] : [at, $at.nodeAfter]
    if (node) tr.delete(from, from + node.nodeSize)
  }
  const kept: { readonly at: number; readonly change: SuggestedChange }[] = []
  tr.doc.descendants((node, at) => {
    if (node.isText || !isWhole(node)) return
    for (const change of ['insertion', 'deletion'] as const) {
      if (idsOn(node, change).some((id) => ids.has(id))) kept.push({ at, change })
    }
  })
  for (const { at, change } of kept) tr.setNodeAttribute(at, attributeOf(change), null)
}

function settleBreaks(tr: Transform, ids: ReadonlySet<string>, verdict: Verdict): void {
  const lines: number[] = []
  tr.doc.descendants((node, at) => {
    if (isLine(node)) lines.push(at)
    return !node.isTextblock
  })
  // From the end: joining a line moves none before it.
  for (const at of lines.reverse()) {
    let isGoing = false
    for (const place of new Set([breakAt(tr.doc, at), at])) {
      const node = tr.doc.nodeAt(place)
      if (!node) continue
      for (const change of ['insertion', 'deletion'] as const) {
        if (!idsOn(node, change).some((id) => ids.has(id))) continue
        isGoing ||= change === goingBy(verdict)
        tr.setNodeAttribute(place, attributeOf(change), null)
      }
    }
    if (isGoing && !joinLines(tr, at, { keepsFilled: verdict === 'accepted' })) removeEmpty(tr, at)
  }
}

/** An empty line whose break goes, and that has no line before it to go to, goes where others stay. */
function removeEmpty(tr: Transform, at: number): void {
  const $at = tr.doc.resolve(at)
  const { parent, nodeAfter } = $at
  const others = parent.childCount - (parent.type.name === 'section' ? 2 : 1)
  if (nodeAfter?.content.size === 0 && others > 0 && parent.type.name !== 'listItem') {
    tr.delete(at, at + nodeAfter.nodeSize)
  }
}
