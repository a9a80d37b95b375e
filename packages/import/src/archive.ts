import { type Entry, type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js/index-native.js'
import type { WordBounds } from './bounds.ts'
import { Refused } from './refusals.ts'

/** The files inside of a file. */
export interface Archive {
  readonly names: readonly string[]
  /** The bytes of one of them; null where there is none of that name. */
  read(name: string): Promise<Uint8Array | null>
}

/** How a compound file begins: what Word wrote before 2007, and what it writes around a text that it encrypts. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const
const encryptedPackage = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])

/**
 * Opens a file as a zip archive, looking at what it says of itself before anything is unpacked. What is unpacked is
 * counted on the way, over all that is read, so that a file that says too little of itself stops as well.
 */
export async function openArchive(bytes: Uint8Array, bounds: WordBounds): Promise<Archive> {
  if (bytes.length > bounds.fileBytes) throw new Refused('too_large')
  if (compoundFile.every((byte, index) => bytes[index] === byte)) {
    throw new Refused(holds(bytes, encryptedPackage) ? 'encrypted' : 'not_word')
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) throw new Refused('not_word')
  const entries = await entriesOf(bytes, bounds)
  const files = new Map(
    entries.flatMap((entry) => (entry.directory ? [] : [[entry.filename, entry] as const])),
  )
  let unpacked = 0
  return {
    names: [...files.keys()],
    async read(name) {
      const entry = files.get(name)
      if (!entry) return null
      return unpack(entry, (length) => {
        unpacked += length
        if (unpacked > bounds.unpackedBytes) throw new Refused('unpacks_too_large')
      })
    },
  }
}

async function entriesOf(bytes: Uint8Array, bounds: WordBounds): Promise<readonly Entry[]> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    useWebWorkers: false,
    checkOverlappingEntry: true,
  })
  const entries: Entry[] = []
  let declared = 0
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      entries.push(entry)
      declared += entry.uncompressedSize
      if (entries.length > bounds.entries || declared > bounds.declaredBytes) {
        throw new Refused('unpacks_too_large')
      }
      if (entry.encrypted) throw new Refused('encrypted')
    }
  } catch (error) {
    // The library's own errors all say that the archive is no sound one.
    throw error instanceof Refused ? error : new Refused('damaged')
  }
  return entries
}

async function unpack(entry: FileEntry, count: (length: number) => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let refused: Refused | null = null
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      try {
        count(chunk.length)
      } catch (error) {
        if (error instanceof Refused) refused = error
        throw error
      }
      chunks.push(chunk)
    },
  })
  try {
    await entry.getData(sink, { useWebWorkers: false, checkCrc32: true, checkOverlappingEntry: true })
  } catch {
    throw refused ?? new Refused('damaged')
  }
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const [first = 0] = wanted
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true
  }
  return false
}
