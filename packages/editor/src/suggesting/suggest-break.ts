import type { Node } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'
import type { Proposal } from './proposal.ts'
import { attributeOf } from './suggested-nodes.ts'

/**
 * Suggests a break in a line, in a list a new item; gives the position at the beginning of the new line. Behind a heading
 * comes a paragraph. Null where no line can be broken.
 */
export function suggestBreak(tr: Transform, position: number, proposal: Proposal): number | null {
  const $position = tr.doc.resolve(position)
  const { parent, depth } = $position
  const paragraph = parent.type.schema.nodes.paragraph
  if (!parent.isTextblock || parent.type.name === 'sectionTitle' || !paragraph) return null
  const suggested = { [attributeOf('insertion')]: proposal.idFor(tr.doc, position, position) }
  const isAtEnd = $position.parentOffset === parent.content.size
  const line = isAtEnd ? { type: paragraph, attrs: {} } : { type: parent.type, attrs: keptAttributes(parent) }
  const item = $position.node(depth - 1)
  if (item.type.name === 'listItem') {
    tr.split(position, 2, [{ type: item.type, attrs: suggested }, line])
    return position + 4
  }
  tr.split(position, 1, [{ type: line.type, attrs: { ...line.attrs, ...suggested } }])
  return position + 2
}

/** Numbers and suggestions belong to the first half of a line. */
function keptAttributes(line: Node): Record<string, unknown> {
  return line.type.name === 'heading' ? { level: line.attrs.level } : {}
}
