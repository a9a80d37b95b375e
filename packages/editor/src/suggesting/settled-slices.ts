import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { idsOn, isWhole, settledMarks } from './suggested-nodes.ts'

/** A slice with all that is in it, and nothing of that suggested. */
export function settledSlice(slice: Slice): Slice {
  return settle(slice, () => false)
}

/** A slice that reads as if everything suggested in it was accepted; a node that it is cut through stays. */
export function acceptedSlice(slice: Slice): Slice {
  return settle(slice, (node) => (node.isText || isWhole(node)) && idsOn(node, 'deletion').length > 0)
}

function settle({ content, openStart, openEnd }: Slice, isGoing: (node: Node) => boolean): Slice {
  const settled = (fragment: Fragment, start: number, end: number): Fragment => {
    const kept: Node[] = []
    fragment.forEach((node, _offset, index) => {
      const cutStart = index === 0 ? start : 0
      const cutEnd = index === fragment.childCount - 1 ? end : 0
      if (cutStart === 0 && cutEnd === 0 && isGoing(node)) return
      if (node.isText) kept.push(node.mark(settledMarks(node.marks)))
      else {
        const inside = settled(node.content, Math.max(0, cutStart - 1), Math.max(0, cutEnd - 1))
        kept.push(node.type.create(settledAttributes(node), inside, settledMarks(node.marks)))
      }
    })
    return Fragment.from(kept)
  }
  return new Slice(settled(content, openStart, openEnd), openStart, openEnd)
}

function settledAttributes(node: Node): Node['attrs'] {
  const { suggestedInsertion, suggestedDeletion, ...attrs } = node.attrs
  return suggestedInsertion || suggestedDeletion ? attrs : node.attrs
}
