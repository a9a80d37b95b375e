import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Selection } from '@tiptap/pm/state'

/** A bracket, a wording or a footnote in the editor's document, and the position before it. */
export interface PlacedNode {
  readonly node: Node
  readonly at: number
}

/** The bracket that is selected, from its beginning to its end, or the innermost that the moving end of a selection is in. */
export function bracketAt({ $from, $head, from, to }: Selection): PlacedNode | null {
  const { nodeAfter } = $from
  const isSelected = nodeAfter?.type.name === 'bracket' && from + nodeAfter.nodeSize === to
  return isSelected ? { node: nodeAfter, at: from } : around($head, 'bracket')
}

/** The innermost wording that a position is in; null for none. */
export function wordingAround($position: ResolvedPos): PlacedNode | null {
  return around($position, 'alternative')
}

/** The first bracket with an id. */
export function bracketById(doc: Node, id: string): PlacedNode | null {
  return byId(doc, 'bracket', id)
}

/** The first wording with an id, and the bracket it is in. */
export function wordingById(
  doc: Node,
  id: string,
): (PlacedNode & { readonly bracket: PlacedNode; readonly index: number }) | null {
  const found = byId(doc, 'alternative', id)
  if (!found) return null
  const $at = doc.resolve(found.at)
  if ($at.parent.type.name !== 'bracket') return null
  return { ...found, bracket: { node: $at.parent, at: $at.before() }, index: $at.index() }
}

/** The innermost node of a kind that a position is in. */
export function around($position: ResolvedPos, name: string): PlacedNode | null {
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    const node = $position.node(depth)
    if (node.type.name === name) return { node, at: $position.before(depth) }
  }
  return null
}

function byId(doc: Node, name: string, id: string): PlacedNode | null {
  let found: PlacedNode | null = null
  doc.descendants((node, at) => {
    if (found !== null) return false
    if (node.type.name === name && node.attrs.id === id) found = { node, at }
    return found === null && !node.isText
  })
  return found
}
