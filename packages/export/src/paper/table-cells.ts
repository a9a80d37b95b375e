import { type BlockJson, type CellJson, inlineText, type TableRowJson } from '@samsyn/editor'

/** A cell where it stands in its table; no two of them reach over each other. */
export interface PlacedCell {
  readonly cell: CellJson
  readonly x: number
  readonly y: number
  readonly colspan: number
  readonly rowspan: number
}

/** The cells of a table by their places, and how many of the first rows are its head. */
export function placedCells(rows: readonly TableRowJson[]): {
  readonly cells: readonly PlacedCell[]
  readonly head: number
} {
  const taken = rows.map(() => new Set<number>())
  const cells: PlacedCell[] = []
  for (const [y, { content = [] }] of rows.entries()) {
    let x = 0
    for (const cell of content) {
      const isTaken = (row: number, column: number) => taken[row]?.has(column) ?? false
      while (isTaken(y, x)) x += 1
      const { colspan: wide = 1, rowspan: tall = 1 } = cell.attrs ?? {}
      const [left, top] = [x, y]
      let colspan = 1
      while (colspan < wide && !isTaken(top, left + colspan)) colspan += 1
      let rowspan = 1
      while (rowspan < tall && top + rowspan < rows.length) rowspan += 1
      for (let row = top; row < top + rowspan; row += 1)
        for (let column = left; column < left + colspan; column += 1) taken[row]?.add(column)
      cells.push({ cell, x: left, y: top, colspan, rowspan })
      x = left + colspan
    }
  }
  return { cells, head: headRows(rows, cells) }
}

/** The longest head that is repeated, in letters: a longer one would leave no room below it. */
const longestHead = 800

/** The rows before the first that has data, as long as no cell reaches out of them; a table has data below its head. */
function headRows(rows: readonly TableRowJson[], cells: readonly PlacedCell[]): number {
  const isHead = ({ content = [] }: TableRowJson) =>
    content.length > 0 && content.every(({ type }) => type === 'tableHeader')
  const first = rows.findIndex((row) => !isHead(row))
  const reaches = cells.some(({ y, rowspan }) => y < first && y + rowspan > first)
  const letters = cells.filter(({ y }) => y < first).reduce((sum, { cell }) => sum + lettersIn(cell), 0)
  return first <= 0 || reaches || letters > longestHead ? 0 : first
}

/** Letters that a line across the whole page has, counted short, and the lines that a cell may have to stand on one page whole. */
const [lineLetters, mostLines] = [70, 16]

/** Whether a cell that is as wide as some part of the page is surely short enough not to be broken over pages. */
export function isKeptTogether({ content }: CellJson, part: number): boolean {
  const letters = Math.max(4, Math.floor(lineLetters * part) - 2)
  const lines = content.map((block) =>
    block.type === 'paragraph' || block.type === 'heading'
      ? 1 + Math.ceil(inlineText(block.content).length / letters)
      : Number.POSITIVE_INFINITY,
  )
  return lines.reduce((sum, each) => sum + each, 0) <= mostLines
}

function lettersIn({ content }: CellJson): number {
  return content.reduce((sum, block) => sum + lettersOf(block), 0)
}

function lettersOf(block: BlockJson): number {
  return block.type === 'paragraph' || block.type === 'heading'
    ? inlineText(block.content).length
    : longestHead + 1
}
