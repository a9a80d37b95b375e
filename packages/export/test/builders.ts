import type { BlockJson, CellJson, DocJson, InlineJson, ListItemJson, TableRowJson } from '@samsyn/editor'
import type { ExportFacts } from '../src/index.ts'

/** Facts that add as little as may be. */
export const plainFacts: ExportFacts = {
  title: 'T',
  language: 'en',
  marking: 'Public',
  head: [],
  notices: [],
  reservations: null,
  foot: [],
  sampleMark: null,
}

type SimpleMark = 'bold' | 'italic' | 'strike' | 'underline'

/** Words with their marks. */
export function text(words: string, ...marks: readonly SimpleMark[]): InlineJson {
  return { type: 'text', text: words, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) }
}

/** Words that lead somewhere. */
export function link(words: string, href: string, ...marks: readonly SimpleMark[]): InlineJson {
  return {
    type: 'text',
    text: words,
    marks: [{ type: 'link', attrs: { href } }, ...marks.map((type) => ({ type }))],
  }
}

/** A line break. */
export const br: InlineJson = { type: 'hardBreak' }

/** A paragraph of words, strings being words without marks. */
export function p(...content: readonly (string | InlineJson)[]): BlockJson {
  return {
    type: 'paragraph',
    content: content.map((each) => (typeof each === 'string' ? text(each) : each)),
  }
}

/** A list item; a string is a paragraph. */
export function li(...content: readonly (string | BlockJson)[]): ListItemJson {
  return { type: 'listItem', content: content.map((each) => (typeof each === 'string' ? p(each) : each)) }
}

/** A list with dots. */
export function ul(...content: readonly ListItemJson[]): BlockJson {
  return { type: 'bulletList', content }
}

/** A list with numbers. */
export function ol(start: number, ...content: readonly ListItemJson[]): BlockJson {
  return { type: 'orderedList', attrs: { start }, content }
}

/** A cell of a table. */
export function td(words: string, attrs: CellJson['attrs'] = {}): CellJson {
  return { type: 'tableCell', attrs, content: [p(words)] }
}

/** A header cell of a table. */
export function th(words: string, attrs: CellJson['attrs'] = {}): CellJson {
  return { type: 'tableHeader', attrs, content: [p(words)] }
}

/** A table of rows. */
export function table(...rows: readonly (readonly CellJson[])[]): BlockJson {
  return { type: 'table', content: rows.map((content): TableRowJson => ({ type: 'tableRow', content })) }
}

/** A document of one section. */
export function doc(first: BlockJson, ...rest: readonly BlockJson[]): DocJson {
  return {
    type: 'doc',
    content: [
      {
        type: 'section',
        attrs: { id: 's1', kind: 'position' },
        content: [{ type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] }, first, ...rest],
      },
    ],
  }
}
