import type { DocJson } from './doc-json.ts'
import { blocksOf, linesOf, sectionTitle } from './reading.ts'

/** A place in the text that is not settled. */
export interface OpenPoint {
  readonly kind: 'bracket' | 'unbalanced_bracket' | 'empty_section'
  readonly sectionId: string
  readonly sectionTitle: string
  /** The passage with its brackets; for an unbalanced one the rest of its line; empty for an empty section. */
  readonly text: string
  /** Place among all open points of the text, from 0. */
  readonly index: number
}

/**
 * The open points of a text in document order: passages in square brackets (a nested one is part of the outer one,
 * stacked ones count each), brackets without their partner, and sections without any text.
 */
export function openPoints(doc: DocJson): readonly OpenPoint[] {
  const points = doc.content.flatMap((section) => {
    const about = { sectionId: section.attrs.id, sectionTitle: sectionTitle(section) }
    const lines = blocksOf(section).flatMap(linesOf)
    const brackets = [about.sectionTitle, ...lines].flatMap(bracketsIn)
    const isEmpty = lines.every((line) => line.trim() === '')
    const found = isEmpty ? [...brackets, { kind: 'empty_section' as const, text: '' }] : brackets
    return found.map((point) => ({ ...about, ...point }))
  })
  return points.map((point, index) => ({ ...point, index }))
}

function bracketsIn(line: string): Pick<OpenPoint, 'kind' | 'text'>[] {
  const found: Pick<OpenPoint, 'kind' | 'text'>[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '[') {
      if (depth === 0) start = at
      depth += 1
    } else if (line[at] === ']') {
      if (depth === 0) {
        found.push({ kind: 'unbalanced_bracket', text: line.slice(at) })
        continue
      }
      depth -= 1
      if (depth === 0) found.push({ kind: 'bracket', text: line.slice(start, at + 1) })
    }
  }
  if (depth > 0) found.push({ kind: 'unbalanced_bracket', text: line.slice(start) })
  return found
}
