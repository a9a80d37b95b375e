import type { Node } from '@tiptap/pm/model'
import type { Selection } from '@tiptap/pm/state'

interface Range {
  readonly from: number
  readonly to: number
}

/**
 * What of a selection can be put in brackets: a stretch of each line that it is in, without the blanks around it. Without
 * a selection, the caret. Empty where no bracket can stand.
 */
export function bracketableRanges({ $from, $to, empty, from, to }: Selection): readonly Range[] {
  if ($from.sameParent($to)) {
    if (!takesBracket($from.parent)) return []
    return empty ? [{ from, to }] : trimmed($from.doc, { from, to })
  }
  const ranges: Range[] = []
  $from.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true
    const end = position + node.nodeSize - 1
    if (takesBracket(node)) {
      ranges.push(...trimmed($from.doc, { from: Math.max(from, position + 1), to: Math.min(to, end) }))
    }
    return false
  })
  return ranges
}

function takesBracket({ type }: Node): boolean {
  const { bracket } = type.schema.nodes
  return type.inlineContent && bracket !== undefined && type.contentMatch.matchType(bracket) !== null
}

function trimmed(doc: Node, range: Range): readonly Range[] {
  const after = doc.resolve(range.from).nodeAfter?.text ?? ''
  const before = doc.resolve(range.to).nodeBefore?.text ?? ''
  const from = range.from + after.length - after.trimStart().length
  const to = range.to - (before.length - before.trimEnd().length)
  return from < to ? [{ from, to }] : []
}
