import {
  type BlockJson,
  type CellJson,
  type Footnote,
  inlineText,
  type ListItemJson,
  type TableJson,
} from '@samsyn/editor'
import type { Context } from '../context.ts'
import { columnWidths, labelWidth } from '../docx/column-widths.ts'
import { textWidth, wideTextWidth } from '../docx/measures.ts'
import { unmapped } from '../unmapped.ts'
import { hasWords, type InlineContext, inlinesOf, type PaperInline } from './inlines.ts'
import { isKeptTogether, placedCells } from './table-cells.ts'

/** A block as the template sets it. */
export type PaperBlock =
  | {
      readonly kind: 'paragraph'
      readonly isPoint: boolean
      /** Whether it is on the page on which the next block begins. */
      readonly isSticky: boolean
      readonly content: readonly PaperInline[]
    }
  /** Outside of tables, lists and quotations it stands in the outline, at a level that skips none. */
  | {
      readonly kind: 'heading'
      readonly level: number
      readonly isOutlined: boolean
      readonly content: readonly PaperInline[]
    }
  | {
      readonly kind: 'list'
      /** The number of its first item; null for dots. */
      readonly start: number | null
      readonly items: readonly (readonly PaperBlock[])[]
    }
  | { readonly kind: 'quotation'; readonly content: readonly PaperBlock[] }
  | PaperTable

interface PaperTable {
  readonly kind: 'table'
  /** How wide its columns are, as parts of a whole. */
  readonly columns: readonly number[]
  /** How many of its rows are its head. */
  readonly head: number
  /** Whether the head is on every page: not where it leads somewhere, as what is repeated is for the eye alone. */
  readonly isRepeated: boolean
  readonly isDense: boolean
  readonly cells: readonly PaperCell[]
}

export interface PaperCell {
  readonly x: number
  readonly y: number
  readonly colspan: number
  readonly rowspan: number
  readonly isHeader: boolean
  /** Whether it is short enough to stand on one page whole. */
  readonly isTogether: boolean
  readonly content: readonly PaperBlock[]
}

/** What blocks are set with. */
export interface PaperContext extends InlineContext {
  readonly isInTable: boolean
  /** The level of the heading before, so that the next does not skip one. */
  readonly levels: { last: number }
}

/** Begins a text. */
export function paperContext(context: Context, notes: readonly Footnote[]): PaperContext {
  return {
    context,
    notes: new Map(notes.map(({ number, content }) => [number, content])),
    isInTable: false,
    levels: { last: 0 },
  }
}

/** How deep lists, quotations and tables stand in each other on paper; what is deeper stands at that depth. */
const deepest = 8

/** Blocks as they are set; `depth` counts what they stand in. */
export function blocksOf(
  blocks: readonly BlockJson[],
  paper: PaperContext,
  depth: number,
): readonly PaperBlock[] {
  return blocks.flatMap((each, index) =>
    block(each, paper, { depth, isSticky: isMarkingKey(each, blocks[index + 1]) }),
  )
}

interface BlockPlace {
  readonly depth: number
  readonly isSticky: boolean
}

function block(node: BlockJson, paper: PaperContext, { depth, isSticky }: BlockPlace): readonly PaperBlock[] {
  switch (node.type) {
    case 'paragraph': {
      const content = inlinesOf(node.content, paper)
      return [{ kind: 'paragraph', isPoint: node.attrs?.numbering === 'point', isSticky, content }]
    }
    case 'heading': {
      const content = inlinesOf(node.content, paper)
      // One without words would be an entry without words in the outline.
      const isOutlined = depth === 0 && hasWords(content)
      const level = isOutlined ? Math.min(node.attrs.level - 1, paper.levels.last + 1) : node.attrs.level - 1
      if (isOutlined) paper.levels.last = level
      return [{ kind: 'heading', level, isOutlined, content }]
    }
    case 'bulletList':
      return list(node.content, null, paper, depth)
    case 'orderedList':
      return list(node.content, node.attrs?.start ?? 1, paper, depth)
    case 'blockquote': {
      const content = blocksOf(node.content, paper, depth + 1)
      return depth >= deepest ? content : [{ kind: 'quotation', content }]
    }
    case 'table':
      return table(node, paper, depth)
    default:
      return unmapped(node)
  }
}

