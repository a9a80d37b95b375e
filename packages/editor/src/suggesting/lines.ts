import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'
import { attributeOf } from './suggested-nodes.ts'

/** A title, heading or paragraph and the position before it. */
export interface LineAt {
  readonly node: Node
  readonly at: number
}

/** Whose lines are never joined with lines outside. */
const apart: ReadonlySet<string> = new Set(['section', 'tableCell', 'tableHeader'])

const goneWhenEmpty: ReadonlySet<string> = new Set(['listItem', 'bulletList', 'orderedList', 'blockquote'])

/** Whether a node is a line of text; a wording and a footnote are part of one. */
export function isLine(node: Node): boolean {
  return node.isTextblock && node.type.name !== 'sectionTitle'
}

/** The line that a break parts from the line at a position; null at the beginning of a section or a cell, and behind a table. */
export function lineBefore(doc: Node, at: number): LineAt | null {
  const $at = doc.resolve(at)
  for (let depth = $at.depth; depth >= 0; depth -= 1) {
    const container = $at.node(depth)
    const index = $at.index(depth)
    if (index > 0) {
      const node = container.child(index - 1)
      const end = depth === $at.depth ? at : $at.before(depth + 1)
      return lastLine(node, end - node.nodeSize)
    }
    if (apart.has(container.type.name)) return null
  }
  return null
}

/** The line that follows the line at a position, if only a break parts them. */
export function lineAfter(doc: Node, { node, at }: LineAt): LineAt | null {
  let next: LineAt | null = null
  const end = at + node.nodeSize
  doc.nodesBetween(end, doc.content.size, (child, position) => {
    if (next || position < end) return !next
    if (child.isTextblock) next = { node: child, at: position }
    return !next
  })
  const found = next as LineAt | null
  return found && lineBefore(doc, found.at)?.at === at ? found : null
}

/** Where the suggestion of the break before a line is written: at its list item, if the line begins one. */
export function breakAt(doc: Node, at: number): number {
  const $at = doc.resolve(at)
  return $at.parent.type.name === 'listItem' && $at.index() === 0 ? $at.before() : at
}

/**
 * Joins a line to the line before it. The line before keeps its kind, unless `keepsFilled` and it is empty: then the later
 * one does. What else was in the list item of the line stays behind it. False where there is no line before.
 */
export function joinLines(
  tr: Transform,
  at: number,
  { keepsFilled }: { readonly keepsFilled: boolean },
): boolean {
  const line = tr.doc.nodeAt(at)
  const before = lineBefore(tr.doc, at)
  if (!line || !isLine(line) || !before) return false
  const $at = tr.doc.resolve(at)
  if (before.at + before.node.nodeSize === at) {
    if (keepsFilled && before.node.content.size === 0) {
      tr.delete(before.at, at)
      takeBreaks(tr, before.at, before.node)
    } else tr.join(at)
    return true
  }
  const end = before.at + before.node.nodeSize - 1
  const { from, to, rest } = removal($at, line)
  tr.delete(from, to)
  if (rest) {
    const $from = tr.doc.resolve(from)
    const isAfterItem = $from.nodeBefore?.type.name === 'listItem'
    const isFirst = $from.parent.type.name.endsWith('List') && $from.index() === 0
    tr.insert(isAfterItem ? from - 1 : isFirst ? $from.before() : from, rest)
  }
  tr.insert(end, line.content)
  return true
}

function lastLine(node: Node, at: number): LineAt | null {
  if (node.type.name === 'sectionTitle' || node.type.name === 'table') return null
  if (node.isTextblock) return { node, at }
  const { lastChild } = node
  return lastChild ? lastLine(lastChild, at + node.nodeSize - 1 - lastChild.nodeSize) : null
}

/** A line that is put in the place of another takes over what is suggested of the break before that. */
function takeBreaks(tr: Transform, at: number, before: Node): void {
  for (const change of ['insertion', 'deletion'] as const) {
    const name = attributeOf(change)
    if (tr.doc.nodeAt(at)?.attrs[name] !== before.attrs[name]) {
      tr.setNodeAttribute(at, name, before.attrs[name])
    }
  }
}

/** What goes when a line goes: with it whatever around it would be empty, and its list item, whose other content is left over. */
function removal($at: ResolvedPos, line: Node) {
  let from = $at.pos
  let to = from + line.nodeSize
  let depth = $at.depth
  let rest = null
  const item = $at.parent
  if (item.type.name === 'listItem' && $at.index() === 0 && item.childCount > 1) {
    rest = item.content.cut(line.nodeSize)
    from = $at.before(depth)
    to = $at.after(depth)
    depth -= 1
    // With what is left over behind it the list itself may be empty now; then it goes as any other.
  }
  while (depth > 0 && $at.node(depth).childCount === 1 && goneWhenEmpty.has($at.node(depth).type.name)) {
    from = $at.before(depth)
    to = $at.after(depth)
    depth -= 1
  }
  return { from, to, rest }
}
