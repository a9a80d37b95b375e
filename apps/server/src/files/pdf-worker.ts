import { openTypesetter, toPaper } from '@samsyn/export'
import type { PdfJob } from './pdf-job.ts'

const typesetter = openTypesetter()

process.on('message', ({ doc, facts, attribution, isTagged }: PdfJob) => {
  typesetter
    .then(({ set }) => set(toPaper(doc, facts, { attribution }), { isTagged }))
    .then(
      (file) => process.send?.(file),
      (error: unknown) => process.send?.(error instanceof Error ? error : new Error(String(error))),
    )
})
// Whoever asked is gone: nobody waits for a file.
process.on('disconnect', () => process.exit())
