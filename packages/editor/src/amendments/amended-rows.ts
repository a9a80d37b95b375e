import type { CellJson, TableForm, TableJson, TableRowJson } from '../doc-json.ts'

/** Of the cells of a row that hold text: which one shows what it changes, by its place, and in which other. */
export interface ComparedColumns {
  readonly amended: number
  /** The first of these that says anything. */
  readonly against: readonly number[]
}

/** What is compared in the rows of each form; the last is what is written in the table itself. */
export const comparedColumns: Readonly<Record<TableForm, readonly [...ComparedColumns[], ComparedColumns]>> =
  {
    amendment: [{ amended: 1, against: [0] }],
    presidency: [
      { amended: 1, against: [0] },
      { amended: 2, against: [1, 0] },
    ],
    trilogue: [
      { amended: 1, against: [0] },
      { amended: 2, against: [0] },
      { amended: 3, against: [0] },
    ],
  }

/** A cell that shows what it changes, and those that it may change, in the order of `ComparedColumns`. */
export interface AmendedCell {
  readonly amended: CellJson
  readonly against: readonly CellJson[]
}

/**
 * The cells of an amendment table that are compared. A header cell heads its row, as the number of the article does; the
 * other cells have their meaning by their place. Rows with joined cells have no columns to be sure of.
 */
export function amendedCells({ attrs, content }: TableJson): readonly AmendedCell[] {
  const form = attrs?.form
  if (!form) return []
  let covered = 0
  return content.flatMap((row): readonly AmendedCell[] => {
    const reach = Math.max(covered, ...(row.content ?? []).map(rowsJoined))
    covered = Math.max(0, reach - 1)
    const isPlain = reach === 0
    return isPlain ? amendedInRow(row, form) : []
  })
}

function amendedInRow({ content = [] }: TableRowJson, form: TableForm): readonly AmendedCell[] {
  const cells = content.filter(({ type }) => type === 'tableCell')
  return comparedColumns[form].flatMap(({ amended: place, against: places }) => {
    const amended = cells[place]
    const against = places.flatMap((each) => cells[each] ?? [])
    return amended && against.length > 0 ? [{ amended, against }] : []
  })
}

/** How many rows a cell makes unsure; none, if it is a plain one. */
function rowsJoined({ attrs: { colspan = 1, rowspan = 1 } = {} }: CellJson): number {
  return colspan > 1 || rowspan > 1 ? rowspan : 0
}
