import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import {
  AddMarkStep,
  AttrStep,
  RemoveMarkStep,
  ReplaceStep,
  type Step,
  type Transform,
} from '@tiptap/pm/transform'
import type * as Y from 'yjs'
import { elementOf } from './kept-text.ts'
import { settleSuggestions, type Verdict } from './suggesting/settle-suggestions.ts'
import { asAnEdit } from './suggesting/suggesting-extension.ts'

/**
 * The places in the text before of the lines that a change writes anew: of two who make it without having heard of each
 * other both would write their words. None where it only takes away and formats, which comes to the same however often it
 * is done, if each of its parts is written by itself (ADR 60).
 */
export function linesWrittenAnew({ docs, steps, mapping }: Transform): readonly number[] {
  const [before] = docs
  if (!before || steps.every((step, index) => isRepeatable(step, docs[index] ?? before))) return []
  let [first, last] = [before.content.size, 0]
  for (const index of steps.keys()) {
    const back = mapping.slice(0, index).invert()
    mapping.maps[index]?.forEach((from, to) => {
      first = Math.min(first, back.map(from, -1))
      last = Math.max(last, back.map(to, 1))
    })
  }
  // Those between as well: what goes before and behind them may have them written anew.
  const lines: number[] = []
  before.descendants((node, at) => {
    if (node.isTextblock && at <= last && first <= at + node.nodeSize) lines.push(at)
    return !node.isTextblock
  })
  return lines
}

/**
 * Settles suggestions in an editor, as an edit, so that only what is told by `linesWrittenAnew` is. Gives the ids of those
 * that are still in it.
 */
export function settleInParts(
  ids: ReadonlySet<string>,
  verdict: Verdict,
  { state, dispatch }: { readonly state: () => EditorState; readonly dispatch: (tr: Transaction) => void },
): readonly string[] {
  const { tr } = state()
  const left = settleSuggestions(tr, ids, verdict)
  let wanted = tr.before
  for (const part of partsOf(tr)) {
    if (!state().doc.eq(wanted)) {
      // Something was put right in between, and the other steps are of a text that is not there.
      const rest = state().tr
      const leftOfRest = settleSuggestions(rest, ids, verdict)
      dispatch(asAnEdit(rest))
      return leftOfRest
    }
    const next = part.reduce((each, step) => each.step(step), state().tr)
    dispatch(asAnEdit(next))
    wanted = next.doc
  }
  return left
}

/**
 * The steps of a change in parts, each of which goes into the ydoc by itself: y-tiptap compares a line, and the blocks
 * of one container, from both ends, and would write what stands between two passages that go anew.
 */
function partsOf({ docs, steps }: Transform): readonly (readonly Step[])[] {
  let part: Step[] = []
  const parts = [part]
  /** Where the lines begin from which the present part takes something. */
  let cut: readonly number[] = []
  let wasByItself = false
  for (const [index, step] of steps.entries()) {
    const line = cutBy(step, docs[index])
    const isByItself = line === null && !isFormat(step)
    const isNext = isByItself || wasByItself || (line !== null && cut.includes(line))
    if (isNext && isValid(docs[index])) {
      part = []
      parts.push(part)
      cut = []
    }
    part.push(step)
    wasByItself = isByItself
    cut = [...cut, ...(line === null ? [] : [line])].map((start) => step.getMap().map(start, -1))
  }
  return parts.filter((each) => each.length > 0)
}

/** What lines are called on every page, by the ids of their elements: `line:<client>:<clock>`. */
export function lineKeys(fragment: Y.XmlFragment, doc: Node, lines: readonly number[]): readonly string[] {
  return lines.flatMap((at) => {
    const id = elementOf(fragment, doc.resolve(at + 1))?._item?.id
    return id ? [`line:${id.client}:${id.clock}`] : []
  })
}

function isRepeatable(step: Step, doc: Node): boolean {
  if (isFormat(step)) return true
  if (!(step instanceof ReplaceStep) || step.slice.size > 0) return false
  const [$from, $to] = [doc.resolve(step.from), doc.resolve(step.to)]
  return $from.sameParent($to) && (!$from.parent.inlineContent || isText($from, $to))
}

/** Between two steps a text may be none that the schema knows; nobody is to see it then. */
function isValid(doc: Node | undefined): boolean {
  try {
    doc?.check()
    return true
  } catch {
    return false
  }
}

function isFormat(step: Step): boolean {
  return step instanceof AddMarkStep || step instanceof RemoveMarkStep || step instanceof AttrStep
}

/** Where the line, wording or note begins from which a step takes text away, if it does nothing else. */
function cutBy(step: Step, doc: Node | undefined): number | null {
  if (!doc || !(step instanceof ReplaceStep) || step.slice.size > 0) return null
  const [$from, $to] = [doc.resolve(step.from), doc.resolve(step.to)]
  if (!$from.sameParent($to) || !$from.parent.inlineContent || !isText($from, $to)) return null
  // Where no text is left between two nodes, or before one, these move up in their line.
  const takesAll = !$from.nodeBefore?.isText && !$to.nodeAfter?.isText
  return takesAll && $from.parent.childCount > 1 ? null : $from.start()
}

function isText($from: ResolvedPos, $to: ResolvedPos): boolean {
  let isOnlyText = true
  $from.parent.nodesBetween($from.parentOffset, $to.parentOffset, (node) => {
    isOnlyText &&= node.isText
    return false
  })
  return isOnlyText
}