function list(
  items: readonly ListItemJson[],
  start: number | null,
  paper: PaperContext,
  depth: number,
): readonly PaperBlock[] {
  const contents = items.map(({ content }) => blocksOf(content, paper, depth + 1))
  if (depth < deepest) return [{ kind: 'list', start, items: contents }]
  return contents.flatMap((content, index) =>
    withMarker(content, start === null ? '• ' : `${start + index}. `),
  )
}

/** What is too deep to be a list of its own: its first line has the marker as text. */
function withMarker([first, ...rest]: readonly PaperBlock[], marker: string): readonly PaperBlock[] {
  if (first?.kind !== 'paragraph') return first ? [first, ...rest] : rest
  return [{ ...first, content: [{ kind: 'text', text: marker }, ...first.content] }, ...rest]
}

function table(node: TableJson, paper: PaperContext, depth: number): readonly PaperBlock[] {
  // One inside another, broken over pages, is what the compiler cannot tag.
  if (paper.isInTable || depth >= deepest) {
    const cells = node.content.flatMap(({ content = [] }) => content)
    return cells.flatMap(({ content }) => blocksOf(content, paper, depth + 1))
  }
  const inside = { ...paper, isInTable: true }
  const { cells, head } = placedCells(node.content)
  const columns = widths(node)
  const sum = (some: readonly number[]) => some.reduce((all, each) => all + each, 0)
  const width = (from: number, count: number) => sum(columns.slice(from, from + count)) / sum(columns)
  return [
    {
      kind: 'table',
      columns,
      head,
      isRepeated: !cells.some(({ cell, y }) => y < head && leads(blocksOf(cell.content, inside, depth + 1))),
      isDense: (node.attrs?.form ?? null) !== null,
      cells: cells.map(({ cell, ...place }) => ({
        ...place,
        isHeader: isHeader(cell),
        isTogether: isKeptTogether(cell, width(place.x, place.colspan)),
        content: blocksOf(cell.content, inside, depth + 1),
      })),
    },
  ]
}

/** As in a Word file: the numbers of rows, which printing sets before a trilogue's, in a column of their own width. */
function widths({ attrs, content: rows }: TableJson): readonly number[] {
  const form = attrs?.form ?? null
  const isEven = form !== null && form !== 'amendment'
  if (form !== 'trilogue') return columnWidths(rows, textWidth, { isEven })
  const labels = rows.map(({ content: [label] = [] }) => (label ? lettersOf(label) : ''))
  const beside = labelWidth(labels)
  const others = rows.map((row) => ({ ...row, content: (row.content ?? []).slice(1) }))
  return [beside, ...columnWidths(others, wideTextWidth - beside, { isEven })]
}

function lettersOf({ content }: CellJson): string {
  return content.map((block) => (block.type === 'paragraph' ? inlineText(block.content) : '')).join('')
}

/** Whether a line is the marking key that printing sets before the table that comes next. */
export function isMarkingKey(line: BlockJson | undefined, table: BlockJson | undefined): boolean {
  if (line?.type !== 'paragraph' || table?.type !== 'table' || !table.attrs?.markingKey) return false
  const [only, ...more] = line.content ?? []
  return more.length === 0 && only?.type === 'text' && only.text === table.attrs.markingKey
}

/** Whether there is a link or the mark of a footnote in some blocks of a cell. */
function leads(blocks: readonly PaperBlock[]): boolean {
  return /"kind":"(link|note)"/.test(JSON.stringify(blocks))
}

function isHeader({ type }: CellJson): boolean {
  switch (type) {
    case 'tableHeader':
      return true
    case 'tableCell':
      return false
    default:
      return unmapped(type)
  }
}
