import { type DocJson, type Footnote, footnotesOf, type PrintableOptions, printable } from '@samsyn/editor'

/** How a text is written into a file. */
export interface ExportOptions {
  /** Whether a wording says which delegations support it; a non-paper names nobody. */
  readonly attribution?: boolean
}

/** What the lines of a text are written with. */
export interface Context {
  readonly attribution: boolean
  readonly numberOf: (footnoteId: string) => number
}

/** A text made ready to be written: its sections, its footnotes, and what its lines are written with. */
export function prepared(
  doc: DocJson,
  { attribution = true }: ExportOptions,
  print: PrintableOptions,
): { readonly doc: DocJson; readonly notes: readonly Footnote[]; readonly context: Context } {
  const shown = printable(doc, print)
  const notes = footnotesOf(shown)
  const numbers = new Map(notes.map(({ id, number }) => [id, number]))
  return { doc: shown, notes, context: { attribution, numberOf: (id) => numbers.get(id) ?? 0 } }
}
