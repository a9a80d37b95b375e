import type { PaperFile } from '@samsyn/export'
import { type PdfKind, pdfHeader } from '@samsyn/protocol'
import type { OutFile } from '../http/file-router.ts'

/** A PDF as it is sent: a header says which rules it keeps. */
export function pdfFile(name: string, { content, kind }: PaperFile): OutFile {
  return {
    name,
    type: 'application/pdf',
    content,
    headers: { [pdfHeader]: kind satisfies PdfKind },
  }
}
