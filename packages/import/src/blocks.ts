import type { BlockJson, NumberedAttrs, ParagraphJson, TableForm, TableJson } from '@samsyn/editor'
import type { Reading } from './context.ts'
import { type Entry, isBlank } from './flow.ts'
import type { Line } from './lines.ts'
import { type Item, type Listed, listsIn } from './lists.ts'
import { withoutRowNumbers } from './row-numbers.ts'
import { type Suggested, suggested, withoutSuggestions } from './suggested.ts'
import { styleNames } from './word-names.ts'

const quotations = new Set([styleNames.quotation.toLowerCase(), 'intense quote', 'block text'])
/** What the line before a table says that it is, by the name of its style. */
const tableKeys = new Map<string, TableForm | null>([
  // The keys of the record are the forms.
  ...Object.entries(styleNames.amendmentKey).map(
    ([form, name]) => [name.toLowerCase(), form as TableForm] as const,
  ),
  [styleNames.tableKey.toLowerCase(), null],
])

/** The blocks that lines and tables make, lists and quotations put together. */
export function blocksOf(entries: readonly Entry[], reading: Reading): readonly BlockJson[] {
  return grouped(entries, 0, reading)
}

/** At a depth of containers: what lies deeper together belongs together. */
function grouped(entries: readonly Entry[], depth: number, reading: Reading): readonly BlockJson[] {
  const listed: Listed[] = []
  for (let at = 0; at < entries.length; ) {
    const entry = entries[at]
    if (!entry) break
    const container = entry.containers[depth]
    const isTogether = (one: Entry) => one.containers[depth] === container
    const length = container ? lengthWhile(entries.slice(at), isTogether) : 1
    const group = entries.slice(at, at + length)
    at += length
    if (!container) {
      const around = { before: entries[at - 2], next: entries[at] }
      const block = single(entry, around, reading)
      if (block) listed.push(block)
    } else if (container.type === 'listItem') {
      listed.push(...itemOf(group, depth + 1, reading))
    } else {
      listed.push({ kind: 'block', block: quotation(group, depth + 1, reading), continues: false })
    }
  }
  return listsIn(withQuotations(listed))
}

function single(
  entry: Entry,
  { before, next }: { readonly before: Entry | undefined; readonly next: Entry | undefined },
  reading: Reading,
): Listed | null {
  if (entry.kind === 'table')
    return { kind: 'block', block: withKey(entry.table, before, reading), continues: false }
  const { line } = entry
  // The key of a table is read with the table.
  if (tableKeys.has(line.styleName) && next?.kind === 'table') return null
  if (isBlank(line) && !reading.isOwn && !line.list) return null
  if (line.list) {
    if (line.list.isLettered) reading.losses.add('list_format')
    return {
      kind: 'item',
      mark: line.list,
      item: { type: 'listItem', ...given(line.breaks), content: [paragraph(line, {})] },
    }
  }
  return {
    kind: 'block',
    block: lineBlock(line, reading),
    continues: /^list (paragraph|continue)/.test(line.styleName),
    isQuotation: quotations.has(line.styleName) && entry.containers.every(({ type }) => type === 'listItem'),
  }
}

/** A table with what the line before it states, if that is its key. */
function withKey(table: TableJson, before: Entry | undefined, { losses }: Reading): TableJson {
  const form = before?.kind === 'line' ? tableKeys.get(before.line.styleName) : undefined
  if (before?.kind !== 'line' || form === undefined) return table
  const markingKey = textOf(before.line)
  const attrs = {
    ...table.attrs,
    ...(form === null ? {} : { form }),
    ...(markingKey === '' ? {} : { markingKey }),
  }
  const content = form === 'trilogue' ? withoutRowNumbers(table.content, losses) : table.content
  return { ...table, ...given(attrs), content }
}

/** A list item that holds more than a line. */
function itemOf(group: readonly Entry[], depth: number, reading: Reading): readonly Listed[] {
  const [first, ...rest] = group
  if (first?.kind !== 'line' || !first.line.list) {
    // Somebody took its first line away in Word.
    return grouped(group, depth, reading).map((block) => ({ kind: 'block', block, continues: false }))
  }
  const { line } = first
  const content = [paragraph(line, {}), ...grouped(rest, depth, reading)]
  const item: Item = {
    kind: 'item',
    mark: first.line.list,
    item: { type: 'listItem', ...given(line.breaks), content },
  }
  return [item]
}

function quotation(group: readonly Entry[], depth: number, reading: Reading): BlockJson {
  const type = group[0]?.containers[depth - 1]?.type
  const lines = group.flatMap((entry) => (entry.kind === 'line' ? [entry.line] : []))
  // Each paragraph mark of a suggested quotation is suggested with it.
  const on = lines[0]?.mark ?? {}
  const own: Suggested =
    type === 'insertedQuotation'
      ? suggested(on.suggestedInsertion, undefined)
      : type === 'deletedQuotation'
        ? suggested(undefined, on.suggestedDeletion)
        : {}
  const content = withoutSuggestions(grouped(group, depth, reading), own)
  return {
    type: 'blockquote',
    ...given(own),
    content: content.length === 0 ? [{ type: 'paragraph' }] : content,
  }
}

/** A heading or a paragraph. */
function lineBlock(line: Line, { losses, sectionLevel }: Reading): BlockJson {
  if (line.headingLevel === null) return paragraph(line, line.breaks)
  const depth = line.headingLevel - sectionLevel
  if (depth > 2) losses.add('heading_level', textOf(line))
  const attrs = { level: depth > 1 ? 4 : 3, ...numbered(line), ...line.breaks } as const
  return { type: 'heading', attrs, ...filled(line) }
}

function paragraph(line: Line, breaks: Suggested): ParagraphJson {
  return { type: 'paragraph', ...given({ ...numbered(line), ...breaks }), ...filled(line) }
}

function numbered({ numbering, baseNumber }: Line): NumberedAttrs {
  return { ...(numbering === null ? {} : { numbering }), ...(baseNumber === null ? {} : { baseNumber }) }
}

function filled({ content }: Line): Pick<ParagraphJson, 'content'> {
  return content.length === 0 ? {} : { content }
}

function given<T extends object>(attrs: T): { readonly attrs?: T } {
  return Object.keys(attrs).length === 0 ? {} : { attrs }
}

/** Neighbouring paragraphs that a file has as quotations, in one. */
function withQuotations(listed: readonly Listed[]): readonly Listed[] {
  const all: Listed[] = []
  for (const each of listed) {
    const last = all.at(-1)
    if (each.kind !== 'block' || !each.isQuotation) all.push(each)
    else if (last?.kind === 'block' && last.isQuotation && last.block.type === 'blockquote') {
      const block: BlockJson = { type: 'blockquote', content: [...last.block.content, each.block] }
      all[all.length - 1] = { ...last, block }
    } else all.push({ ...each, block: { type: 'blockquote', content: [each.block] } })
  }
  return all
}

function textOf({ content }: Line): string {
  return content.map((inline) => (inline.type === 'text' ? inline.text : '')).join('')
}

function lengthWhile<T>(values: readonly T[], holds: (value: T) => boolean): number {
  const end = values.findIndex((value) => !holds(value))
  return end < 0 ? values.length : end
}
