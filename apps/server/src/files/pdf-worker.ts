import { openTypesetter, type Pages, toPaper, toPaperFolder, toPaperReport } from '@samsyn/export'
import type { PdfJob, PdfRequest } from './pdf-job.ts'

const typesetter = openTypesetter()

process.on('message', ({ request, isTagged }: PdfJob) => {
  typesetter
    .then(({ set }) => set(pagesOf(request), { isTagged }))
    .then(
      (file) => process.send?.(file),
      (error: unknown) => process.send?.(error instanceof Error ? error : new Error(String(error))),
    )
})
// Whoever asked is gone: nobody waits for a file.
process.on('disconnect', () => process.exit())

function pagesOf(request: PdfRequest): Pages {
  switch (request.kind) {
    case 'text':
      return toPaper(request.doc, request.facts, { attribution: request.attribution })
    case 'folder':
      return toPaperFolder(request.facts)
    case 'report':
      return toPaperReport(request.facts)
  }
}
