import {
  type Attribution,
  type DocJson,
  type Footnote,
  footnotesOf,
  type PrintableOptions,
  printable,
} from '@samsyn/editor'

/** How a text is written into a file. */
export interface ExportOptions {
  /** How it is said which delegations support a wording; a non-paper names nobody. */
  readonly attribution?: Attribution
}

/** What the lines of a text are written with. */
export interface Context {
  readonly attribution: Attribution
  readonly numberOf: (footnoteId: string) => number
}

/** A text made ready to be written: its sections, its footnotes, and what its lines are written with. */
export function prepared(
  doc: DocJson,
  { attribution = 'inline' }: ExportOptions,
  print: PrintableOptions,
): { readonly doc: DocJson; readonly notes: readonly Footnote[]; readonly context: Context } {
  const shown = printable(doc, print)
  const notes = footnotesOf(shown, { attribution })
  const numbers = new Map(notes.map(({ id, number }) => [id, number]))
  return { doc: shown, notes, context: { attribution, numberOf: (id) => numbers.get(id) ?? 0 } }
}
