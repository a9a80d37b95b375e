import * as encoding from 'lib0/encoding'
import type { Point } from '../../src/struct-order.ts'

type Write = (encoder: encoding.Encoder) => void

/** The structs of one client id from a clock on, as an update has them. */
export interface Section extends Point {
  readonly structs: readonly Write[]
}

const [beginsSomewhere, gc, string, any] = [128, 0, 4, 8]

/** An update, encoding v1, written byte by byte, so that it may say what Yjs never would. */
export function updateOf(...sections: readonly Section[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length)
    for (const { client, clock, structs } of sections) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const write of structs) write(encoder)
    }
    encoding.writeVarUint(encoder, 0)
  })
}

/** Text at the beginning of a root. */
export function textIn(root: string, text: string): Write {
  return (encoder) => {
    encoding.writeUint8(encoder, string)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, root)
    encoding.writeVarString(encoder, text)
  }
}

/** Text behind an id. */
export function textBehind({ client, clock }: Point, text: string): Write {
  return (encoder) => {
    encoding.writeUint8(encoder, string | beginsSomewhere)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, text)
  }
}

/** What is left of something collected. */
export function collected(length: number): Write {
  return (encoder) => {
    encoding.writeUint8(encoder, gc)
    encoding.writeVarUint(encoder, length)
  }
}

/** A value of arrays in arrays, so many deep, in a root. */
export function arraysIn(root: string, depth: number): Write {
  const [array, nothing] = [117, 126]
  return (encoder) => {
    encoding.writeUint8(encoder, any)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, root)
    encoding.writeVarUint(encoder, 1)
    for (let level = 0; level < depth; level += 1) {
      encoding.writeUint8(encoder, array)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeUint8(encoder, nothing)
  }
}
