import { Fragment, type Mark, type Node, type NodeType, Slice } from '@tiptap/pm/model'
import { ReplaceAroundStep, ReplaceStep, replaceStep, type Step, Transform } from '@tiptap/pm/transform'
import { breakAt, isLine } from './lines.ts'
import type { Proposal } from './proposal.ts'
import { settleSuggestions } from './settle-suggestions.ts'
import { settledSlice } from './settled-slices.ts'
import { attributeOf, idsOn, isInOwn, isSuggestion, isWhole, markType } from './suggested-nodes.ts'

/**
 * Suggests that a slice comes in at a position; gives the position behind it, or null where it does not fit or cannot be
 * told from what is there. It comes without the suggestions that it has on it.
 */
export function suggestInsertion(
  tr: Transform,
  position: number,
  slice: Slice,
  proposal: Proposal,
): number | null {
  const settled = settledSlice(slice)
  const { parent } = tr.doc.resolve(position)
  const id = isInOwn(tr.doc, position, proposal.suggester) ? null : proposal.idFor(tr.doc, position, position)
  const inline = parent.inlineContent ? inlineOf(settled) : null
  if (inline) return insertInline(tr, position, fitting(inline, parent.type), id)
  if (!parent.inlineContent) return insert(tr, position, settled, id)
  // A title, a wording and a footnote are one stretch of text.
  if (!isLine(parent)) return null
  return insert(tr, position, closedInline(settled), id) ?? insert(tr, position, asParagraphs(settled), id)
}

/** Puts a stretch of a line in; without looking at the whole text, since this is what typing does. */
function insertInline(tr: Transform, position: number, content: Fragment, id: string | null): number | null {
  const step = new ReplaceStep(position, position, new Slice(content, 0, 0))
  if (content.size === 0 || tr.maybeStep(step).failed !== null) return null
  const end = position + content.size
  if (id !== null) markInserted(tr, position, end, id)
  return end
}

/** Puts a slice in and marks it; nothing is done where that cannot be, or where taking it out would not give the same text back. */
function insert(tr: Transform, position: number, slice: Slice, id: string | null): number | null {
  const step = insertionStep(tr.doc, position, slice)
  if (!step) return null
  const { from, to } = { from: position, to: step.getMap().map(position, 1) }
  if (id !== null) {
    const trial = new Transform(tr.doc).step(step)
    if (!markInserted(trial, from, to, trialId)) return null
    if (settleSuggestions(trial, new Set([trialId]), 'rejected').length > 0) return null
    if (!trial.doc.eq(tr.doc)) return null
  }
  tr.step(step)
  if (id !== null) markInserted(tr, from, to, id)
  return to
}

/** The id of a suggestion that is only tried. */
const trialId = 'trial'

function insertionStep(doc: Node, position: number, slice: Slice): Step | null {
  const exact = new ReplaceStep(position, position, slice)
  if (gives(exact, doc)) return exact
  const fitted = replaceStep(doc, position, position, slice)
  return fitted && isInsertion(fitted) && gives(fitted, doc) ? fitted : null
}

/** Whether a step can be applied, and what it gives has no torn node in it. */
function gives(step: Step, doc: Node): boolean {
  const result = step.apply(doc).doc
  if (!result) return false
  try {
    result.check()
    return true
  } catch {
    return false
  }
}

/** Whether a step takes nothing away; it may put what stood behind into what it brings. */
function isInsertion(step: Step): boolean {
  if (step instanceof ReplaceAroundStep) return step.from === step.gapFrom
  return step instanceof ReplaceStep && step.from === step.to
}

/** A slice that is not cut through the middle of what stands in a line. */
function closedInline({ content, openStart, openEnd }: Slice): Slice {
  const blocks = (depth: number, side: 'firstChild' | 'lastChild') => {
    let open = 0
    for (let node = content[side]; node?.isBlock && open < depth; node = node[side]) open += 1
    return open
  }
  return new Slice(content, blocks(openStart, 'firstChild'), blocks(openEnd, 'lastChild'))
}

