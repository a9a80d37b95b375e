import {
  type BlockJson,
  type CellJson,
  type DocJson,
  type InlineJson,
  isNumbering,
  type ListItemJson,
  type Numbering,
  type TableJson,
} from '../doc-json.ts'

/** A title, heading or paragraph, as far as its number depends on it. */
export interface NumberedLine {
  /** Which of all lines of the document it is, from 0. */
  readonly index: number
  /** Null for a line without a number of its own. */
  readonly numbering: Numbering | null
  readonly baseNumber: string | null
  /** 2 for a title, 3 and 4 for headings, null for a paragraph. */
  readonly level: 2 | 3 | 4 | null
  /** Which section it is in, and which column of which table; numbers of two columns are numbers of two texts. */
  readonly section: number
  readonly column: string
  /** Whether it ends with a colon, and so begins a list. */
  readonly isOpening: boolean
}

/** The lines of a document in its order, with what their numbers depend on. */
export function numberedLinesOf(doc: DocJson): readonly NumberedLine[] {
  const lines: NumberedLine[] = []
  let tables = 0
  const visit = (node: BlockJson | ListItemJson | CellJson, section: number, column: string) => {
    switch (node.type) {
      case 'heading':
      case 'paragraph': {
        const { numbering, baseNumber } = node.attrs ?? {}
        lines.push({
          index: lines.length,
          numbering: isNumbering(numbering) ? numbering : null,
          baseNumber: baseNumber || null,
          level: node.type === 'heading' ? node.attrs.level : null,
          section,
          column,
          isOpening: opensRow(node.content),
        })
        return
      }
      case 'table':
        tables += 1
        for (const [cell, at] of cellsOf(node)) visit(cell, section, `${column}/${tables}.${at}`)
        return
      case 'blockquote':
      case 'bulletList':
      case 'orderedList':
      case 'listItem':
      case 'tableCell':
      case 'tableHeader':
        // ProseMirror leaves `content` out when there is none.
        for (const child of node.content ?? []) visit(child, section, column)
    }
  }
  for (const [section, { content }] of doc.content.entries()) {
    const [, ...blocks] = content
    const title = { numbering: null, baseNumber: null, level: 2, column: '', isOpening: false } as const
    lines.push({ ...title, index: lines.length, section })
    for (const block of blocks) visit(block, section, '')
  }
  return lines
}

/** Whether a line with these words begins a row of points: it ends with a colon. */
export function opensRow(content: readonly InlineJson[] = []): boolean {
  const last = content.at(-1)
  return last?.type === 'text' && last.text.trimEnd().endsWith(':')
}

/** The cells of a table, each with the column that it begins in. */
function cellsOf({ content = [] }: TableJson): readonly (readonly [cell: CellJson, column: number])[] {
  // For each column, how many rows a tall cell still takes.
  const taken: number[] = []
  return content.flatMap((row) => {
    let at = 0
    const cells = (row.content ?? []).map((cell) => {
      while ((taken[at] ?? 0) > 0) at += 1
      const begins = at
      const { colspan = 1, rowspan = 1 } = cell.attrs ?? {}
      for (const end = at + colspan; at < end; at += 1) taken[at] = rowspan
      return [cell, begins] as const
    })
    for (const [column, rows] of taken.entries()) taken[column] = Math.max(0, (rows ?? 0) - 1)
    return cells
  })
}
