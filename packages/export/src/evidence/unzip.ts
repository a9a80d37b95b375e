import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js/index-native.js'

/** The files of a package by their paths. */
export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/**
 * The files of a ZIP archive. Its own checksums are not asked: the manifest's hashes say which file was changed. Throws for no archive,
 * and for one in which another program could find other files: two of one path, or two that lie over each other.
 */
export async function unpackZip(archive: Blob): Promise<Files> {
  const reader = new ZipReader(new BlobReader(archive), {
    useWebWorkers: false,
    checkSignature: false,
    strictness: 'strict',
    checkOverlappingEntry: true,
  })
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const entry of await reader.getEntries()) {
    if (entry.directory) continue
    files.set(entry.filename, new Uint8Array(await entry.getData(new Uint8ArrayWriter())))
  }
  return files
}
