import type { BlockJson, DocJson, InlineJson, ListItemJson, TableRowJson } from '@samsyn/editor'
import type { ExportFacts } from './facts.ts'
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
      inlines(title.content),
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
      return inlines(node.content).split('\n')
    case 'bulletList':
      return node.content.flatMap((item) => listItem(item, '• '))
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content.flatMap((item, index) => listItem(item, `${start + index}. `))
    }
    case 'blockquote':
      return node.content.flatMap(block).map((line) => `    ${line}`)
    case 'table':
      return node.content.map(row)
    default:
      return unmapped(node)
  }
}

function listItem({ content }: ListItemJson, marker: string): readonly string[] {
  const lines = content.flatMap(block)
  return lines.map((line, index) => (index === 0 ? marker : ' '.repeat(marker.length)) + line)
}

function row({ content = [] }: TableRowJson): string {
  return content.map((cell) => cell.content.flatMap(block).join(' / ')).join(' | ')
}

function inlines(content: readonly InlineJson[] = []): string {
  return content
    .map((inline) => {
      if (inline.type === 'hardBreak') return '\n'
      const link = inline.marks?.find((mark) => mark.type === 'link')
      const address = link?.type === 'link' ? link.attrs.href : inline.text
      return address === inline.text ? inline.text : `${inline.text} <${address}>`
    })
    .join('')
}
