import { createHash } from 'node:crypto'
import { ok } from '@samsyn/domain'
import type { Outcome } from '../refusal.ts'

/** The files that were written last, so that who asks for the same gets the same: in a meeting many do. */
export interface KeptFiles<File> {
  /** The file of what decides its bytes; written where it is not kept, for all who ask at once, once. */
  of(said: unknown, write: () => Promise<Outcome<File>>): Promise<Outcome<File>>
  /** Forgets what is kept, also what is being written. */
  forget(): void
}

/** How many bytes of files are kept. */
const mostKept = 32 * 1024 * 1024

/** Keeps files in memory, as far as they fit. */
export function keepFiles<File>(
  sizeOf: (file: File) => number,
  { mostBytes = mostKept } = {},
): KeptFiles<File> {
  /** The one asked for longest ago first. */
  let kept = new Map<string, File>()
  let underway = new Map<string, Promise<Outcome<File>>>()

  async function begin(key: string, write: () => Promise<Outcome<File>>): Promise<Outcome<File>> {
    const mine = kept
    const file = await write()
    if (!file.ok) return file
    mine.set(key, file.value)
    let bytes = [...mine.values()].reduce((sum, each) => sum + sizeOf(each), 0)
    for (const [oldest, each] of mine) {
      if (bytes <= mostBytes) break
      mine.delete(oldest)
      bytes -= sizeOf(each)
    }
    return file
  }

  return {
    async of(said, write) {
      const key = createHash('sha256').update(JSON.stringify(said)).digest('hex')
      const known = kept.get(key)
      if (known) {
        kept.delete(key)
        kept.set(key, known)
        return ok(known)
      }
      const others = underway.get(key)
      if (others) return others
      const mine = underway
      const writing = begin(key, write).finally(() => mine.delete(key))
      mine.set(key, writing)
      return writing
    },
    forget() {
      kept = new Map()
      underway = new Map()
    },
  }
}
