import type { CellJson, TableRowJson } from '@samsyn/editor'

/**
 * The cells of a table by row and column, for formats that know no spans: a cell stands where it begins, null where it
 * only reaches, so that what is below a wide or tall cell stays in its own column.
 */
export function tableGrid(rows: readonly TableRowJson[]): readonly (readonly (CellJson | null)[])[] {
  const grid = rows.map((): (CellJson | null | undefined)[] => [])
  for (const [index, { content = [] }] of rows.entries()) {
    let column = 0
    for (const cell of content) {
      while (grid[index]?.[column] !== undefined) column += 1
      const { colspan = 1, rowspan = 1 } = cell.attrs ?? {}
      for (const line of grid.slice(index, index + rowspan)) {
        // A cell that reaches into a taller one's place does not erase it.
        for (let offset = 0; offset < colspan; offset += 1) line[column + offset] ??= null
      }
      const row = grid[index]
      if (row) row[column] = cell
      column += colspan
    }
  }
  const width = Math.max(1, ...grid.map((row) => row.length))
  return grid.map((row) => Array.from({ length: width }, (_unused, column) => row[column] ?? null))
}

/** What a header cell heads: its row when it stands beside data, otherwise its column. */
export function headerScope({ content = [] }: TableRowJson): 'row' | 'col' {
  return content.some(({ type }) => type === 'tableCell') ? 'row' : 'col'
}
