import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type Selection, TextSelection } from '@tiptap/pm/state'

/** Whether a node stands in a line and has text of its own: a bracket, a wording, a footnote. */
export function isInlineHolder(node: Node | null): boolean {
  return node?.isInline === true && !node.isLeaf
}

/** Whether a caret can stand here: in a line, but not between the wordings of a bracket. */
export function takesCaret({ parent }: ResolvedPos): boolean {
  return parent.inlineContent && parent.type.name !== 'bracket'
}

/** The next position at which a caret can stand, over edges of holders alone; null where something else comes first. */
export function nextCaret($from: ResolvedPos, direction: 1 | -1): number | null {
  const { doc } = $from
  for (let $position = $from; ; ) {
    const beside = direction > 0 ? $position.nodeAfter : $position.nodeBefore
    const isEdge = beside === null ? isInlineHolder($position.parent) : isInlineHolder(beside)
    if (!isEdge) return null
    $position = doc.resolve($position.pos + direction)
    if (takesCaret($position)) return $position.pos
  }
}

/** Whether a position lies in a holder or beside one, where the browser is not sure which of the two it is. */
export function isAtHolder({ parent, nodeBefore, nodeAfter }: ResolvedPos): boolean {
  return isInlineHolder(parent) || isInlineHolder(nodeBefore) || isInlineHolder(nodeAfter)
}

/**
 * A selection whose ends lie in different wordings, widened to whole brackets, and a caret between two wordings moved into
 * the next; null where it is right as it is. `headBefore` says which way the moving end goes.
 */
export function settled(selection: Selection, headBefore: number): Selection | null {
  if (!(selection instanceof TextSelection)) return null
  const { $anchor, $head, empty } = selection
  const { doc } = $head
  if (empty) {
    if (takesCaret($head)) return null
    const [first, second] = $head.pos < headBefore ? ([-1, 1] as const) : ([1, -1] as const)
    const at = nextCaret($head, first) ?? nextCaret($head, second)
    return at === null ? null : TextSelection.create(doc, at)
  }
  const [ofAnchor, ofHead] = [holdersAround($anchor), holdersAround($head)]
  const shared = sharedDepth(ofAnchor, ofHead)
  const [anchorIn, headIn] = [ofAnchor[shared], ofHead[shared]]
  if (!anchorIn && !headIn) return null
  const isForward = $anchor.pos < $head.pos
  const anchor = anchorIn ? (isForward ? anchorIn.before : anchorIn.after) : $anchor.pos
  // Whoever draws the selection smaller gets out of the bracket on the side they came from.
  const isShrinking = headIn !== undefined && !anchorIn && isForward === $head.pos < headBefore
  const head = headIn ? (isForward !== isShrinking ? headIn.after : headIn.before) : $head.pos
  return TextSelection.create(doc, anchor, head)
}

interface Around {
  readonly name: string
  readonly before: number
  readonly after: number
}

/** The holders around a position, outermost first. */
function holdersAround($position: ResolvedPos): readonly Around[] {
  const holders: Around[] = []
  for (let depth = 1; depth <= $position.depth; depth += 1) {
    const node = $position.node(depth)
    if (isInlineHolder(node))
      holders.push({ name: node.type.name, before: $position.before(depth), after: $position.after(depth) })
  }
  return holders
}

/** How many of the outermost holders two positions have in common; a bracket only together with its wording. */
function sharedDepth(one: readonly Around[], other: readonly Around[]): number {
  let depth = 0
  while (one[depth] !== undefined && one[depth]?.before === other[depth]?.before) depth += 1
  return depth > 0 && one[depth - 1]?.name === 'bracket' ? depth - 1 : depth
}