/** The lines of a slice, whatever was around them. */
function asParagraphs({ content }: Slice): Slice {
  const lines: Node[] = []
  content.descendants((node) => {
    const paragraph = node.type.schema.nodes.paragraph
    if (node.isTextblock && paragraph) lines.push(paragraph.create(null, node.content))
    return !node.isTextblock
  })
  return new Slice(Fragment.from(lines), 1, 1)
}

/** Marks everything in a range as inserted; false where the range holds what cannot be marked. */
function markInserted(tr: Transform, from: number, to: number, id: string): boolean {
  const insertion = markType(tr.doc, 'insertion').create({ id })
  const texts: [from: number, to: number][] = []
  const places = new Set<number>()
  let isMarkable = true
  tr.doc.nodesBetween(from, to, (node, start) => {
    const isCovered = start >= from && start + node.nodeSize <= to
    if (node.isText) texts.push([Math.max(from, start), Math.min(to, start + node.nodeSize)])
    else if (isWhole(node) && isCovered) {
      places.add(start)
      return false
    } else if (isLine(node) && start >= from) {
      const at = breakAt(tr.doc, start)
      places.add(at >= from ? at : start)
      // There is no break before it that could be taken out again.
      if (at < from) isMarkable = false
    } else if (
      start >= from &&
      (unmarkable.has(node.type.name) || (node.childCount === 0 && !node.isInline))
    ) {
      isMarkable = false
    }
    return isMarkable
  })
  if (!isMarkable) return false
  for (const [first, last] of texts) tr.addMark(first, last, insertion)
  for (const at of places) {
    const node = tr.doc.nodeAt(at)
    if (node && idsOn(node, 'insertion').length === 0) tr.setNodeAttribute(at, attributeOf('insertion'), id)
  }
  return true
}

/** Nodes that come and go only with the whole of something around them. */
const unmarkable: ReadonlySet<string> = new Set([
  'section',
  'sectionTitle',
  'tableCell',
  'tableHeader',
  'alternative',
])

/** The content of a slice that is no more than a stretch of one line, whatever it closes and opens around it. */
function inlineOf({ content, openStart, openEnd }: Slice): Fragment | null {
  let stretch = withoutOpened(content, openEnd)
  for (let depth = 0; stretch.childCount === 1 && stretch.firstChild?.isBlock; depth += 1) {
    const { firstChild } = stretch
    if (depth >= openStart && (isWhole(firstChild) || firstChild.type.name === 'heading')) return null
    stretch = firstChild.content
  }
  return stretch.firstChild?.isInline ? stretch : null
}

/** Without what a slice only opens for that which stands behind it. */
function withoutOpened(content: Fragment, depth: number): Fragment {
  const { lastChild } = content
  if (depth === 0 || !lastChild) return content
  const inside = withoutOpened(lastChild.content, depth - 1)
  if (inside.size > 0) return content
  return content.cut(0, content.size - lastChild.nodeSize)
}

/** What a node can hold of a stretch: a title and a footnote hold text, a title none that is formatted. */
function fitting(content: Fragment, type: NodeType): Fragment {
  const fits: Node[] = []
  const allowed = (marks: readonly Mark[]) => type.allowedMarks(marks.filter((mark) => !isSuggestion(mark)))
  content.forEach((node) => {
    if (type.contentMatch.matchType(node.type)) fits.push(node.mark(allowed(node.marks)))
    else if (node.textContent !== '') fits.push(...textsOf(node, allowed))
  })
  return Fragment.from(fits)
}

function textsOf(node: Node, allowed: (marks: readonly Mark[]) => readonly Mark[]): readonly Node[] {
  const texts: Node[] = []
  node.descendants((child) => {
    if (child.isText) texts.push(child.mark(allowed(child.marks)))
  })
  return texts
}
