import type { BlockJson, CellJson, Losses, TableRowJson } from '@samsyn/editor'
import type { LossKind } from './losses.ts'

/**
 * Rows without the column of their numbers, which follow from their places. Numbers that Samsyn wrote are left out when lines are
 * read; those that somebody wrote in Word are told as lost. Where the column is not there any more, or holds more than
 * numbers, nothing is taken out.
 */
export function withoutRowNumbers(
  rows: readonly TableRowJson[],
  losses: Losses<LossKind>,
): readonly TableRowJson[] {
  const written = rows.map(({ content: [first] = [] }) =>
    first?.type === 'tableHeader' ? textOf(first) : null,
  )
  if (!written.every((text) => text !== null && /^-?\d*[a-z-]{0,4}\.?$/.test(text.trim()))) return rows
  for (const text of written) if (text?.trim()) losses.add('row_number', text)
  return rows.map(({ content = [], ...row }) => ({ ...row, content: content.slice(1) }))
}

function textOf(node: CellJson | BlockJson): string {
  if (node.type !== 'paragraph' && node.type !== 'tableHeader' && node.type !== 'tableCell') return ' more '
  return (node.content ?? [])
    .map((child) => {
      if (child.type === 'text') return child.text
      return child.type === 'paragraph' ? textOf(child) : ' more '
    })
    .join('')
}
