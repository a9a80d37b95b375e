import type { ExportFacts } from '../facts.ts'

/** What is said on the pages of a frozen text beside it. Words are in the language of the text. */
export interface PaperFacts extends Pick<ExportFacts, 'title' | 'language' | 'marking' | 'sampleMark'> {
  readonly state: PaperState
  readonly version: number
  readonly contentHash: string
  /** When it was frozen or released, ISO 8601 in UTC, and the same as the clocks in Brussels have it. */
  readonly instant: string
  readonly at: string
  /** Of its page. */
  readonly address: string
}

export type PaperState =
  | {
      readonly kind: 'final'
      readonly reference: string
      readonly partyFormula: string
      /** By country, in the Council's terms. */
      readonly reservations: readonly { readonly country: string; readonly text: string }[]
      /** What a reader must know before all else, such as that a later text stands in its place. */
      readonly notices: readonly string[]
    }
  | {
      readonly kind: 'frozen'
      /** What the version is called beside its number; empty for none. */
      readonly name: string
    }
