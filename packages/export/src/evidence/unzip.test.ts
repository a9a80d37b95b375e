import { describe, expect, it } from 'vitest'
import { zipOf } from './pack.ts'
import { unpackZip } from './unzip.ts'

const at = '2026-11-23T09:00:00.000Z'
const file = (path: string, text: string) => ({ path, content: new TextEncoder().encode(text) })

describe('a package as an archive', () => {
  /** An archive of two files, in whose bytes one was put in the place of another everywhere, or in its last place alone. */
  async function archive(change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<Blob> {
    const bytes = await zipOf([file('one.txt', 'The first'), file('two.txt', 'Another')], at)
    return new Blob([new Uint8Array(change(Buffer.from(bytes)))])
  }
  const replaced = (bytes: Buffer, from: number) => {
    const changed = Buffer.from(bytes)
    for (
      let place = changed.indexOf('two.txt', from);
      place >= 0;
      place = changed.indexOf('two.txt', place + 1)
    )
      changed.write('one.txt', place)
    return changed
  }

  it('[X147] gives the files that are in it', async () => {
    const files = await unpackZip(await archive())
    expect([...files].map(([path, content]) => [path, new TextDecoder().decode(content)])).toEqual([
      ['one.txt', 'The first'],
      ['two.txt', 'Another'],
    ])
  })

  it('[X147] two files of one path, one that is another where it lies, two in one place, or something beside them: no package', async () => {
    await expect(unpackZip(await archive((bytes) => replaced(bytes, 0)))).rejects.toThrow()
    const directory = (bytes: Buffer) => bytes.indexOf(Buffer.from('504b0102', 'hex'))
    const renamed = (bytes: Buffer) => {
      const changed = Buffer.from(bytes)
      changed.write('six.txt', changed.indexOf('two.txt', directory(bytes)))
      return changed
    }
    await expect(unpackZip(await archive(renamed))).rejects.toThrow()
    const inOnePlace = (bytes: Buffer) => {
      const changed = Buffer.from(bytes)
      // Where the last file of the directory begins, 42 bytes into its entry.
      changed.writeUInt32LE(0, changed.lastIndexOf(Buffer.from('504b0102', 'hex')) + 42)
      return changed
    }
    await expect(unpackZip(await archive(inOnePlace))).rejects.toThrow()
    const before = (bytes: Buffer) => Buffer.concat([Buffer.from('Something else'), bytes])
    await expect(unpackZip(await archive(before))).rejects.toThrow()
  })
})
