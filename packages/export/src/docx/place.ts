import type { AmendedLine, BlockJson, SuggestionMarkJson } from '@samsyn/editor'

/** Where a block stands. */
export interface Place {
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
  /** What lines of the innermost amendment table around it change in the act. */
  readonly amended: ReadonlyMap<BlockJson, AmendedLine>
}

/** The beginning of a section, or of a cell. */
export const outermost: Place = {
  depth: 0,
  lists: 0,
  isQuoted: false,
  isHead: false,
  suggestions: [],
  onMarks: [],
  amended: new Map(),
}
