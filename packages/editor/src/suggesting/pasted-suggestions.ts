import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { allIdsOn, attributeOf, idOf, isSuggestion, type Suggester } from './suggested-nodes.ts'

/** What is pasted and was suggested where it came from is suggested by whoever pastes it: an id belongs to one person. */
export function withOwnIds({ content, openStart, openEnd }: Slice, { newId }: Suggester): Slice {
  const fresh = new Map<string, string>()
  const freshFor = (id: string) => {
    const known = fresh.get(id) ?? newId()
    fresh.set(id, known)
    return known
  }
  return new Slice(renamed(content, freshFor), openStart, openEnd)
}

function renamed(content: Fragment, freshFor: (id: string) => string): Fragment {
  const nodes: Node[] = []
  content.forEach((node) => {
    const marks = node.marks.map((mark) =>
      isSuggestion(mark) ? mark.type.create({ ...mark.attrs, id: freshFor(idOf(mark)) }) : mark,
    )
    if (node.isText) nodes.push(node.mark(marks))
    else nodes.push(node.type.create(attributes(node, freshFor), renamed(node.content, freshFor), marks))
  })
  return Fragment.fromArray(nodes)
}

function attributes(node: Node, freshFor: (id: string) => string): Node['attrs'] {
  if (allIdsOn(node).length === 0) return node.attrs
  const attrs: Record<string, unknown> = { ...node.attrs }
  for (const change of ['insertion', 'deletion'] as const) {
    const id: unknown = attrs[attributeOf(change)]
    if (typeof id === 'string' && id !== '') attrs[attributeOf(change)] = freshFor(id)
  }
  return attrs
}
