import type { DocJson } from '../doc-json.ts'
import { numberedLinesOf } from './numbered-lines-of.ts'
import { type LineNumber, numbersOf } from './numbers.ts'

/** The numbers of the lines of a document, by their index among all titles, headings and paragraphs. */
export function docNumbers(doc: DocJson): ReadonlyMap<number, LineNumber> {
  return numbersOf(numberedLinesOf(doc))
}
