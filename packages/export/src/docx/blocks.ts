import {
  type BlockJson,
  type HeadingJson,
  type ListItemJson,
  type ParagraphJson,
  type SectionJson,
  type SuggestedAttrs,
  type SuggestionMarkJson,
  suggestionsOf,
} from '@samsyn/editor'
import { bookmarkPrefixes } from '@samsyn/import'
import { type FileChild, type IParagraphOptions, TextRun } from 'docx'
import { unmapped } from '../unmapped.ts'
import type { DocxContext } from './context.ts'
import { Flow, type PagePart } from './flow.ts'
import { inlineChildren } from './inline.ts'
import { indentOf, step, wideTextWidth } from './measures.ts'
import { listReference } from './numbering.ts'
import { outermost, type Place } from './place.ts'
import { lineStyle, sectionStyles, styleIds } from './styles.ts'
import { writeTable } from './table.ts'
import { cleanText } from './text.ts'

/** A section: its title as a heading of its kind, then its blocks. */
export function section(
  { attrs, content: [title, ...blocks] }: SectionJson,
  context: DocxContext,
): readonly PagePart[] {
  const flow = new Flow(context)
  const isWide = blocks.map((_block, index) => standsWide(blocks.slice(index)))
  let wasWide = isWide[0] ?? false
  flow.turn(wasWide)
  // A title has no number; asking for it counts its line.
  context.nextNumber()
  const children = inlineChildren(title.content, { suggestions: [] }, context)
  flow.line({ style: sectionStyles[attrs.kind], children }, { breaks: [], onMark: [] })
  for (const [index, block] of blocks.entries()) {
    const turned = isWide[index] ?? false
    if (turned !== wasWide) flow.turn(turned)
    wasWide = turned
    writeBlock(block, turned ? { ...outermost, textWidth: wideTextWidth } : outermost, flow, context)
  }
  return flow.pages()
}

/** Whether the first of some blocks needs a page that is wider than high: the table of a trilogue, and the headings right above it. */
function standsWide([first, ...rest]: readonly BlockJson[]): boolean {
  if (first?.type === 'heading') return standsWide(rest)
  return first?.type === 'table' && first.attrs?.form === 'trilogue'
}

function writeBlocks(blocks: readonly BlockJson[], place: Place, flow: Flow, context: DocxContext): void {
  for (const each of blocks) writeBlock(each, place, flow, context)
}

function writeBlock(node: BlockJson, place: Place, flow: Flow, context: DocxContext): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      writeLine(node, place, {}, suggestionsOf(node.attrs), flow, context)
      break
    case 'bulletList':
      writeList(node.content, 'bullet', place, flow, context)
      break
    case 'orderedList':
      writeList(node.content, node.attrs?.start ?? 1, place, flow, context)
      break
    case 'blockquote': {
      const own = suggestionsOf(node.attrs)
      const inside = {
        ...place,
        depth: place.depth + 1,
        isQuoted: true,
        suggestions: [...place.suggestions, ...own],
        onMarks: [...place.onMarks, ...own],
      }
      flow.together(quotationPrefix(node.attrs), () => writeBlocks(node.content, inside, flow, context))
      break
    }
    case 'table':
      writeTable(node, place, flow, { context, writeCell: cellBlocks })
      break
    default:
      unmapped(node)
  }
}

function writeList(
  items: readonly ListItemJson[],
  start: number | 'bullet',
  place: Place,
  flow: Flow,
  context: DocxContext,
): void {
  const numbering = {
    reference: listReference(start, context),
    level: Math.min(place.lists, 8),
    instance: context.nextList(),
  }
  const inside = { ...place, depth: place.depth + 1, lists: place.lists + 1 }
  const marked = { numbering, indent: { left: indentOf(inside.depth), hanging: step } }
  for (const { attrs, content } of items) {
    const [first, ...rest] = content
    if (first?.type !== 'paragraph') throw new Error('A list item begins with no paragraph')
    const breaks = [...suggestionsOf(attrs), ...suggestionsOf(first.attrs)]
    const writeFirst = () => writeLine(first, inside, marked, breaks, flow, context)
    if (rest.length === 0) {
      writeFirst()
      continue
    }
    flow.together(bookmarkPrefixes.listItem, () => {
      writeFirst()
      writeBlocks(rest, inside, flow, context)
    })
  }
}

function writeLine(
  node: ParagraphJson | HeadingJson,
  place: Place,
  options: IParagraphOptions,
  breaks: readonly SuggestionMarkJson[],
  flow: Flow,
  context: DocxContext,
): void {
  const { suggestions, amended } = place
  const words = inlineChildren(node.content, { suggestions, amended: amended.get(node) }, context)
  const number = numberRuns(context.nextNumber(), node.attrs?.baseNumber ?? '')
  flow.line(
    {
      ...lineStyle(node, place),
      ...(place.depth === 0 ? {} : { indent: { left: indentOf(place.depth) } }),
      ...options,
      children: [...number, ...words],
    },
    { breaks, onMark: place.onMarks },
  )
}

/** A number in front of its line: what the base text has of it is written so that it is known again. */
function numberRuns(label: string, baseNumber: string): readonly TextRun[] {
  if (label === '') return []
  const at = baseNumber === '' ? -1 : label.indexOf(baseNumber)
  const runs = (text: string, style: string) =>
    text === '' ? [] : [new TextRun({ style, text: cleanText(text) })]
  const computed = (text: string) => runs(text, styleIds.computedNumber)
  if (at < 0) return baseNumber === '' ? computed(`${label} `) : runs(`${baseNumber} `, styleIds.number)
  return [
    ...computed(label.slice(0, at)),
    ...runs(baseNumber, styleIds.number),
    ...computed(`${label.slice(at + baseNumber.length)} `),
  ]
}

function quotationPrefix({ suggestedInsertion, suggestedDeletion }: SuggestedAttrs = {}): string {
  if (suggestedInsertion) return bookmarkPrefixes.insertedQuotation
  return suggestedDeletion ? bookmarkPrefixes.deletedQuotation : bookmarkPrefixes.quotation
}

function cellBlocks(blocks: readonly BlockJson[], place: Place, context: DocxContext): readonly FileChild[] {
  const flow = new Flow(context)
  writeBlocks(blocks, place, flow, context)
  return flow.finish()
}
