import type { BlockJson, CellJson, InlineJson, TableRowJson } from '@samsyn/editor'
import { tableGrid } from '../table-grid.ts'

/** What a column weighs at least and at most, in letters. */
const [lightest, heaviest] = [6, 60]

/**
 * Shares a table's width (in twentieths of a point) out over its columns by how much they hold, so that a column of numbers is
 * narrow and one of wordings wide. What reaches over several columns weighs in none.
 */
export function columnWidths(rows: readonly TableRowJson[], width: number): readonly number[] {
  const grid = tableGrid(rows)
  const weights = (grid[0] ?? []).map((_first, column) => {
    const cells = grid.flatMap((row) => row[column] ?? [])
    const letters = cells.filter(({ attrs }) => (attrs?.colspan ?? 1) === 1).map(lettersIn)
    return Math.min(heaviest, Math.max(lightest, ...letters))
  })
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.floor((width * weight) / whole))
}

function lettersIn(node: CellJson | BlockJson | InlineJson): number {
  if (node.type === 'text') return node.text.length
  const inside = 'content' in node ? (node.content ?? []) : []
  return (inside as readonly (BlockJson | InlineJson)[]).reduce((sum, each) => sum + lettersIn(each), 0)
}
