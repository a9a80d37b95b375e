import * as Y from 'yjs'
import type { Span } from './id-ranges.ts'
import { MalformedMessage, reading } from './messages.ts'

/** What an update brings and what it rests on, read from its bytes. */
export interface UpdateContents {
  /** Structs in the order of the bytes. */
  readonly structs: readonly Span[]
  /** Structs of other clients that these refer to. */
  readonly grounds: readonly Point[]
  /** Sorted and merged. */
  readonly deletions: readonly Span[]
}

interface Point {
  readonly client: number
  readonly clock: number
}

/**
 * Reads a Yjs update, or throws `MalformedMessage`. Refuses more than Yjs's own decoder does: a struct without length
 * or one that refers to its own future decodes, and then breaks the document for everybody who applies it.
 */
export function readContents(update: Uint8Array): UpdateContents {
  return reading(() => {
    const decoded = Y.decodeUpdate(update)
    const structs: Span[] = []
    const grounds: Point[] = []
    for (const struct of decoded.structs) {
      const { client, clock } = struct.id
      if (struct instanceof Y.Skip) continue
      if (struct.length < 1 || !Number.isSafeInteger(clock + struct.length)) {
        throw new MalformedMessage('a struct of impossible length')
      }
      structs.push({ client, clock, length: struct.length })
      if (!(struct instanceof Y.Item)) continue
      for (const ground of [struct.origin, struct.rightOrigin, struct.parent]) {
        if (!(ground instanceof Y.ID)) continue
        if (ground.client !== client) grounds.push({ client: ground.client, clock: ground.clock })
        else if (ground.clock >= clock) throw new MalformedMessage('a struct that rests on itself')
      }
    }
    const deletions: Span[] = []
    for (const [client, ranges] of Y.mergeDeleteSets([decoded.ds]).clients) {
      for (const { clock, len } of ranges) {
        if (!Number.isSafeInteger(clock + len)) throw new MalformedMessage('a deletion of impossible length')
        if (len > 0) deletions.push({ client, clock, length: len })
      }
    }
    return { structs, grounds, deletions }
  })
}

/** What of an update a state can integrate, as an update of its own; the rest rests on what nobody has. */
export function integrablePart(state: Uint8Array, update: Uint8Array): Uint8Array {
  const clone = new Y.Doc()
  Y.applyUpdate(clone, state)
  const before = Y.encodeStateVector(clone)
  Y.applyUpdate(clone, update)
  clone.store.pendingStructs = null
  clone.store.pendingDs = null
  const part = Y.encodeStateAsUpdate(clone, before)
  clone.destroy()
  return part
}
