import type { CellJson, TableJson, TableRowJson } from '../doc-json.ts'

/** The two cells of a row that are compared. */
export interface AmendedRow {
  readonly act: CellJson
  readonly proposal: CellJson
}

/**
 * The rows of an amendment table in which there is something to compare. A header cell heads its row, as the number of the
 * article does; of the other cells the first holds the text of the act and the second the proposal. Rows with joined cells
 * have no columns to be sure of.
 */
export function amendedRows({ attrs, content }: TableJson): readonly AmendedRow[] {
  if (attrs?.form !== 'amendment') return []
  let covered = 0
  return content.flatMap((row): readonly AmendedRow[] => {
    const reach = Math.max(covered, ...(row.content ?? []).map(rowsJoined))
    covered = Math.max(0, reach - 1)
    const isPlain = reach === 0
    const cells = isPlain ? amendedCells(row) : null
    return cells ? [cells] : []
  })
}

/** The cells of a row that are compared, if it has both. */
export function amendedCells({ content = [] }: TableRowJson): AmendedRow | null {
  const [act, proposal] = content.filter(({ type }) => type === 'tableCell')
  return act && proposal ? { act, proposal } : null
}

/** How many rows a cell makes unsure; none, if it is a plain one. */
function rowsJoined({ attrs: { colspan = 1, rowspan = 1 } = {} }: CellJson): number {
  return colspan > 1 || rowspan > 1 ? rowspan : 0
}
