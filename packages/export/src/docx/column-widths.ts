import type { BlockJson, CellJson, InlineJson, TableRowJson } from '@samsyn/editor'
import { tableGrid } from '../table-grid.ts'

/** What a column weighs at least and at most, in letters. */
const [lightest, heaviest] = [6, 60]
/** What a letter takes in bold, and the margins of a cell, in twentieths of a point. */
const [letterWidth, margins] = [130, 220]

/**
 * Shares a table's width (in twentieths of a point) out over its columns: to each first what its longest word needs, the rest by
 * how much they hold, so that a column of numbers is narrow and one of wordings wide. What reaches over several columns counts in none.
 * Columns that hold one text in several states are all as wide (`isEven`), as long as their words fit.
 */
export function columnWidths(
  rows: readonly TableRowJson[],
  width: number,
  { isEven = false }: { readonly isEven?: boolean } = {},
): readonly number[] {
  const grid = tableGrid(rows)
  const columns = (grid[0] ?? []).map((_first, column) => {
    const cells = grid.flatMap((row) => row[column] ?? [])
    const texts = cells.filter(({ attrs }) => (attrs?.colspan ?? 1) === 1).map(textOf)
    const longest = Math.max(0, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length))
    return {
      least: longest * letterWidth + margins,
      weight: Math.min(heaviest, Math.max(lightest, ...texts.map((text) => text.length))),
    }
  })
  const sum = (of: (column: (typeof columns)[number]) => number) =>
    columns.reduce((whole, column) => whole + of(column), 0)
  const share = Math.floor(width / columns.length)
  if (isEven && columns.every(({ least }) => least <= share)) return columns.map(() => share)
  const needed = sum(({ least }) => least)
  // Where not even the words fit, each column gives way alike.
  const fit = Math.min(1, width / needed)
  const weights = sum(({ weight }) => weight)
  return columns.map(({ least, weight }) =>
    Math.floor(least * fit + (Math.max(0, width - needed) * weight) / weights),
  )
}

/** How wide a column is that holds nothing but the numbers of rows: with room for the widest letters, as it has few. */
export function labelWidth(labels: readonly string[]): number {
  return Math.max(...labels.map((label) => label.length)) * 180 + margins
}

/** The words of a cell, those of one block apart from those of the next. */
function textOf(node: CellJson | BlockJson | InlineJson): string {
  if (node.type === 'text') return node.text
  const inside = ('content' in node ? (node.content ?? []) : []) as readonly (BlockJson | InlineJson)[]
  return inside.map(textOf).join(inside.some(({ type }) => type === 'text') ? '' : ' ')
}
