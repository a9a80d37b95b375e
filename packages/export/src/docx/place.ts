import type { AmendedLine, BlockJson, SuggestionMarkJson } from '@samsyn/editor'
import { textWidth } from './measures.ts'

/** Where a block stands. */
export interface Place {
  /** How wide the text is on its page, in twentieths of a point. */
  readonly textWidth: number
  /** How many steps it is indented. */
  readonly depth: number
  /** How many lists it is in. */
  readonly lists: number
  readonly isQuoted: boolean
  readonly isHead: boolean
  /** What adds or takes out a table, row or quotation that it is in, the outermost first. */
  readonly suggestions: readonly SuggestionMarkJson[]
  /** Of these, those of a quotation: Word has them on each of its paragraph marks. */
  readonly onMarks: readonly SuggestionMarkJson[]
  /** What lines of the innermost amendment table around it change in what they are compared with. */
  readonly amended: ReadonlyMap<BlockJson, AmendedLine>
}

/** The beginning of a section, or of a cell. */
export const outermost: Place = {
  textWidth,
  depth: 0,
  lists: 0,
  isQuoted: false,
  isHead: false,
  suggestions: [],
  onMarks: [],
  amended: new Map(),
}
