import type { Language } from '@samsyn/domain'
import type { PrintedReservations } from './reservations.ts'

/** What a file says about its text beside the text itself. Words are already in the reader's language. */
export interface ExportFacts {
  readonly title: string
  /** Of the text, for the `lang` attribute. */
  readonly language: Language
  /** Whom the text is for. It stands first, and on every page of what has pages. */
  readonly marking: string
  /** What must be known before all else, in short: at the head of every page of what has pages. */
  readonly notices: readonly string[]
  /** Lines above the text: state, version, reference, party formula. */
  readonly head: readonly string[]
  /** Of a final text: footnotes of it, and lines below it; null for what is none. */
  readonly reservations: PrintedReservations | null
  /** Lines below it: the hash. */
  readonly foot: readonly string[]
  /** The sentence that marks a sample; null when it is none. */
  readonly sampleMark: string | null
}
