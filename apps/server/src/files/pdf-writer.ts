import type { PaperFile } from '@samsyn/export'
import type { Outcome } from '../refusal.ts'
import { createFileProcess } from './file-thread.ts'
import { keepFiles } from './kept-files.ts'
import type { PdfJob, PdfRequest } from './pdf-job.ts'

/** Writes PDFs without holding up the sessions, and keeps the last ones: in a meeting many ask for the same. */
export interface PdfWriter {
  /** Refuses `busy` when too many wait. */
  write(request: PdfRequest): Promise<Outcome<PaperFile>>
  /** Forgets what is kept, also what is being written. */
  forget(): void
  close(): Promise<void>
}

/** A writer with a process of its own, which starts with the first file and is where the compiler is loaded: it can end by itself (ADR 35). */
export function createPdfWriter(room: { readonly mostBytes?: number } = {}): PdfWriter {
  const thread = createFileProcess<PdfJob, PaperFile>(new URL('./pdf-worker.ts', import.meta.url))
  const kept = keepFiles<PaperFile>(({ content }) => content.length, room)
  return {
    write(request) {
      const attempt = (isTagged: boolean) => thread.do({ request, isTagged })
      return kept.of([request.kind, saidIn(request)], () => attempt(true).catch(() => attempt(false)))
    },
    forget: () => kept.forget(),
    close: () => thread.close(),
  }
}

/** What decides a file's bytes: each text, by its hash, what is said beside it, and how support is told. */
function saidIn(request: PdfRequest): unknown {
  switch (request.kind) {
    case 'text':
      return [request.facts, request.attribution]
    case 'folder':
      return {
        ...request.facts,
        agenda: request.facts.agenda.map((item) => ({
          ...item,
          texts: item.texts.map(({ facts, options, postponed }) => [facts, options, postponed]),
        })),
      }
    case 'report':
      return request.facts
  }
}
