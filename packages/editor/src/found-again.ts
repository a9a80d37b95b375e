import type { Node } from '@tiptap/pm/model'

/** The place of a passage whose ends are at these positions now; null where its words are gone. */
export function standingPlace(
  doc: Node,
  { from, to, quote }: { readonly from: number | null; readonly to: number | null; readonly quote: string },
): Place | null {
  const isThere = from !== null && to !== null && to <= doc.content.size
  if (isThere && from < to) return { from, to, isElsewhere: false }
  // Where its line still stands the words were taken out of it: the same words in another place are others, but behind a line end that was put in.
  return isThere && lineDepth(doc, to) > 0
    ? (foundAgain(doc, to, quote) ?? foundInNextLine(doc, to, quote))
    : foundMoved(doc, quote)
}

/** Where a passage stands. */
export interface Place {
  readonly from: number
  readonly to: number
  /** Its line is gone, and these are the same words in the one place that has them now. */
  readonly isElsewhere: boolean
}

/** How deep the line is in which a position is; 0 for none. */
function lineDepth(doc: Node, position: number): number {
  const $position = doc.resolve(position)
  let { depth } = $position
  while (depth > 0 && !$position.node(depth).isTextblock) depth -= 1
  return depth
}

/**
 * Where a passage stands whose words a bracket took along: what goes into a bracket, and what stands behind it in the line, is
 * written anew in the ydoc (ADR 10), and the ends of a passage stay where the words were. `near` is that place. Null where
 * the line has no bracket behind it, or not these words: then they are gone.
 */
function foundAgain(doc: Node, near: number, quote: string): Place | null {
  const $near = doc.resolve(near)
  const depth = lineDepth(doc, near)
  if (quote === '') return null
  let [hasBracket, found] = [false, -1]
  doc.nodesBetween(near, $near.end(depth), (node, at) => {
    if (found >= 0) return false
    if (at >= near && node.type.name === 'bracket') hasBracket = true
    if (hasBracket && node.inlineContent) found = placeIn(node, at + 1, near, quote)
    return true
  })
  // The line itself comes before the bracket in it: what stands behind the bracket is looked for last.
  if (hasBracket && found < 0) found = placeIn($near.node(depth), $near.start(depth), near, quote)
  return found < 0 ? null : { from: found, to: found + quote.length, isElsewhere: false }
}

/** The first place of some words at or behind a position, in the text of one node alone; -1 for none. */
function placeIn(parent: Node, start: number, near: number, quote: string): number {
  const index = textOf(parent).indexOf(quote, Math.max(near - start, 0))
  return index < 0 ? -1 : start + index
}

/** Fewer characters may stand somewhere by chance. */
const tellingLength = 20

/** Where a passage stands before which somebody broke its line: what is behind the break is written anew. */
function foundInNextLine(doc: Node, near: number, quote: string): Place | null {
  if (quote.length < tellingLength) return null
  const end = doc.resolve(near).end(lineDepth(doc, near))
  let found: Place | null = null
  let isNext = true
  doc.nodesBetween(Math.min(end + 1, doc.content.size), doc.content.size, (node, at) => {
    if (!isNext) return false
    if (!node.isTextblock || at < end) return true
    isNext = false
    const index = textOf(node).indexOf(quote)
    if (index >= 0) found = { from: at + 1 + index, to: at + 1 + index + quote.length, isElsewhere: false }
    return false
  })
  return found
}

/** Where a passage stands that went with its section to another place: the only one where the text has these words. */
function foundMoved(doc: Node, quote: string): Place | null {
  if (quote.length < tellingLength) return null
  let [found, count] = [-1, 0]
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    const text = textOf(node)
    for (let index = text.indexOf(quote); index >= 0; index = text.indexOf(quote, index + 1)) {
      found = at + 1 + index
      count += 1
    }
    return false
  })
  return count === 1 ? { from: found, to: found + quote.length, isElsewhere: true } : null
}

/** Lines stay the same nodes while nothing of them changes. */
const texts = new WeakMap<Node, string>()

function textOf(line: Node): string {
  const known = texts.get(line)
  if (known !== undefined) return known
  // One character for each place; what is no text takes as many as it has places.
  const text = line.children.map((node) => node.text ?? '\uFFFC'.repeat(node.nodeSize)).join('')
  texts.set(line, text)
  return text
}
