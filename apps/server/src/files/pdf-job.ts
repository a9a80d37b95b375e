import type { Attribution } from '@samsyn/domain'
import type { DocJson } from '@samsyn/editor'
import type { PaperFacts } from '@samsyn/export'

/** A PDF that is to be written of a frozen text. */
export interface PdfJob {
  readonly doc: DocJson
  readonly facts: PaperFacts
  readonly attribution: Attribution
  /** Whether it is tried to tag it; not after the compiler has ended over that. */
  readonly isTagged: boolean
}
