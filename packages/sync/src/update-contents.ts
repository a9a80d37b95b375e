import * as Y from 'yjs'
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

interface Span extends Point {
  readonly length: number
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

/**
 * What an update is to a room: `known` brings nothing, `news` can be integrated, and `gap` rests on something that the
 * room lacks.
 */
export type Verdict = 'known' | 'news' | 'gap'

/** The edge of what a room has, with what is about to go to disk counted in. */
export class Frontier {
  readonly #ydoc: Y.Doc
  readonly #ahead = new Map<number, number>()

  constructor(ydoc: Y.Doc) {
    this.#ydoc = ydoc
  }

  judge(contents: UpdateContents): Verdict {
    const reached = new Map<number, number>()
    const edge = (client: number) => reached.get(client) ?? this.#edge(client)
    for (const { client, clock, length } of contents.structs) {
      if (clock > edge(client)) return 'gap'
      if (clock + length > edge(client)) reached.set(client, clock + length)
    }
    if (contents.grounds.some(({ client, clock }) => clock >= edge(client))) return 'gap'
    if (contents.deletions.some(({ client, clock, length }) => clock + length > edge(client))) return 'gap'
    return reached.size === 0 && contents.deletions.every((span) => this.#isDeleted(span)) ? 'known' : 'news'
  }

  /** Counts what an update brings as there; for news only. */
  advance({ structs }: UpdateContents): void {
    for (const { client, clock, length } of structs) {
      if (clock + length > this.#edge(client)) this.#ahead.set(client, clock + length)
    }
  }

  #edge(client: number): number {
    return this.#ahead.get(client) ?? Y.getState(this.#ydoc.store, client)
  }

  #isDeleted({ client, clock, length }: Span): boolean {
    const structs = this.#ydoc.store.clients.get(client)
    if (!structs || clock + length > Y.getState(this.#ydoc.store, client)) return false
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
      const struct = structs[index]
      if (!struct || struct.id.clock >= clock + length) break
      if (!struct.deleted) return false
    }
    return true
  }
}

/** What of an update a room can integrate, as an update of its own; the rest rests on what nobody has. */
export function integrablePart(ydoc: Y.Doc, update: Uint8Array): Uint8Array {
  const clone = new Y.Doc()
  Y.applyUpdate(clone, Y.encodeStateAsUpdate(ydoc))
  Y.applyUpdate(clone, update)
  clone.store.pendingStructs = null
  clone.store.pendingDs = null
  const part = Y.encodeStateAsUpdate(clone, Y.encodeStateVector(ydoc))
  clone.destroy()
  return part
}
