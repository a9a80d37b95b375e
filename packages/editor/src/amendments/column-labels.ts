import type { BlockJson, CellJson, ListItemJson, TableJson, TableRowJson } from '../doc-json.ts'
import { printInline } from '../print-inline.ts'

/**
 * What each column of a table in a form of the Council is called by its head, for where its cells stand below each other
 * because there is no room beside. Null for any other table, and where it has no head or joins cells.
 */
export function columnLabels({ attrs, content }: TableJson): readonly string[] | null {
  if (!attrs?.form || attrs.form === 'amendment') return null
  const [head = []] = content.map((row) => row.content ?? [])
  const isHead = head.length > 0 && head.every(({ type }) => type === 'tableHeader')
  return isHead && content.every((row) => row.content?.every(isPlain)) ? head.map(wordsOf) : null
}

function isPlain({ attrs: { colspan = 1, rowspan = 1 } = {} }: CellJson): boolean {
  return colspan === 1 && rowspan === 1
}

function wordsOf(node: CellJson | BlockJson | ListItemJson | TableRowJson): string {
  if (node.type !== 'paragraph' && node.type !== 'heading') return (node.content ?? []).map(wordsOf).join(' ')
  return printInline(node.content)
    .map((run) => (run.part === 'text' || run.part === 'sign' ? run.text : ' '))
    .join('')
    .trim()
}
