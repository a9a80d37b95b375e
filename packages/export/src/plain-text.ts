import {
  type BlockJson,
  type DocJson,
  type InlineJson,
  type ListItemJson,
  raisedNumber,
  type TableRowJson,
} from '@samsyn/editor'
import { type Context, type ExportOptions, prepared } from './context.ts'
import type { ExportFacts } from './facts.ts'
import { groupsOf, type Line, linesOf } from './inline-runs.ts'
import { tableGrid } from './table-grid.ts'
import { unmapped } from './unmapped.ts'

/** A version as plain text, as it would be pasted into a mail: brackets as they stand, one line a paragraph. */
export function toPlainText(text: DocJson, facts: ExportFacts, options: ExportOptions = {}): string {
  const { doc, notes, context, foot } = prepared(text, facts, options, {
    language: facts.language,
    withAmendments: false,
  })
  const lines = [
    facts.marking,
    ...facts.notices,
    '',
    ...(facts.sampleMark === null ? [] : [facts.sampleMark, '']),
    facts.title,
    '',
    ...facts.head,
    ...doc.content.flatMap(({ content: [title, ...blocks] }) => [
      '',
      ...inlines(title.content, context),
      '',
      ...blocks.flatMap((each) => block(each, context)),
    ]),
    ...(notes.length === 0 ? [] : ['']),
    ...notes.map(({ number, content }) => `${raisedNumber(number)} ${inlines(content, context).join(' ')}`),
    '',
    ...foot,
  ]
  return `${lines.join('\n')}\n`
}

function block(node: BlockJson, context: Context): readonly string[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return inlines(node.content, context)
    case 'bulletList':
      return node.content.flatMap((item) => listItem(item, '• ', context))
    case 'orderedList': {
      const start = node.attrs?.start ?? 1
      return node.content.flatMap((item, index) => listItem(item, `${start + index}. `, context))
    }
    case 'blockquote':
      return node.content.flatMap((child) => block(child, context)).map((line) => `    ${line}`)
    case 'table':
      return table(node.content, context)
    default:
      return unmapped(node)
  }
}

function listItem({ content }: ListItemJson, marker: string, context: Context): readonly string[] {
  const lines = content.flatMap((child) => block(child, context))
  return lines.map((line, index) => (index === 0 ? marker : ' '.repeat(marker.length)) + line)
}

function table(rows: readonly TableRowJson[], context: Context): readonly string[] {
  return tableGrid(rows).map((cells) =>
    cells
      .map((cell) => (cell?.content ?? []).flatMap((child) => block(child, context)).join(' / '))
      .join(' | '),
  )
}

function inlines(content: readonly InlineJson[] | undefined, context: Context): readonly string[] {
  return linesOf(content, context).map(words)
}

/** Words of a line; the address of a link once, behind its last word, suggestions between signs: `{+new+}`, `{-old-}`. */
function words(line: Line): string {
  return groupsOf(line)
    .map(({ mark, words: inner }) => {
      if (mark === null)
        return inner.map(({ text, note }) => (note === null ? text : raisedNumber(note))).join('')
      const within = words(inner)
      switch (mark.type) {
        case 'insertion':
          return `{+${within}+}`
        case 'deletion':
          return `{-${within}-}`
        case 'link':
          return mark.attrs.href === within ? within : `${within} <${mark.attrs.href}>`
        case 'formatting':
        case 'language':
        case 'bold':
        case 'italic':
        case 'strike':
        case 'underline':
          return within
        default:
          return unmapped(mark)
      }
    })
    .join('')
}
