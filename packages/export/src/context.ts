import {
  type Attribution,
  type DocJson,
  type Footnote,
  footnotesOf,
  type PrintableOptions,
  printable,
} from '@samsyn/editor'
import type { ExportFacts } from './facts.ts'
import { reservationLines, withReservations } from './reservations.ts'

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

interface Prepared {
  readonly doc: DocJson
  readonly notes: readonly Footnote[]
  readonly context: Context
  readonly foot: readonly string[]
}

/** A text made ready to be written: its sections, its footnotes, what its lines are written with, and what stands below it. */
export function prepared(
  doc: DocJson,
  { reservations, foot }: Pick<ExportFacts, 'reservations' | 'foot'>,
  { attribution = 'inline' }: ExportOptions,
  print: PrintableOptions,
): Prepared {
  const shown = printable(withReservations(doc, reservations), print)
  const notes = footnotesOf(shown, { attribution })
  const numbers = new Map(notes.map(({ id, number }) => [id, number]))
  return {
    doc: shown,
    notes,
    context: { attribution, numberOf: (id) => numbers.get(id) ?? 0 },
    foot: [
      ...reservationLines(reservations, notes).map(({ country, text }) => `${country}: ${text}`),
      ...foot,
    ],
  }
}
