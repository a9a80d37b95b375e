import type {
  AlternativeJson,
  BlockJson,
  BracketJson,
  DocJson,
  FootnoteJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  ParagraphJson,
  SectionJson,
  SectionKind,
  SupporterCountry,
  TextJson,
} from '../src/index.ts'

/** A paragraph of plain text. */
export const p = (text: string): BlockJson => ({
  type: 'paragraph',
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
})

/** A paragraph of whatever stands in a line. */
export const line = (...content: InlineJson[]): ParagraphJson => ({ type: 'paragraph', content })

/** A bracket with its wordings. */
export const bracket = (id: string, ...content: AlternativeJson[]): BracketJson => ({
  type: 'bracket',
  attrs: { id, kind: 'alternative' },
  content,
})

/** A wording and who supports it. */
export const alternative = (
  id: string,
  supporters: readonly SupporterCountry[],
  ...content: InlineJson[]
): AlternativeJson => ({
  type: 'alternative',
  attrs: { id, ...Object.fromEntries(supporters.map((country) => [country, true])) },
  ...(content.length === 0 ? {} : { content }),
})

/** A footnote. */
export const note = (id: string, ...content: TextJson[]): FootnoteJson => ({
  type: 'footnote',
  attrs: { id },
  ...(content.length === 0 ? {} : { content }),
})

/** A section with a title. */
export const section = (
  id: string,
  title: string,
  blocks: readonly [BlockJson, ...BlockJson[]],
  kind: SectionKind = 'position',
): SectionJson => ({
  type: 'section',
  attrs: { id, kind },
  content: [
    { type: 'sectionTitle', ...(title === '' ? {} : { content: [{ type: 'text', text: title }] }) },
    ...blocks,
  ],
})

/** A document of sections, or of one section with paragraphs. */
export const doc = (...content: SectionJson[]): DocJson => ({ type: 'doc', content })

export const paragraphs = (...texts: [string, ...string[]]): DocJson => {
  const [first, ...rest] = texts
  return doc(section('s1', 'Position', [p(first), ...rest.map(p)]))
}

/** A table of plain cells. */
export const table = (...rows: string[][]): BlockJson => ({
  type: 'table',
  content: rows.map((cells, index) => ({
    type: 'tableRow',
    content: cells.map((text) => ({ type: index === 0 ? 'tableHeader' : 'tableCell', content: [p(text)] })),
  })),
})

/** A bullet list. */
export const list = (...content: ListItemJson[]): BlockJson => ({ type: 'bulletList', content })

/** An item of a list. */
export const li = (...content: BlockJson[]): ListItemJson => ({ type: 'listItem', content })

/** A quotation. */
export const quote = (...content: BlockJson[]): BlockJson => ({ type: 'blockquote', content })

/** Text with marks. */
export const text = (words: string, marks: readonly MarkJson[] = []): TextJson => ({
  type: 'text',
  text: words,
  ...(marks.length === 0 ? {} : { marks }),
})

/** Blocks with an empty paragraph where there is none. */
export const nonEmpty = ([first = p(''), ...rest]: readonly BlockJson[]): [BlockJson, ...BlockJson[]] => [
  first,
  ...rest,
]
