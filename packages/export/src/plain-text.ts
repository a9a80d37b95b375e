import type { BlockJson, DocJson, InlineJson, ListItemJson, TableRowJson } from '@samsyn/editor'
import type { ExportFacts } from './facts.ts'
import { groupsOf, linesOf } from './inline-runs.ts'
import { tableGrid } from './table-grid.ts'
import { unmapped } from './unmapped.ts'

/** A version as plain text, as it would be pasted into a mail: brackets as they stand, one line a paragraph. */
export function toPlainText(doc: DocJson, facts: ExportFacts): string {
  const lines = [
    ...(facts.sampleMark === null ? [] : [facts.sampleMark, '']),
    facts.title,
    '',
    ...facts.head,
    ...doc.content.flatMap(({ content: [title, ...blocks] }) => [
      '',
      ...inlines(title.content),
      '',
      ...blocks.flatMap(block),
    ]),
    '',
    ...facts.foot,
  ]
  return `${lines.join('\n')}\n`
}

function block(node: BlockJson): readonly string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return inlines(node.content)
    case 'bulletList':
      return node.content.flatMap((item) => listItem(item, '• '))
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content.flatMap((item, index) => listItem(item, `${start + index}. `))
    }
    case 'blockquote':
      return node.content.flatMap(block).map((line) => `    ${line}`)
    case 'table':
      return table(node.content)
    default:
      return unmapped(node)
  }
}

function listItem({ content }: ListItemJson, marker: string): readonly string[] {
  const lines = content.flatMap(block)
  return lines.map((line, index) => (index === 0 ? marker : ' '.repeat(marker.length)) + line)
}

function table(rows: readonly TableRowJson[]): readonly string[] {
  return tableGrid(rows).map((cells) =>
    cells.map((cell) => (cell?.content ?? []).flatMap(block).join(' / ')).join(' | '),
  )
}

/** The lines of a paragraph; the address of a link once, behind its last word. */
function inlines(content: readonly InlineJson[] | undefined): readonly string[] {
  return linesOf(content).map((line) =>
    groupsOf(line)
      .map(({ mark, texts }) => {
        const words = texts.map(({ text }) => text).join('')
        return mark?.type === 'link' && mark.attrs.href !== words ? `${words} <${mark.attrs.href}>` : words
      })
      .join(''),
  )
}
