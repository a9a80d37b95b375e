import type { BlockJson, CellJson, DocJson, ListItemJson, TableRowJson } from '@samsyn/editor'
import { type Context, type ExportOptions, prepared } from './context.ts'
import type { ExportFacts } from './facts.ts'
import { markdownLines, markdownText } from './markdown-inline.ts'
import { tableGrid } from './table-grid.ts'
import { unmapped } from './unmapped.ts'

/** A version as Markdown: CommonMark with GFM tables. Characters of the text that would be markup are escaped. */
export function toMarkdown(text: DocJson, facts: ExportFacts, options: ExportOptions = {}): string {
  const { doc, notes, context, foot } = prepared(text, facts, options, {
    language: facts.language,
    withLinks: true,
  })
  const parts = [
    `**${markdownText(facts.marking)}**`,
    ...facts.notices.map((each) => `**${markdownText(each)}**`),
    ...(facts.sampleMark === null ? [] : [`**${markdownText(facts.sampleMark)}**`]),
    `# ${markdownText(facts.title)}`,
    ...facts.head.map(markdownText),
    ...doc.content.flatMap(({ content: [title, ...blocks] }) => [
      `## ${markdownLines(title.content, context).join(' ')}`,
      blocksOf(blocks, context),
    ]),
    notes
      .map(({ number, content }) => `[^${number}]: ${markdownLines(content, context).join(' ')}`)
      .join('\n'),
    '---',
    ...foot.map(markdownText),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

type ListMarks = readonly [bullet: '-' | '*', delimiter: '.' | ')']

const marks: ListMarks = ['-', '.']
const otherMarks: ListMarks = ['*', ')']

/** Two lists in a row would be read as one, with its numbers running on: every second one has other signs. */
function blocksOf(content: readonly BlockJson[], context: Context): string {
  const written: string[] = []
  let last: { readonly type: BlockJson['type'] | null; readonly isOther: boolean } = {
    type: null,
    isOther: false,
  }
  for (const node of content) {
    const isOther = last.type === node.type && !last.isOther
    const markdown = block(node, isOther ? otherMarks : marks, context)
    // An empty paragraph leaves nothing, so it does not keep two lists apart either.
    if (markdown === '') continue
    written.push(markdown)
    last = { type: node.type, isOther }
  }
  return written.join('\n\n')
}

function block(node: BlockJson, [bullet, delimiter]: ListMarks, context: Context): string {
  switch (node.type) {
    case 'paragraph':
      return trimmed(markdownLines(node.content, context)).join('\\\n')
    case 'heading':
      return `${'#'.repeat(node.attrs.level)} ${markdownLines(node.content, context).join(' ')}`.trim()
    case 'bulletList':
      return node.content.map((item) => listItem(item, `${bullet} `, context)).join('\n')
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content
        .map((item, index) => listItem(item, `${start + index}${delimiter} `, context))
        .join('\n')
    }
    case 'blockquote':
      return indent(blocksOf(node.content, context), '> ')
    case 'table':
      return table(node.content, context)
    default:
      return unmapped(node)
  }
}

/** A break before the first word or after the last breaks nothing, and would be read as a backslash. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line !== '')
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1)
}

function listItem({ content }: ListItemJson, marker: string, context: Context): string {
  return (marker + indent(blocksOf(content, context), ' '.repeat(marker.length)).trimStart()).trimEnd()
}

/** GFM knows neither spans nor blocks in cells: a wide or tall cell is followed by empty ones, blocks become lines. */
function table(rows: readonly TableRowJson[], context: Context): string {
  const grid = tableGrid(rows)
  const width = grid[0]?.length ?? 1
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  // GFM insists on a head. Where the table has none it is empty, for data would be read as a heading.
  const isHeaded = rows[0]?.content?.every(({ type }) => type === 'tableHeader') ?? false
  const empty = Array.from({ length: width }, () => '')
  const [head = empty, ...body] = [
    ...(isHeaded ? [] : [empty]),
    ...grid.map((cells) => cells.map((each) => cell(each, context))),
  ]
  return [line(head), line(empty.map(() => '---')), ...body.map(line)].join('\n')
}

function cell(node: CellJson | null, context: Context): string {
  return (node?.content ?? [])
    .flatMap((child) => cellLines(child, context))
    .filter((line) => line !== '')
    .join('<br>')
}

function cellLines(node: BlockJson, context: Context): readonly string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return markdownLines(node.content, context)
    case 'bulletList':
      return node.content.flatMap((item) => cellItem(item, '•', context))
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content.flatMap((item, index) => cellItem(item, `${start + index}\\.`, context))
    }
    case 'blockquote':
      return node.content.flatMap((child) => cellLines(child, context))
    case 'table':
      return tableGrid(node.content).map((cells) => cells.map((each) => cell(each, context)).join(' / '))
    default:
      return unmapped(node)
  }
}

function cellItem({ content }: ListItemJson, marker: string, context: Context): readonly string[] {
  const lines = content.flatMap((child) => cellLines(child, context))
  return lines.map((line, index) => (index === 0 ? `${marker} ${line}` : line))
}

function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? by.trimEnd() : by + line))
    .join('\n')
}
