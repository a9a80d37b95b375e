import type { Node } from '@tiptap/pm/model'
import { Mapping, StepMap } from '@tiptap/pm/transform'

/**
 * Where the positions of a text in which things are simply changed lie in a second one in which the same is suggested, where
 * little ever goes.
 */
export class FollowedPositions {
  #mapping = new Mapping()

  /** A range went in the first text; in the second one this was done for it. */
  removed(from: number, to: number, done: Mapping): void {
    this.#add(new StepMap([from, to - from, 0]), done, null)
  }

  /** Something came in in the first text; in the second one too, by one of the maps, if it is the same there. */
  inserted(at: number, size: number, done: Mapping, by: number | null): void {
    this.#add(new StepMap([at, 0, size]), done, by)
  }

  map(position: number, side: -1 | 1): number {
    return this.#mapping.map(position, side)
  }

  /** Where to put what comes in at a position. */
  place(doc: Node, position: number): number {
    return placeBehind(doc, this.map(position, -1), this.map(position, 1))
  }

  #add(change: StepMap, done: Mapping, by: number | null): void {
    const next = new Mapping()
    next.appendMap(change.invert())
    next.appendMapping(this.#mapping)
    for (const [index, map] of done.maps.slice(done.from, done.to).entries()) {
      // A place in the same content is the same place in it.
      next.appendMap(map, index === by ? 0 : undefined)
    }
    this.#mapping = next
  }
}

/** Where to put what comes in the place of a range that is only suggested to go: behind it, but in its first line. */
export function placeBehind(doc: Node, from: number, to: number): number {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  if ($from.sameParent($to)) return to
  if (!$from.parent.inlineContent) return from
  const isAround = $to.depth > $from.depth && $to.node($from.depth) === $from.parent
  return isAround ? $to.before($from.depth + 1) : $from.end()
}
