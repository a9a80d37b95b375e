import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  TableRowJson,
} from '@samsyn/editor'
import { isSafeHref } from '@samsyn/editor'
import type { ExportFacts } from './facts.ts'
import { unmapped } from './unmapped.ts'

/** A version as Markdown: CommonMark with GFM tables. Characters of the text that would be markup are escaped. */
export function toMarkdown(doc: DocJson, facts: ExportFacts): string {
  const parts = [
    ...(facts.sampleMark === null ? [] : [`**${escapeText(facts.sampleMark)}**`]),
    `# ${escapeText(facts.title)}`,
    ...facts.head.map(escapeText),
    ...doc.content.flatMap(({ content: [title, ...blocks] }) => [
      `## ${inlines(title.content)}`,
      ...blocks.map(block),
    ]),
    '---',
    ...facts.foot.map(escapeText),
  ]
  return `${parts.join('\n\n')}\n`
}

function block(node: BlockJson): string {
  switch (node.type) {
    case 'paragraph':
      return lineStart(inlines(node.content))
    case 'heading':
      return `${'#'.repeat(node.attrs.level)} ${inlines(node.content).replaceAll('\\\n', ' ')}`
    case 'bulletList':
      return node.content.map((item) => listItem(item, '- ')).join('\n')
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content.map((item, index) => listItem(item, `${start + index}. `)).join('\n')
    }
    case 'blockquote':
      return indent(node.content.map(block).join('\n\n'), '> ')
    case 'table':
      return table(node.content)
    default:
      return unmapped(node)
  }
}

function listItem({ content }: ListItemJson, marker: string): string {
  const text = content.map(block).join('\n\n')
  return marker + indent(text, ' '.repeat(marker.length)).trimStart()
}

/** GFM knows neither spans nor blocks in cells: a wide cell is followed by empty ones, blocks are joined by breaks. */
function table(rows: readonly TableRowJson[]): string {
  const lines = rows.map(({ content = [] }) => content.flatMap(cell))
  const width = Math.max(1, ...lines.map((cells) => cells.length))
  const row = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_unused, index) => cells[index] ?? '').join(' | ')} |`
  const [head = [], ...body] = lines
  return [row(head), row(Array.from({ length: width }, () => '---')), ...body.map(row)].join('\n')
}

function cell({ attrs, content }: CellJson): string[] {
  const text = content
    .map(block)
    .join('<br>')
    .replace(/\\?\n+/g, '<br>')
    .replace(/(?<!\\)\|/g, '\\|')
  return [text, ...Array.from({ length: (attrs?.colspan ?? 1) - 1 }, () => '')]
}

function inlines(content: readonly InlineJson[] = []): string {
  return content
    .map((inline) => (inline.type === 'text' ? marked(escapeText(inline.text), inline.marks ?? []) : '\\\n'))
    .join('')
}

function marked(text: string, [mark, ...rest]: readonly MarkJson[]): string {
  if (!mark) return text
  const inner = marked(text, rest)
  switch (mark.type) {
    case 'bold':
      return around(inner, '**')
    case 'italic':
      return around(inner, '*')
    case 'strike':
      return around(inner, '~~')
    case 'underline':
      // Markdown has no underline; the words stay.
      return inner
    case 'link':
      return isSafeHref(mark.attrs.href)
        ? `[${inner}](<${mark.attrs.href.replace(/[<>\s]/g, encodeURIComponent)}>)`
        : inner
    default:
      return unmapped(mark)
  }
}

/** Emphasis only opens and closes at a word, so spaces go outside it. */
function around(text: string, sign: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words === '' ? text : `${before}${sign}${words}${sign}${after}`
}

function escapeText(text: string): string {
  return text.replace(/[\\`*_[\]<>~#|&]/g, '\\$&')
}

/** What would begin a list or a heading at the start of a line. */
function lineStart(text: string): string {
  return text.replace(/^(\s*)([-+=]|\d+[.)])(?=\s|$)/, (_whole, space: string, sign: string) =>
    sign.length > 1 ? `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}` : `${space}\\${sign}`,
  )
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? by.trimEnd() : by + line))
    .join('\n')
}
