import type { TextMarking } from '@samsyn/domain'
import { defaultBounds, type WordRefusal, type WordText } from '@samsyn/import'

/** Why a file is not brought in: what the reader says, and what the page adds. */
export type ImportRefusal =
  | { readonly code: WordRefusal | 'several' | 'too_slow' | 'too_long' }
  | { readonly code: 'classified'; readonly marking: TextMarking }

/** A file's text without the lines that its markings were looked for in. */
export type ReadText = Omit<WordText, 'lines'>

export type ReadFile =
  | { readonly ok: true; readonly text: ReadText; readonly limite: TextMarking | null }
  | { readonly ok: false; readonly refusal: ImportRefusal }

/** How long reading may take, in milliseconds. */
const patience = 30_000

/** Reads a file of this device in a worker of its own, which ends with it. Nothing of it leaves the device. */
export async function readInWorker(file: File, signal: AbortSignal): Promise<ReadFile> {
  // Before it is taken into memory at all.
  if (file.size > defaultBounds.fileBytes) return refused('too_large')
  const bytes = await file.arrayBuffer().catch(() => null)
  // It was moved, or may not be read.
  if (!bytes) return refused('damaged')
  const worker = new Worker(new URL('./word-worker.ts', import.meta.url), { type: 'module' })
  const { promise, resolve, reject } = Promise.withResolvers<ReadFile>()
  const given = setTimeout(() => resolve(refused('too_slow')), patience)
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  worker.addEventListener('message', ({ data }: MessageEvent<ReadFile>) => resolve(data))
  // The worker ran out of memory, say.
  worker.addEventListener('error', () => resolve(refused('damaged')))
  worker.postMessage(bytes, [bytes])
  return promise.finally(() => {
    clearTimeout(given)
    worker.terminate()
  })
}

function refused(code: 'too_large' | 'damaged' | 'too_slow'): ReadFile {
  return { ok: false, refusal: { code } }
}
