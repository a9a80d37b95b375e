import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { IdRanges } from './id-ranges.ts'

/** Whom a Yjs client id belongs to: a person, or null for the server, which wrote the first text. */
export type Owner = string | null

/** What is known of one Yjs client id in a draft. */
export interface ClientRecord {
  /** The next clock: everything below it is there. */
  readonly clock: number
  /** Whoever wrote first under the id owns it for good. */
  readonly owner: Owner
}

/** What a room must know of a draft without reading its bytes. */
export interface DraftIndex {
  readonly clients: ReadonlyMap<number, ClientRecord>
  readonly deleted: IdRanges
  /** How deep the deepest type is. */
  readonly depth: number
}

const format = 2

/** Writes an index to be kept beside a snapshot. */
export function encodeIndex({ clients, deleted, depth }: DraftIndex): Uint8Array {
  const people = [...new Set([...clients.values()].map(({ owner }) => owner))].filter(
    (owner) => owner !== null,
  )
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, format)
    encoding.writeVarUint(encoder, depth)
    encoding.writeVarUint(encoder, people.length)
    for (const person of people) encoding.writeVarString(encoder, person)
    encoding.writeVarUint(encoder, clients.size)
    for (const [client, { clock, owner }] of clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, owner === null ? 0 : people.indexOf(owner) + 1)
    }
    deleted.write(encoder)
  })
}

/** Reads what `encodeIndex` wrote; throws for anything else. */
export function decodeIndex(bytes: Uint8Array): DraftIndex {
  const decoder = decoding.createDecoder(bytes)
  const found = decoding.readVarUint(decoder)
  if (found !== format) throw new Error(`A draft's index of format ${found}`)
  const depth = decoding.readVarUint(decoder)
  const people: Owner[] = [null]
  for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
    people.push(decoding.readVarString(decoder))
  }
  const clients = new Map<number, ClientRecord>()
  for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
    const client = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const owner = people[decoding.readVarUint(decoder)]
    if (owner === undefined) throw new Error("A draft's index names nobody")
    clients.set(client, { clock, owner })
  }
  return { clients, deleted: IdRanges.read(decoder), depth }
}

/** A state vector as the sync protocol carries it. */
export function encodeVector(clients: ReadonlyMap<number, Pick<ClientRecord, 'clock'>>): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.size)
    for (const [client, { clock }] of clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
  })
}

/** Reads a state vector of a client; throws where the bytes are none. */
export function decodeVector(bytes: Uint8Array): ReadonlyMap<number, number> {
  const decoder = decoding.createDecoder(bytes)
  const vector = new Map<number, number>()
  for (let count = decoding.readVarUint(decoder); count > 0; count -= 1) {
    const client = decoding.readVarUint(decoder)
    vector.set(client, decoding.readVarUint(decoder))
  }
  return vector
}
