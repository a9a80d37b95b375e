import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { unnamed } from './compaction.ts'
import { IdRanges, type Span } from './id-ranges.ts'
import { MalformedMessage, reading } from './malformed.ts'
import { checkValues, type NewType, typesOf } from './nesting.ts'
import { groundsOf, inOrder, type Point, type Struct } from './struct-order.ts'

/** What an update brings and what it rests on, read from its bytes. */
export interface UpdateContents {
  /** Structs in the order of the bytes. */
  readonly structs: readonly Span[]
  /** Structs of other clients that these refer to. */
  readonly grounds: readonly Point[]
  /** Structs that others can be in, each after those it is in or beside. */
  readonly types: readonly NewType[]
  /** Sorted and merged. */
  readonly deletions: readonly Span[]
}

/**
 * Reads a Yjs update, or throws `MalformedMessage`. Refuses more than Yjs's own decoder does: structs without length,
 * that rest on their own future or on each other, or values without end decode, and then break the document for
 * everybody who applies them.
 */
export function readContents(update: Uint8Array): UpdateContents {
  return reading(() => {
    const decoded = Y.decodeUpdate(update)
    checkSections(update, decoded.structs)
    const structs: Span[] = []
    const grounds: Point[] = []
    const present: Struct[] = []
    for (const struct of decoded.structs) {
      const { client, clock } = struct.id
      if (struct instanceof Y.Skip) continue
      if (struct.length < 1 || !Number.isSafeInteger(clock + struct.length)) {
        throw new MalformedMessage('a struct of impossible length')
      }
      structs.push({ client, clock, length: struct.length })
      present.push(struct)
      checkValues(struct)
      for (const ground of groundsOf(struct)) {
        if (ground.client !== client) grounds.push({ client: ground.client, clock: ground.clock })
        else if (ground.clock >= clock) throw new MalformedMessage('a struct that rests on itself')
      }
    }
    const deletions: Span[] = []
    for (const ranges of decoded.ds.clients.values()) {
      for (const { clock, len } of ranges) {
        if (len < 1 || !Number.isSafeInteger(clock + len))
          throw new MalformedMessage('a deletion of impossible length')
      }
    }
    for (const [client, ranges] of Y.mergeDeleteSets([decoded.ds]).clients) {
      for (const { clock, len } of ranges) deletions.push({ client, clock, length: len })
    }
    return { structs, grounds, types: typesOf(inOrder(present)), deletions }
  })
}

/** Yjs takes what is said last of a client id in an update for all of it, and then waits for the rest for ever. */
function checkSections(update: Uint8Array, structs: readonly { readonly id: Point }[]): void {
  const sections = decoding.readVarUint(decoding.createDecoder(update))
  if (sections === 0) return
  const clients = new Set(structs.map(({ id }) => id.client))
  if (clients.size !== sections) throw new MalformedMessage('a client id told of twice, or with nothing')
}

/**
 * The update with these deletions in place of its own; null where its bytes are not laid out as Yjs lays them out. A
 * client that comes back says everything that was ever deleted, which nobody needs to be told again.
 */
export function withDeletions(update: Uint8Array, deletions: readonly Span[]): Uint8Array | null {
  const own = encoding.encode((encoder) => {
    const { clients } = Y.decodeUpdate(update).ds
    encoding.writeVarUint(encoder, clients.size)
    for (const [client, ranges] of clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges.length)
      for (const { clock, len } of ranges) {
        encoding.writeVarUint(encoder, clock)
        encoding.writeVarUint(encoder, len)
      }
    }
  })
  const structs = update.subarray(0, update.length - own.length)
  if (Buffer.compare(update.subarray(structs.length), own) !== 0) return null
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, structs)
    IdRanges.of(deletions).write(encoder)
  })
}

/** What of an update a state can integrate, as an update of its own; the rest rests on what nobody has. */
export function integrablePart(state: Uint8Array, update: Uint8Array): Uint8Array {
  const clone = new Y.Doc({ guid: unnamed })
  Y.applyUpdate(clone, state)
  const before = Y.encodeStateVector(clone)
  Y.applyUpdate(clone, update)
  clone.store.pendingStructs = null
  clone.store.pendingDs = null
  const part = Y.encodeStateAsUpdate(clone, before)
  clone.destroy()
  return part
}
