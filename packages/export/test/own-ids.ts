import type { DocJson } from '@samsyn/editor'

/**
 * A document with ids by its order: of the nodes that need one of their own, and, by their first occurrence, of the
 * suggestions. Two documents that differ in ids alone become the same.
 */
export function withOwnIds(doc: DocJson): DocJson {
  const counts = new Map<string, number>()
  const suggestions = new Map<string, string>()
  const suggestion = (id: string) => {
    const known = suggestions.get(id) ?? `suggestion-${suggestions.size + 1}`
    suggestions.set(id, known)
    return known
  }
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    const { type, attrs, marks, content, ...rest } = node as Record<string, unknown>
    const own = attrs as Record<string, unknown> | undefined
    return {
      type,
      ...rest,
      ...(own ? { attrs: named(String(type), own) } : {}),
      ...(marks ? { marks: visit(marks) } : {}),
      ...(content ? { content: visit(content) } : {}),
    }
  }
  const named = (type: string, attrs: Record<string, unknown>): Record<string, unknown> => {
    const renamed = { ...attrs }
    if ('id' in attrs) {
      if (['insertion', 'deletion', 'formatting'].includes(type)) renamed.id = suggestion(String(attrs.id))
      else {
        const count = (counts.get(type) ?? 0) + 1
        counts.set(type, count)
        renamed.id = `${type}-${count}`
      }
    }
    for (const key of ['suggestedInsertion', 'suggestedDeletion']) {
      if (typeof attrs[key] === 'string') renamed[key] = suggestion(attrs[key])
    }
    return renamed
  }
  // The same document but for its ids.
  return visit(doc) as DocJson
}
