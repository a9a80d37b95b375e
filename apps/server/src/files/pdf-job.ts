import type { Attribution } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { FolderFacts, FolderText, PaperFacts, ReportFacts } from '@samsyn/export'

/** What is to be on the pages: one frozen text, the final texts of a meeting, or its report. */
export type PdfRequest =
  | {
      readonly kind: 'text'
      readonly doc: DocJson
      readonly facts: PaperFacts
      readonly attribution: Attribution
    }
  | { readonly kind: 'folder'; readonly facts: FolderFacts<FolderText> }
  | { readonly kind: 'report'; readonly facts: ReportFacts }

/** A PDF that is to be written. */
export interface PdfJob {
  readonly request: PdfRequest
  /** Whether it is tried to tag it; not after the compiler has ended over that. */
  readonly isTagged: boolean
}
