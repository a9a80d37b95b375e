import type { CountryCode } from '@samsyn/domain'

/** Texts that can be searched: final ones, frozen ones, and the joint draft as it stands. Own pages never are (ADR 29). */
export type SearchedKind = 'release' | 'version' | 'draft'

/** A paragraph of a text, and the title of the section that it stands in. */
export interface PassageOfText {
  readonly section: string
  readonly text: string
}

/** A text with what it is found by. Whoever analyses it decides what a token is; here tokens are letters and digits, compared as they are. */
export interface TextToIndex {
  readonly positionId: string
  readonly kind: SearchedKind
  /** Of the version; 0 for the draft. */
  readonly number: number
  readonly releaseId: string | null
  readonly title: string
  /** When it was released or frozen, or last written in. */
  readonly at: string
  /** For a draft, the place in its log of the last entry that is in the text. */
  readonly place: number | null
  readonly tokens: ReadonlySet<string>
  /** Its words in order, one blank around each, a line feed between passages: what phrases are looked for in. */
  readonly words: string
  readonly passages: readonly PassageOfText[]
  /** By which analysis the tokens were made; texts of an older one are to be indexed anew. */
  readonly analysis: number
}

export interface SearchToken {
  readonly token: string
  /** Whether whatever begins so is meant. */
  readonly isPrefix: boolean
}

/** What a text has to have: one of the tokens and, where there is one, the phrase; or to be of a position that stands on one of these. */
export interface SearchClause {
  readonly anyOf: readonly SearchToken[]
  /** As `words` has it. */
  readonly phrase: string | null
  readonly dossierIds: readonly string[]
  readonly agendaItemIds: readonly string[]
}

/** A text that was found, without its words. */
export interface FoundText extends Omit<TextToIndex, 'tokens' | 'words' | 'passages' | 'analysis' | 'place'> {
  readonly id: number
  /** Of a release: whether another followed it, and whether a country no longer stands behind it. */
  readonly isSuperseded: boolean
  readonly isSupportWithdrawn: boolean
  /** Of a release: the countries in whose name it was given. */
  readonly supporters: readonly CountryCode[]
}

/** How far a draft is in the index. */
export interface IndexedDraft {
  readonly positionId: string
  readonly title: string
  readonly place: number
  readonly analysis: number
}

export interface SearchTable {
  /** Puts a text into the index, in the place of what stood there of the same position, kind and number. */
  put(text: TextToIndex): Promise<void>
  /** The texts for which every clause holds, of these kinds alone where any are named. Whoever asks decides which of them may be told. */
  find(clauses: readonly SearchClause[], kinds?: readonly SearchedKind[]): Promise<readonly FoundText[]>
  /** Which texts these are, and nothing else of them. */
  ids(clauses: readonly SearchClause[]): Promise<readonly number[]>
  /** The passages of texts that were found, in the order given. */
  passages(ids: readonly number[]): Promise<readonly (readonly PassageOfText[])[]>
  drafts(): Promise<readonly IndexedDraft[]>
  /** Versions and releases that are not in the index, or were put there by another analysis: at most so many. */
  missing(analysis: number, most: number): Promise<readonly MissingText[]>
  /** Takes everything out of the index. */
  clear(): Promise<void>
}

/** A version, or a release of one. */
export interface MissingText {
  readonly positionId: string
  readonly number: number
  readonly releaseId: string | null
}
