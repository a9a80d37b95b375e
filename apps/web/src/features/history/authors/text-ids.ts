import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'

/** Characters of the editor's document, and the Yjs ids that they have in the ydoc. */
export interface TextIds {
  /** Position of the first character. */
  readonly from: number
  readonly client: number
  readonly clock: number
  readonly text: string
}

interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The ids of the text of an editor's document, in its order; of the lines that a range touches, if one is given. Document
 * and fragment must be the same text: what is not is left out.
 */
export function* textIds(doc: Node, fragment: Y.XmlFragment, range?: Range): Generator<TextIds> {
  yield* idsInBlocks(doc, fragment, 0, range)
}

function* idsInBlocks(
  node: Node,
  type: Y.XmlFragment,
  start: number,
  range: Range | undefined,
): Generator<TextIds> {
  if (node.inlineContent) {
    yield* idsInLine(node, type, { start, position: start })
    return
  }
  let position = start
  let index = 0
  for (const inside of typesIn(type)) {
    const child = node.maybeChild(index)
    if (!child || !(inside instanceof Y.XmlElement) || inside.nodeName !== child.type.name) return
    const end = position + child.nodeSize
    if (!range || (position <= range.to && end >= range.from)) {
      yield* idsInBlocks(child, inside, position + 1, range)
    }
    position = end
    index += 1
  }
}

/** The text of a line, in several shared texts where something else stands between. Returns where it ends. */
function* idsInLine(
  line: Node,
  type: Y.XmlFragment,
  at: { readonly start: number; readonly position: number },
): Generator<TextIds, number> {
  const { start } = at
  let { position } = at
  for (const inside of typesIn(type)) {
    if (inside instanceof Y.XmlText) {
      for (const item of itemsOf(inside)) {
        if (!(item.content instanceof Y.ContentString)) continue
        const text = item.content.str
        const offset = position - start
        if (line.textBetween(offset, Math.min(offset + text.length, line.content.size)) !== text)
          return position
        yield { from: position, ...item.id, text }
        position += text.length
      }
    } else if (inside instanceof Y.XmlElement) {
      const isLeaf = line.type.schema.nodes[inside.nodeName]?.isLeaf ?? false
      position = isLeaf
        ? position + 1
        : (yield* idsInLine(line, inside, { start, position: position + 1 })) + 1
    }
  }
  return position
}

function* typesIn(type: Y.XmlFragment): Generator<unknown> {
  for (const item of itemsOf(type)) if (item.content instanceof Y.ContentType) yield item.content.type
}

function* itemsOf(type: Y.XmlFragment | Y.XmlText): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
}
