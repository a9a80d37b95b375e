import * as Y from 'yjs'
import type { Attribution, Claim } from './attribution.ts'
import type { Span } from './id-ranges.ts'

/** A piece of text that was ever in a draft: Yjs ids of one entry that share one fate. */
export interface Piece extends Span {
  readonly text: string
  /** Which line it stands in, counted through the text; no two lines share a number. */
  readonly line: number
  /** The outermost element around it; null for text outside of all. */
  readonly section: Y.XmlElement | null
  readonly written: Claim
  readonly removed: Claim | null
}

/** That an entry wrote or removed something in a section, text or not. */
export interface Touch {
  readonly entry: number
  readonly section: Y.XmlElement
}

/** Everything that ever was in a root, gone things included. */
export interface Contents {
  /** In the order of the text. */
  readonly pieces: readonly Piece[]
  readonly touches: readonly Touch[]
}

/** Walks through a root of a ydoc that kept what was deleted. */
export function contentsOf(ydoc: Y.Doc, root: string, attribution: Attribution): Contents {
  const pieces: Piece[] = []
  const touches: Touch[] = []
  let lines = 0
  const touch = (item: Y.Item, section: Y.XmlElement | null) => {
    if (!section) return
    for (const { written, removed } of attribution.runs(item.id.client, item.id.clock, item.length)) {
      touches.push({ entry: written.entry, section })
      if (removed) touches.push({ entry: removed.entry, section })
    }
  }
  const walk = (
    type: Y.AbstractType<unknown>,
    removedAround: Claim | null,
    section: Y.XmlElement | null,
  ): void => {
    const line = lines++
    for (let item: Y.Item | null = type._start; item !== null; item = item.right) {
      const { client, clock } = item.id
      if (item.content instanceof Y.ContentType) {
        const inside = item.content.type as Y.AbstractType<unknown>
        const around = section ?? (inside instanceof Y.XmlElement ? inside : null)
        touch(item, around)
        walk(inside, earlier(attribution.removal(client, clock), removedAround), around)
      } else if (item.content instanceof Y.ContentString) {
        for (const run of attribution.runs(client, clock, item.length)) {
          const text = item.content.str.slice(run.clock - clock, run.clock - clock + run.length)
          const removed = earlier(run.removed, removedAround)
          const { length, written } = run
          pieces.push({ client, clock: run.clock, length, text, line, section, written, removed })
        }
      } else touch(item, section)
    }
    for (const latest of type._map.values()) {
      for (let item: Y.Item | null = latest; item !== null; item = item.left) touch(item, section)
    }
  }
  walk(ydoc.get(root), null, null)
  return { pieces, touches }
}

/** Clients repeat deletions they heard of or drew themselves; the first entry that removed something did it. */
function earlier(one: Claim | null, other: Claim | null): Claim | null {
  return one && other ? (one.entry <= other.entry ? one : other) : (one ?? other)
}
