import type { TextPlace } from '@samsyn/editor'
import type { ExportFacts } from '../facts.ts'

/** What a Word file says on every page, beside what every file says of its text. */
export interface DocxFacts extends ExportFacts {
  /** The state of the text: that it is a draft, not final or final, its version and hash. */
  readonly state: string
}

/** What stands beside a text in a Word file. */
export interface DocxMargin {
  readonly threads: readonly DocxThread[]
  /** Who proposed the suggestions of the text, by their ids. */
  readonly suggestions: ReadonlyMap<string, SignedAt>
}

/** Somebody as they are named in a file, and an instant, ISO 8601 in UTC. */
export interface SignedAt {
  readonly author: string
  readonly at: string
}

/** A thread as it stands beside the text. */
export interface DocxThread {
  /** The passage it is about; null for the whole text or a passage that is gone. Never empty. */
  readonly passage: { readonly from: TextPlace; readonly to: TextPlace } | null
  /** The words it was about, when they are gone; null otherwise. */
  readonly lostQuote: string | null
  readonly isClosed: boolean
  /** Oldest first; never empty. */
  readonly comments: readonly (SignedAt & { readonly text: string })[]
}
