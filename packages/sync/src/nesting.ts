import * as Y from 'yjs'
import { MalformedMessage } from './malformed.ts'
import type { Point, Struct } from './struct-order.ts'

/** A struct that others can be in, such as a paragraph, and where it stands. */
export interface NewType extends Point {
  /** The type it is in; null in a root of the draft, and where it stands beside something. */
  readonly parent: Point | null
  /** What it was put beside: it is in the same type. */
  readonly beside: Point | null
}

/** How deep types may be in each other: what removes one, removes those in it by a call within a call. */
export const mostNested = 256

/** How deep arrays and objects may be in each other in a value of a text. */
const deepestValue = 64

/** What is known of how deep the types of a draft are; never less than they are. */
export interface KnownNesting {
  /** The depth of a type that was written since everything was last merged; undefined for any other id. */
  depthOf(type: Point): number | undefined
  /** Whether an id is in what was merged last. */
  isMerged(point: Point): boolean
  /** The depth of the deepest type in what was merged last. */
  readonly mergedDepth: number
  /** The depth of the deepest type of all. */
  readonly deepest: number
}

/** The types among structs that are in order. */
export function typesOf(structs: readonly Struct[]): readonly NewType[] {
  const types: NewType[] = []
  for (const struct of structs) {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentType)) continue
    const { origin, rightOrigin, parent } = struct
    types.push({
      client: struct.id.client,
      clock: struct.id.clock,
      parent: parent instanceof Y.ID ? parent : null,
      beside: origin ?? rightOrigin,
    })
  }
  return types
}

/** How deep new types would be at most, given that each comes after those it is in or beside. */
export function depthsOf(
  types: readonly NewType[],
  known: KnownNesting,
): readonly (Point & { readonly depth: number })[] {
  const found = new Map<string, number>()
  const depthOf = (point: Point) => found.get(keyOf(point)) ?? known.depthOf(point)
  const around = (point: Point) => (known.isMerged(point) ? known.mergedDepth : known.deepest)
  return types.map(({ client, clock, parent, beside }) => {
    let depth = 1
    if (parent) depth = (depthOf(parent) ?? around(parent)) + 1
    else if (beside) depth = depthOf(beside) ?? around(beside) + 1
    found.set(keyOf({ client, clock }), depth)
    return { client, clock, depth }
  })
}

export function keyOf({ client, clock }: Point): string {
  return `${client}:${clock}`
}

/** The depth of the deepest type in a document. */
export function deepestIn(ydoc: Y.Doc): number {
  const depths = new Map<unknown, number>()
  let deepest = 0
  for (const structs of ydoc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentType)) continue
      const chain: Y.AbstractType<unknown>[] = []
      let type = struct.content.type as Y.AbstractType<unknown> | null
      while (type?._item && !depths.has(type)) {
        chain.push(type)
        type = type._item.parent as Y.AbstractType<unknown> | null
      }
      let depth = depths.get(type) ?? 0
      for (const each of chain.reverse()) {
        depth += 1
        depths.set(each, depth)
      }
      deepest = Math.max(deepest, depth)
    }
  }
  return deepest
}

/** Throws `MalformedMessage` for a struct with a value that is deeper than every reader of it can go. */
export function checkValues(struct: Struct): void {
  if (struct instanceof Y.Item && isDeeper(valueIn(struct.content), deepestValue)) {
    throw new MalformedMessage('a value nested too deep')
  }
}

function valueIn(content: Y.Item['content']): unknown {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return content.embed
  if (content instanceof Y.ContentFormat) return content.value
  return content instanceof Y.ContentDoc ? content.opts : null
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false
  return depth === 0 || Object.values(value).some((each) => isDeeper(each, depth - 1))
}
