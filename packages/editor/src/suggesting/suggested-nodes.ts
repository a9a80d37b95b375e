import type { Mark, MarkType, Node } from '@tiptap/pm/model'
import type { MarkJson } from '../doc-json.ts'

/** Who suggests: whose suggestions are their own, and where ids of new ones come from. */
export interface Suggester {
  /** Whether a suggestion is this person's own; one just made is. */
  readonly isOwn: (id: string) => boolean
  /** A fresh id, which is the person's own from then on. */
  readonly newId: () => string
}

/** What a suggestion does to a text or a node. */
export type SuggestedChange = 'insertion' | 'deletion'

const attributeNames = { insertion: 'suggestedInsertion', deletion: 'suggestedDeletion' } as const

/** Nodes that are suggested as a whole, with all that is in them. */
const wholeNodes: ReadonlySet<string> = new Set([
  'table',
  'tableRow',
  'blockquote',
  'bracket',
  'footnote',
  'hardBreak',
])

const suggestionMarks: ReadonlySet<string> = new Set<MarkJson['type']>([
  'insertion',
  'deletion',
  'formatting',
])

/** Whether a suggestion of this node is one of the node itself; of a line or a list item it is one of the break before it. */
export function isWhole(node: Node): boolean {
  return wholeNodes.has(node.type.name)
}

/** Whether a mark belongs to a suggestion. */
export function isSuggestion({ type }: Mark): boolean {
  return suggestionMarks.has(type.name)
}

/** The id of a suggestion's mark. */
export function idOf(mark: Mark): string {
  return String(mark.attrs.id)
}

/** The ids of the suggestions that change a text in this way. */
export function idsOn(node: Node, change: SuggestedChange): readonly string[] {
  if (node.isText) return node.marks.filter(({ type }) => type.name === change).map(idOf)
  const id: unknown = node.attrs[attributeNames[change]]
  return typeof id === 'string' && id !== '' ? [id] : []
}

/** The name of the attribute that says so of a node. */
export function attributeOf(change: SuggestedChange): (typeof attributeNames)[SuggestedChange] {
  return attributeNames[change]
}

/** Every id of a suggestion on a node, whatever it does, without those of the nodes in it. */
export function allIdsOn(node: Node): readonly string[] {
  if (node.isText) return node.marks.filter(isSuggestion).map(idOf)
  return [...idsOn(node, 'insertion'), ...idsOn(node, 'deletion')]
}

/** Whether something in a node, or the node itself, was suggested by somebody else. */
export function hasOthers(node: Node, { isOwn }: Suggester): boolean {
  let found = allIdsOn(node).some((id) => !isOwn(id))
  node.descendants((child) => {
    found ||= allIdsOn(child).some((id) => !isOwn(id))
    return !found
  })
  return found
}

/** The marks of a text without those of suggestions. */
export function settledMarks(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter((mark) => !isSuggestion(mark))
}

/** A mark type of the schema, which has it. */
export function markType(node: Node, name: MarkJson['type']): MarkType {
  const type = node.type.schema.marks[name]
  if (!type) throw new Error(`The schema has no mark ${name}`)
  return type
}

/** Whether a place is inside a node that this person suggests: what one does in there needs no suggestion of its own. */
export function isInOwn(doc: Node, position: number, suggester: Suggester): boolean {
  return ownAround(doc, position, suggester) !== null
}

/** Where the innermost node around a place that this person suggests ends; null where there is none. */
export function ownAround(doc: Node, position: number, { isOwn }: Suggester): number | null {
  const $position = doc.resolve(position)
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    const node = $position.node(depth)
    if (isWhole(node) && idsOn(node, 'insertion').some(isOwn)) return $position.after(depth)
  }
  return null
}

/** Whether others suggested something in a range. */
export function hasOthersBetween(doc: Node, from: number, to: number, { isOwn }: Suggester): boolean {
  let found = false
  doc.nodesBetween(from, to, (node, start) => {
    // A node around the range is not in it.
    if (node.isText || start >= from) found ||= allIdsOn(node).some((id) => !isOwn(id))
    return !found
  })
  return found
}
