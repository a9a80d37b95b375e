import type { Node } from '@tiptap/pm/model'
import { breakAt, isLine } from './lines.ts'
import { idsOn, type SuggestedChange, type Suggester } from './suggested-nodes.ts'

/** What one transaction suggests, under one id: the one of an own suggestion that it continues, or a fresh one. */
export class Proposal {
  readonly suggester: Suggester
  #id: string | null = null

  constructor(suggester: Suggester) {
    this.suggester = suggester
  }

  /** The id for a change between two positions. */
  idFor(doc: Node, from: number, to: number): string {
    this.#id ??= neighbour(doc, from, to, this.suggester) ?? this.suggester.newId()
    return this.#id
  }

  /** The id for a change that continues nothing. */
  freshId(): string {
    this.#id ??= this.suggester.newId()
    return this.#id
  }
}

const changes: readonly SuggestedChange[] = ['insertion', 'deletion']

/** An own suggestion that ends or begins at a place. */
function neighbour(doc: Node, from: number, to: number, { isOwn }: Suggester): string | null {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  const beside = [$from.nodeBefore, $to.nodeAfter]
  for (const change of changes) {
    for (const node of beside) {
      const own = node?.isInline ? idsOn(node, change).find(isOwn) : undefined
      if (own !== undefined) return own
    }
  }
  // At the beginning of a line what is beside it is the break before it.
  if ($from.parentOffset > 0 || !isLine($from.parent)) return null
  const line = $from.before()
  for (const at of new Set([line, breakAt(doc, line)])) {
    const node = doc.nodeAt(at)
    const own = node && changes.flatMap((change) => idsOn(node, change)).find(isOwn)
    if (own) return own
  }
  return null
}
