import { ok, refuse } from '@samsyn/domain'
import type { Outcome } from '../refusal.ts'
import type { DocxJob } from './docx-job.ts'
import { createFileThread } from './file-thread.ts'
import { keepFiles } from './kept-files.ts'

/** Writes Word files without holding up the sessions, and keeps the last ones, but none of a draft. */
export interface DocxWriter {
  /** Writes one file after the other. Refuses `busy` when too many wait, and `draft_unreadable`. */
  write(job: DocxJob): Promise<Outcome<Uint8Array>>
  /** Forgets what is kept, also what is being written. */
  forget(): void
  close(): Promise<void>
}

/** A writer with a thread of its own, which starts with the first file and is where the library is loaded. */
export function createDocxWriter(room: { readonly mostBytes?: number } = {}): DocxWriter {
  const thread = createFileThread<DocxJob, Uint8Array | null>(new URL('./docx-worker.ts', import.meta.url))
  const kept = keepFiles<Uint8Array>(({ length }) => length, room)
  async function begin(job: DocxJob): Promise<Outcome<Uint8Array>> {
    const file = await thread.do(job)
    if (!file.ok) return file
    return file.value ? ok(file.value) : refuse({ code: 'draft_unreadable' })
  }
  return {
    write(job) {
      if ('report' in job) return kept.of(job, () => begin(job))
      const { text, suggestions } = job
      // A draft is another one with the next letter.
      if (text.kind === 'draft') return begin(job)
      return kept.of({ ...job, suggestions: [...suggestions] }, () => begin(job))
    },
    forget: () => kept.forget(),
    close: () => thread.close(),
  }
}
