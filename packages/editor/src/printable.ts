import { type AmendedLine, amendedLines } from './amendments/amended-lines.ts'
import { printAmended } from './amendments/print-amended.ts'
import { rowLabels } from './amendments/row-numbers.ts'
import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  ParagraphJson,
  SuggestedAttrs,
  SuggestionMarkJson,
  TableJson,
  TableRowJson,
  TextJson,
} from './doc-json.ts'
import { docNumbers } from './numbering/doc-numbers.ts'
import { numberLabel } from './numbering/number-label.ts'
import { suggestionsOf, withMarks } from './print-inline.ts'
import { linkReferences } from './references/link-references.ts'
import type { TemplateLanguage } from './templates.ts'

export interface PrintableOptions {
  /** Of the text: what its articles are called, and the language of the registers. */
  readonly language?: TemplateLanguage
  /** Whether references to documents of the Union become links to its registers. */
  readonly withLinks?: boolean
  /** Whether proposals in amendment tables show what they change in the act; without, they read as they are. */
  readonly withAmendments?: boolean
  /** Whether the numbers of rows stand in a column of their own, before the others. */
  readonly withRowNumbers?: boolean
}

/**
 * A document as it is printed: what is suggested of a whole node stands as marks on the text in it, a suggested break
 * before a line as `¶`, the number of a line as text and that of a row as a cell, the marking key of a table as a line
 * before it, and what the cells of an amendment table change as that key says. Only to be rendered, never to be stored.
 */
export function printable(
  doc: DocJson,
  { language = 'en', withLinks = false, withAmendments = true, withRowNumbers = true }: PrintableOptions = {},
): DocJson {
  const numbers = docNumbers(doc)
  let lines = 0
  const around: Around = {
    suggestions: [],
    breaks: [],
    amendedIn: (table) => (withAmendments ? amendedLines(table) : new Map()),
    amended: new Map(),
    rowLabelsOf: (table) => (withRowNumbers ? rowLabels(table, language) : null),
    link: (content) => (withLinks ? linkReferences(content, language) : content),
    nextNumber: () => {
      const number = numbers.get(lines)
      lines += 1
      return number ? numberLabel(number, language) : ''
    },
  }
  return {
    type: 'doc',
    content: doc.content.map((section) => {
      const [title, ...blocks] = section.content
      around.nextNumber()
      return { ...section, content: [title, ...blocks.flatMap((block) => printed(block, around))] }
    }),
  }
}

type Suggestions = readonly SuggestionMarkJson[]

/** What a block stands in. */
interface Around {
  /** Suggestions that it is a part of, and those that add or take out the break before it. */
  readonly suggestions: Suggestions
  readonly breaks: Suggestions
  readonly amendedIn: (table: TableJson) => ReadonlyMap<BlockJson, AmendedLine>
  /** What lines of the innermost amendment table around it change in the act. */
  readonly amended: ReadonlyMap<BlockJson, AmendedLine>
  /** What stands before the rows of a table; null where nothing does. */
  readonly rowLabelsOf: (table: TableJson) => readonly string[] | null
  /** Makes links of the references in a line. */
  readonly link: (content: readonly InlineJson[]) => readonly InlineJson[]
  /** The number of the next line, to be asked for once for each line in the order of the text. */
  readonly nextNumber: () => string
}

/** What stands inside a node of which something may be suggested. */
function inside(around: Around, attrs: SuggestedAttrs | undefined): Around {
  return { ...around, suggestions: [...around.suggestions, ...suggestionsOf(attrs)], breaks: [] }
}

function printed(block: BlockJson, around: Around): readonly BlockJson[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading': {
      const linked = around.link(block.content ?? [])
      const amended = around.amended.get(block)
      const words = amended ? printAmended(linked, amended) : linked
      const content = [
        ...breakBefore([...around.breaks, ...suggestionsOf(block.attrs)]),
        ...number(around.nextNumber()),
        ...words.map((inline) => suggested(inline, around.suggestions)),
      ]
      return [{ ...block, content }]
    }
    case 'bulletList':
      return [{ ...block, content: block.content.map((item) => printedItem(item, around)) }]
    case 'orderedList':
      return [{ ...block, content: block.content.map((item) => printedItem(item, around)) }]
    case 'blockquote': {
      const within = inside(around, block.attrs)
      return [{ ...block, content: block.content.flatMap((child) => printed(child, within)) }]
    }
    case 'table': {
      const within = { ...inside(around, block.attrs), amended: around.amendedIn(block) }
      const labels = around.rowLabelsOf(block)
      const content = block.content.map((row, index) => printedRow(row, labels?.[index] ?? null, within))
      const table = { ...block, content }
      return [...markingKey(block, within.suggestions), table]
    }
  }
}

function printedItem(item: ListItemJson, around: Around): ListItemJson {
  const breaks = suggestionsOf(item.attrs)
  const content = item.content.flatMap((child, index) =>
    printed(child, { ...around, breaks: index === 0 ? breaks : [] }),
  )
  return { ...item, content }
}

/** A row; its label, if it has one, in a cell before the others. */
function printedRow(row: TableRowJson, label: string | null, around: Around): TableRowJson {
  const within = inside(around, row.attrs)
  const content = (row.content ?? []).map((cell) => ({
    ...cell,
    content: cell.content.flatMap((child) => printed(child, within)),
  }))
  return { ...row, content: label === null ? content : [labelCell(label), ...content] }
}

function labelCell(label: string): CellJson {
  const text: ParagraphJson = {
    type: 'paragraph',
    ...(label === '' ? {} : { content: [{ type: 'text', text: label }] }),
  }
  return { type: 'tableHeader', content: [text] }
}

function breakBefore(marks: Suggestions): readonly TextJson[] {
  return marks.length === 0 ? [] : [{ type: 'text', text: '¶', marks }]
}

function number(label: string): readonly TextJson[] {
  return label === '' ? [] : [{ type: 'text', text: `${label} ` }]
}

function markingKey({ attrs }: TableJson, marks: Suggestions): readonly ParagraphJson[] {
  const key = attrs?.markingKey
  return key
    ? [{ type: 'paragraph', content: [{ type: 'text', text: key, marks: [...marks, { type: 'italic' }] }] }]
    : []
}

function suggested(inline: InlineJson, around: Suggestions): InlineJson {
  if (around.length === 0) return inline
  switch (inline.type) {
    case 'text':
    case 'hardBreak':
      return { ...inline, marks: withMarks(around, inline.marks) }
    case 'bracket':
      return { ...inline, attrs: { ...inline.attrs, ...also(inline.attrs, around) } }
    case 'footnote':
      return { ...inline, attrs: { ...inline.attrs, ...also(inline.attrs, around) } }
  }
}

/** The suggestions of a node with those around it; its own come first. */
function also(
  { suggestedInsertion, suggestedDeletion }: SuggestedAttrs,
  around: Suggestions,
): SuggestedAttrs {
  const idOf = (type: SuggestionMarkJson['type']) => around.find((mark) => mark.type === type)?.attrs.id
  return {
    suggestedInsertion: suggestedInsertion ?? idOf('insertion') ?? null,
    suggestedDeletion: suggestedDeletion ?? idOf('deletion') ?? null,
  }
}
