import { createHash } from 'node:crypto'
import { ok } from '@samsyn/domain'
import type { PaperFile } from '@samsyn/export'
import type { Outcome } from '../refusal.ts'
import { createFileProcess } from './file-thread.ts'
import type { PdfJob, PdfRequest } from './pdf-job.ts'

/** Writes PDFs without holding up the sessions, and keeps the last ones: in a meeting many ask for the same. */
export interface PdfWriter {
  /** Refuses `busy` when too many wait. */
  write(request: PdfRequest): Promise<Outcome<PaperFile>>
  /** Forgets what is kept, also what is being written. */
  forget(): void
  close(): Promise<void>
}

/** How many bytes of files are kept. */
const mostKept = 32 * 1024 * 1024

/** A writer with a process of its own, which starts with the first file and is where the compiler is loaded: it can end by itself (ADR 35). */
export function createPdfWriter({ mostBytes = mostKept } = {}): PdfWriter {
  const thread = createFileProcess<PdfJob, PaperFile>(new URL('./pdf-worker.ts', import.meta.url))
  /** The one asked for longest ago first. */
  let kept = new Map<string, PaperFile>()
  let underway = new Map<string, Promise<Outcome<PaperFile>>>()

  async function begin(key: string, request: PdfRequest): Promise<Outcome<PaperFile>> {
    const mine = kept
    const attempt = (isTagged: boolean) => thread.do({ request, isTagged })
    const file = await attempt(true).catch(() => attempt(false))
    if (!file.ok) return file
    mine.set(key, file.value)
    let bytes = [...mine.values()].reduce((sum, { content }) => sum + content.length, 0)
    for (const [oldest, { content }] of mine) {
      if (bytes <= mostBytes) break
      mine.delete(oldest)
      bytes -= content.length
    }
    return file
  }

  return {
    async write(request) {
      const key = keyOf(request)
      const known = kept.get(key)
      if (known) {
        kept.delete(key)
        kept.set(key, known)
        return ok(known)
      }
      const others = underway.get(key)
      if (others) return others
      const mine = underway
      const writing = begin(key, request).finally(() => mine.delete(key))
      mine.set(key, writing)
      return writing
    },
    forget() {
      kept = new Map()
      underway = new Map()
    },
    close: () => thread.close(),
  }
}

/** What decides a file's bytes: each text, by its hash, what is said beside it, and how support is told. */
function keyOf(request: PdfRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([request.kind, saidIn(request)]))
    .digest('hex')
}

function saidIn(request: PdfRequest): unknown {
  switch (request.kind) {
    case 'text':
      return [request.facts, request.attribution]
    case 'folder':
      return {
        ...request.facts,
        agenda: request.facts.agenda.map((item) => ({
          ...item,
          texts: item.texts.map(({ facts, options }) => [facts, options]),
        })),
      }
    case 'report':
      return request.facts
  }
}
