import { isSpan } from '../doc-json.ts'
import { childElements, nameOf, styleOf, wordsOf } from './pasted-elements.ts'

/** The rows of a table itself, not of one in its cells. */
export function rowsOf(table: Element): readonly Element[] {
  return childElements(table).flatMap((child) =>
    nameOf(child) === 'tr'
      ? [child]
      : ['thead', 'tbody', 'tfoot'].includes(nameOf(child))
        ? childElements(child, 'tr')
        : [],
  )
}

/** The cells of a row. */
export function cellsOf(row: Element): readonly Element[] {
  return childElements(row, 'td', 'th')
}

/** Whether words stand in a table outside of its cells: then it is none. */
export function hasWordsBesideCells(table: Element): boolean {
  const letters = (elements: readonly Element[]) =>
    elements.map((element) => (element.textContent ?? '').replace(/\s+/g, '')).join('').length
  const parts = [...childElements(table, 'caption'), ...rowsOf(table).flatMap(cellsOf)]
  return letters([table]) !== letters(parts)
}

/** A cell with what is in it, as HTML of the schema. */
export function cellHtml(cell: Element, inside: string): string {
  const isHead = nameOf(cell) === 'th' || cell.closest('thead') !== null
  const name = isHead ? 'th' : 'td'
  const spans = ['colspan', 'rowspan'].flatMap((span) => {
    const value = Number(cell.getAttribute(span) ?? 1)
    // A span that is no small positive number hangs the table repair of prosemirror-tables.
    return isSpan(value) && value > 1 ? [` ${span}="${value}"`] : []
  })
  return `<${name}${spans.join('')}>${inside === '' ? '<p></p>' : inside}</${name}>`
}

/** What a table is used for: figures in rows, one frame around a text, or signs beside what they count. */
export function useOf(table: Element): 'table' | 'frame' | 'marked_lines' {
  const rows = rowsOf(table).map(cellsOf)
  if (table.getAttribute('role') === 'presentation') return 'frame'
  if (rows.every((cells) => cells.length <= 1) && rows.length <= 1) return 'frame'
  const isMarked = rows.every(
    ([first, ...others]) => first && others.length > 0 && isSign(wordsOf(first)) && !hasBorder(first),
  )
  return isMarked && !hasBorder(table) ? 'marked_lines' : 'table'
}

/** A number, a letter or a dash, as EUR-Lex puts them into a column of their own. */
function isSign(words: string): boolean {
  return /^(?:\(?(?:\d+[a-z]?|[a-z]{1,4})[.)\]]|[—–•\-·])$/i.test(words)
}

function hasBorder(element: Element): boolean {
  const border = element.getAttribute('border')
  if (border !== null && border !== '0') return true
  return [...styleOf(element)].some(([name, value]) => /^border/.test(name) && /\bsolid\b/.test(value))
}
