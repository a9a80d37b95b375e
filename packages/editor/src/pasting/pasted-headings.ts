import { nameOf } from './pasted-elements.ts'

/** The level of a heading, whatever it is written as; null for every other block. */
export function headingLevel(element: Element): number | null {
  const name = /^h([1-6])$/.exec(nameOf(element))?.[1]
  if (name !== undefined) return Number(name)
  const classes = element.getAttribute('class') ?? ''
  if (/\bMsoTitle\b/.test(classes)) return 0
  // Titles of articles and sections in EUR-Lex, and what stands under them.
  if (/\b(?:oj-)?ti-(?:art|section-\d|grseq-\d)\b/.test(classes)) return 2
  if (/\b(?:oj-)?sti-art\b/.test(classes)) return 3
  const role =
    element.getAttribute('role') === 'heading' ? Number(element.getAttribute('aria-level') ?? 2) : null
  return role
}
