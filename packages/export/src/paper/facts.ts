import type { Language } from '@samsyn/domain'
import type { ExportFacts } from '../facts.ts'
import type { PrintedReservations } from '../reservations.ts'

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
      /** Footnotes of the text, and by country before it. */
      readonly reservations: PrintedReservations
      /** What a reader must know before all else, such as that a later text stands in its place. */
      readonly notices: readonly string[]
      /** What is to be read otherwise, a line for each corrigendum: it stands all the same. */
      readonly corrigenda: readonly string[]
    }
  | {
      /** A working translation; who stands behind its text, and on what terms, is said in the language that was agreed. */
      readonly kind: 'translation'
      readonly reference: string
      /** Of the text that was agreed. */
      readonly authentic: Language
      readonly translates: string
      readonly partyFormula: string
      readonly reservations: PrintedReservations
      readonly notices: readonly string[]
      readonly corrigenda: readonly string[]
    }
  | {
      readonly kind: 'frozen'
      /** What the version is called beside its number; empty for none. */
      readonly name: string
    }

/** What is said on the pages of a meeting beside its final texts. Words are in the language in which the folder is asked for. */
export interface FolderFacts<Text> extends Pick<PaperFacts, 'title' | 'language' | 'marking' | 'sampleMark'> {
  readonly forum: string
  /** From when to when, as the clocks in Brussels have it. */
  readonly when: string
  readonly place: string
  readonly isChathamHouse: boolean
  /** Of the file itself: when something in it changed last or, where there is no text in it, when the meeting begins; ISO 8601 in UTC. */
  readonly instant: string
  /** When something in it changed last, as the clocks in Brussels have it; null where there is no text in it. */
  readonly at: string | null
  /** Of the meeting's page. */
  readonly address: string
  /** In its order; each item with the final texts on it. */
  readonly agenda: readonly {
    readonly number: string
    readonly title: string
    /** How it is treated, and the documents on it. */
    readonly about: string
    readonly texts: readonly Text[]
    /** Whom to ask of the delegations. */
    readonly contacts: readonly FolderContact[]
  }[]
}

/** Whom to ask of a delegation about an item of a meeting. */
export interface FolderContact {
  readonly country: string
  readonly name: string
  readonly phone: string | null
  readonly mail: string | null
}
