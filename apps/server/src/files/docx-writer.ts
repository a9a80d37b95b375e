import { ok, refuse } from '@samsyn/domain'
import type { Outcome } from '../refusal.ts'
import type { DocxJob } from './docx-job.ts'
import { createFileThread } from './file-thread.ts'

/** Writes Word files without holding up the sessions. */
export interface DocxWriter {
  /** Writes one file after the other. Refuses `busy` when too many wait, and `draft_unreadable`. */
  write(job: DocxJob): Promise<Outcome<Uint8Array>>
  close(): Promise<void>
}

/** A writer with a thread of its own, which starts with the first file and is where the library is loaded. */
export function createDocxWriter(): DocxWriter {
  const thread = createFileThread<DocxJob, Uint8Array | null>(new URL('./docx-worker.ts', import.meta.url))
  return {
    async write(job) {
      const file = await thread.do(job)
      if (!file.ok) return file
      return file.value ? ok(file.value) : refuse({ code: 'draft_unreadable' })
    },
    close: () => thread.close(),
  }
}
