import type { Language } from '@samsyn/domain'
import {
  amendmentWords,
  type BlockJson,
  type CellJson,
  columnTitles,
  type DocJson,
  type JointSectionKind,
  jointSectionKinds,
  type ListItemJson,
  type ParagraphJson,
  pagesSectionKinds,
  type SectionJson,
  type SectionKind,
  sectionTitles,
  type TextJson,
} from '@samsyn/editor'

/** A piece of a line: plain text, or text with a mark on it. */
export type Inline = string | TextJson

/** The paragraph that every sample text begins its position with. */
export const sampleMark = 'SAMPLE — demo text, not the position of any country.'

/** Words that stand out. */
export const bold = (text: string): Inline => ({ type: 'text', text, marks: [{ type: 'bold' }] })

/** A paragraph of one or more pieces. */
export const paragraph = (...line: readonly Inline[]): ParagraphJson => {
  const content = line.map((piece) =>
    typeof piece === 'string' ? { type: 'text' as const, text: piece } : piece,
  )
  return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content }
}

/** A heading inside a section. */
export const heading = (title: string): BlockJson => ({
  type: 'heading',
  attrs: { level: 3 },
  content: [{ type: 'text', text: title }],
})

/** A list of points in no order. */
export const bullets = (...items: readonly string[]): BlockJson => ({
  type: 'bulletList',
  content: items.map(listItem),
})

/** A list of numbered points. */
export const numbered = (...items: readonly string[]): BlockJson => ({
  type: 'orderedList',
  content: items.map(listItem),
})

type Cell = Inline | readonly Inline[]

/** A table: a row of headings, then rows of cells, each cell one line. */
export const table = (
  headings: readonly string[],
  ...rows: readonly (readonly Cell[])[]
): Extract<BlockJson, { type: 'table' }> => ({
  type: 'table',
  content: [
    { type: 'tableRow', content: headings.map((title) => cell('tableHeader', [title])) },
    ...rows.map((cells) => ({
      type: 'tableRow' as const,
      content: cells.map((line) => cell('tableCell', isLine(line) ? line : [line])),
    })),
  ],
})

/** An amendment table in English: of four columns the first says what the row is about. */
export const amendments = (
  headings: readonly string[],
  ...rows: readonly (readonly string[])[]
): BlockJson => {
  const { content, ...rest } = table(headings, ...rows)
  const isNumbered = headings.length === 4
  return {
    ...rest,
    attrs: { form: 'amendment', markingKey: amendmentWords.en.keys.amendment },
    content: content.map((row) => ({
      ...row,
      content: (row.content ?? []).map((each, column) =>
        isNumbered && column === 0 ? { ...each, type: 'tableHeader' as const } : each,
      ),
    })),
  }
}

/** A table in a form of the Council, in English; a cell without words is still to be written. */
export const councilTable = (
  form: 'presidency' | 'trilogue',
  ...rows: readonly (readonly string[])[]
): BlockJson => ({
  ...table(
    columnTitles(form, 'en'),
    ...rows.map((cells) => cells.map((words) => (words === '' ? [] : words))),
  ),
  attrs: { form, markingKey: amendmentWords.en.keys[form] },
})

/** What stands in each section; the position without the sample mark, which is put in front of it. */
export interface SampleSections {
  readonly speakingPoints: readonly BlockJson[]
  readonly position: readonly BlockJson[]
  readonly draftingSuggestion?: readonly BlockJson[]
  readonly justification: readonly BlockJson[]
  readonly background: readonly BlockJson[]
}

/** A whole sample text: the sections of the template in its order, with the sample mark. */
export function sampleDoc(sections: SampleSections, language: Language = 'en'): DocJson {
  const blocks: Readonly<Record<JointSectionKind, readonly BlockJson[]>> = {
    speaking_points: sections.speakingPoints,
    position: [paragraph(bold(sampleMark)), ...sections.position],
    drafting_suggestion: sections.draftingSuggestion ?? [],
    justification: sections.justification,
    background: sections.background,
  }
  return {
    type: 'doc',
    content: jointSectionKinds
      .filter((kind) => blocks[kind].length > 0)
      .map((kind) => section(kind, sectionTitles[language][kind], blocks[kind])),
  }
}

/** What stands in each section of a delegation's own pages. */
export type SamplePagesSections = Readonly<Record<(typeof pagesSectionKinds)[number], readonly BlockJson[]>>

/** A delegation's own pages in its language, with the sample mark. */
export function samplePages(sections: SamplePagesSections, language: Language): DocJson {
  return {
    type: 'doc',
    content: pagesSectionKinds.map((kind, index) =>
      section(kind, sectionTitles[language][kind], [
        ...(index === 0 ? [paragraph(bold(sampleMark))] : []),
        ...sections[kind],
      ]),
    ),
  }
}

function section(kind: SectionKind, title: string, blocks: readonly BlockJson[]): SectionJson {
  return {
    type: 'section',
    attrs: { id: kind.replace('_', '-'), kind },
    content: [{ type: 'sectionTitle', content: [{ type: 'text', text: title }] }, ...blocks],
  }
}

function listItem(item: string): ListItemJson {
  return { type: 'listItem', content: [paragraph(item)] }
}

function cell(type: 'tableHeader' | 'tableCell', line: readonly Inline[]): CellJson {
  return { type, content: [paragraph(...line)] }
}

function isLine(line: Inline | readonly Inline[]): line is readonly Inline[] {
  return Array.isArray(line)
}
