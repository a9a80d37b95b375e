/** In twentieths of a point, Word's measure: an A4 page, its text, and one step of indentation. */
export const pageWidth = 11_906
export const pageHeight = 16_838
export const margin = 1418
export const textWidth = pageWidth - 2 * margin
/** The same of a page that is wider than high. */
export const wideTextWidth = pageHeight - 2 * margin
export const step = 425

/** How far a list or a quotation at this depth may still be indented: half of the page stays for the words. */
export function indentOf(depth: number): number {
  return Math.min(depth * step, textWidth / 2)
}
