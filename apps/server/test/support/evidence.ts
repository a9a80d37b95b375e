import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { unpackZip } from '@samsyn/export'

/** Unpacks an evidence package into a folder, and gives what is in it. */
export async function unpackTo(
  folder: string,
  archive: Blob,
): Promise<Awaited<ReturnType<typeof unpackZip>>> {
  const files = await unpackZip(archive)
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return files
}
