import * as Y from 'yjs'
import type { Span } from './id-ranges.ts'
import { deepestIn } from './nesting.ts'

/** A draft's state in as few bytes as Yjs makes of it, and everything that is deleted in it. */
export interface Compacted {
  readonly update: Uint8Array
  readonly deletions: readonly Span[]
  /** The next clock of each client id. */
  readonly vector: ReadonlyMap<number, number>
  /** How deep the deepest type is. */
  readonly depth: number
}

/** Nobody asks for the name of a Y.Doc that lives this short; a random one takes longer than what it is for. */
export const unnamed = 'unnamed'

/**
 * Merges updates in a Y.Doc: what several keystrokes wrote in a row becomes one piece, and the contents of what was
 * deleted go (the log has them). Finds the deletions that no update says, too, such as those of text that was written
 * into something deleted at the same time. Throws where an update breaks the document.
 */
export function compact(updates: readonly Uint8Array[]): Compacted {
  const ydoc = new Y.Doc({ guid: unnamed })
  try {
    ydoc.transact(() => {
      for (const update of updates) Y.applyUpdate(ydoc, update)
    })
    const update = Y.encodeStateAsUpdate(ydoc)
    const vector = Y.decodeStateVector(Y.encodeStateVector(ydoc))
    return { update, deletions: deletionsOf(ydoc), vector, depth: deepestIn(ydoc) }
  } finally {
    ydoc.destroy()
  }
}

function deletionsOf(ydoc: Y.Doc): Span[] {
  const spans: Span[] = []
  for (const [client, structs] of ydoc.store.clients) {
    for (const struct of structs) {
      if (struct.deleted) spans.push({ client, clock: struct.id.clock, length: struct.length })
    }
  }
  return spans
}
