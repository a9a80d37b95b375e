import type { AlternativeJson, DocJson, InlineJson, NodeJson, TextJson, TextPlace } from '@samsyn/editor'
import type { CommentEdge } from './pieces.ts'

/** A passage of a document. */
export interface FoundPassage {
  readonly from: TextPlace
  readonly to: TextPlace
}

/** The edge of a comment where it was found: it stands in a line like a text, without any, until all is read. */
interface EdgeText extends TextJson {
  readonly edge: CommentEdge
}

/** Puts the edge of a comment into a line. */
export function edgeText(edge: CommentEdge): EdgeText {
  return { type: 'text', text: '', edge }
}

/** Whether something in a line is no content, only the edge of a comment. */
export function isEdge(inline: object): inline is EdgeText {
  return 'edge' in inline
}

/** Takes the edges of comments out of a document, and says where they were: by lines with content, as the editor counts. */
export function takeEdges(doc: DocJson): {
  readonly doc: DocJson
  readonly passages: ReadonlyMap<string, FoundPassage>
} {
  const begun = new Map<string, TextPlace>()
  const passages = new Map<string, FoundPassage>()
  let lines = 0
  const meet = ({ commentId, isEnd }: CommentEdge, place: TextPlace) => {
    const from = begun.get(commentId)
    if (!isEnd) begun.set(commentId, place)
    else if (from && isBefore(from, place)) passages.set(commentId, { from, to: place })
  }
  const visit = (node: NodeJson): NodeJson => {
    const children: readonly NodeJson[] = 'content' in node ? (node.content ?? []) : []
    if (!isLine(node)) {
      // The same node with the same kinds of children.
      return (children.length === 0 ? node : { ...node, content: children.map(visit) }) as NodeJson
    }
    let offset = 0
    const inline = (each: InlineJson | AlternativeJson): readonly (InlineJson | AlternativeJson)[] => {
      if (isEdge(each)) {
        meet(each.edge, { line: lines, offset })
        return []
      }
      if (each.type === 'text' || each.type === 'hardBreak') {
        offset += each.type === 'text' ? each.text.length : 1
        return [each]
      }
      offset += 1
      const content = (each.content ?? []).flatMap(inline)
      offset += 1
      const { content: _before, ...rest } = each
      return [{ ...rest, ...(content.length === 0 ? {} : { content }) } as InlineJson | AlternativeJson]
    }
    const content = (children as readonly InlineJson[]).flatMap(inline)
    if (content.length > 0) lines += 1
    const { content: _before, ...rest } = node
    return { ...rest, ...(content.length === 0 ? {} : { content }) } as NodeJson
  }
  return { doc: visit(doc) as DocJson, passages }
}

type LineNode = Extract<NodeJson, { readonly type: 'paragraph' | 'heading' | 'sectionTitle' }>

function isLine(node: NodeJson): node is LineNode {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'sectionTitle'
}

function isBefore(one: TextPlace, other: TextPlace): boolean {
  return one.line < other.line || (one.line === other.line && one.offset < other.offset)
}
