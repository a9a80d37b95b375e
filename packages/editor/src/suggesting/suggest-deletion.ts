import type { Node } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'
import { breakAt, isLine, joinLines, lineBefore } from './lines.ts'
import type { Proposal } from './proposal.ts'
import { attributeOf, hasOthers, idOf, idsOn, isInOwn, isWhole, markType } from './suggested-nodes.ts'

/** What is done to a stretch so that it is suggested to go. */
type Part =
  | { readonly do: 'erase' | 'strike'; readonly from: number; readonly to: number }
  | { readonly do: 'suggest' | 'join'; readonly at: number }

/**
 * Suggests that a range goes: text gets a mark, a whole node and a break between lines an attribute. What this person only
 * suggested goes at once; what others suggested stays, with the deletion on top. Lines of different cells and sections
 * stay apart.
 */
export function suggestDeletion(tr: Transform, from: number, to: number, proposal: Proposal): void {
  const parts = partsOf(tr.doc, from, to, proposal)
  // Asked for while the text around is as it was.
  const id = parts.some((part) => part.do === 'strike' || part.do === 'suggest')
    ? proposal.idFor(tr.doc, from, to)
    : ''
  // From the end, so that what comes before keeps its place.
  for (const part of parts.reverse()) {
    switch (part.do) {
      case 'erase':
        tr.delete(part.from, part.to)
        break
      case 'strike':
        tr.addMark(part.from, part.to, markType(tr.doc, 'deletion').create({ id }))
        break
      case 'suggest':
        tr.setNodeAttribute(part.at, attributeOf('deletion'), id)
        break
      case 'join':
        joinLines(tr, part.at, { keepsFilled: false })
    }
  }
}

function partsOf(doc: Node, from: number, to: number, { suggester }: Proposal): Part[] {
  const { isOwn } = suggester
  const parts: Part[] = []
  doc.nodesBetween(from, to, (node, start) => {
    const end = start + node.nodeSize
    if (node.isText) {
      const [first, last] = [Math.max(from, start), Math.min(to, end)]
      const isOwnText =
        idsOn(node, 'insertion').some(isOwn) ||
        (isInOwn(doc, start, suggester) && !hasOthers(node, suggester))
      const isStruck = node.marks.some((mark) => mark.type.name === 'deletion' && isOwn(idOf(mark)))
      if (first < last && (isOwnText || !isStruck)) {
        parts.push({ do: isOwnText ? 'erase' : 'strike', from: first, to: last })
      }
      return false
    }
    if (isWhole(node)) {
      if (start < from || end > to) return true
      const isOwnNode =
        (idsOn(node, 'insertion').some(isOwn) || isInOwn(doc, start, suggester)) &&
        !hasOthers(node, suggester)
      if (isOwnNode) parts.push({ do: 'erase', from: start, to: end })
      else if (idsOn(node, 'deletion').length === 0) parts.push({ do: 'suggest', at: start })
      return false
    }
    const before = isLine(node) && start >= from ? lineBefore(doc, start) : null
    if (before) {
      const places = [...new Set([breakAt(doc, start), start])]
      const nodes = places.map((at) => doc.nodeAt(at))
      const isInside = isInOwn(doc, start, suggester)
      // What is not marked inside an own node would be settled text outside of it.
      if (isInside && !isInOwn(doc, before.at, suggester)) return true
      if (isInside || nodes.some((each) => each && idsOn(each, 'insertion').some(isOwn))) {
        parts.push({ do: 'join', at: start })
      } else if (nodes.every((each) => each && idsOn(each, 'deletion').length === 0)) {
        parts.push({ do: 'suggest', at: places[0] ?? start })
      }
    }
    return true
  })
  return parts
}
