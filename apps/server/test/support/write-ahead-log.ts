import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'

/** Where the last whole frame of an SQLite write-ahead log ends; what follows is room, or of an earlier round. */
export interface WalEnd {
  readonly offset: number
  readonly frame: number
  /** Frames of one round carry the same; another round begins when everything was moved into the database. */
  readonly salts: string
}

/** Reads how far a write-ahead log goes. */
export function readWalEnd(path: string): WalEnd {
  const bytes = readFileSync(path)
  const salts = bytes.subarray(16, 24)
  const frame = 24 + bytes.readUInt32BE(8)
  let offset = 32
  while (offset + frame <= bytes.length && bytes.subarray(offset + 8, offset + 16).equals(salts)) {
    offset += frame
  }
  return { offset, frame, salts: salts.toString('hex') }
}

/** What a power cut or a dying disk may do to the end of a write-ahead log. */
export type Damage = 'half a frame more' | 'noise behind' | 'cut off' | 'a flipped bit'

export const damages: readonly Damage[] = ['half a frame more', 'noise behind', 'cut off', 'a flipped bit']

/** Damages a log from a place on; whole frames before it are left as they are. */
export function damage(path: string, what: Damage, offset: number, { frame }: WalEnd): void {
  const file = openSync(path, 'r+')
  try {
    const bytes = Buffer.alloc(frame)
    switch (what) {
      case 'half a frame more':
        // The frame before it, up to its middle.
        readSync(file, bytes, 0, frame / 2, offset - frame)
        writeSync(file, bytes, 0, frame / 2, offset)
        return
      case 'noise behind':
        for (let at = 0; at < frame; at += 1) bytes[at] = (at * 131 + offset) & 255
        writeSync(file, bytes, 0, frame, offset)
        return
      case 'cut off':
        ftruncateSync(file, Math.min(offset, fstatSync(file).size))
        return
      case 'a flipped bit':
        readSync(file, bytes, 0, 1, offset)
        bytes[0] = (bytes[0] ?? 0) ^ 4
        writeSync(file, bytes, 0, 1, offset)
        return
    }
  } finally {
    closeSync(file)
  }
}
