import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Selection } from '@tiptap/pm/state'
import { around, type PlacedNode } from './bracket-places.ts'

/** The footnote that the moving end of a selection is in, or that is selected; null for none. */
export function footnoteAt({ $from, $head, to }: Selection): PlacedNode | null {
  const { nodeAfter } = $from
  const isSelected = nodeAfter?.type.name === 'footnote' && $from.pos + nodeAfter.nodeSize === to
  return isSelected ? { node: nodeAfter, at: $from.pos } : footnoteAround($head)
}

/** The footnotes of the editor's document, in the order in which they are numbered. */
export function footnotesIn(doc: Node): readonly PlacedNode[] {
  const notes: PlacedNode[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'footnote') notes.push({ node, at })
    return !node.isText
  })
  return notes
}

/** The footnote that a position is in; null for none. */
export function footnoteAround($position: ResolvedPos): PlacedNode | null {
  return around($position, 'footnote')
}
