import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  SectionJson,
  TableRowJson,
} from './doc-json.ts'

/** One line of the outline: a section, or a heading inside it. */
export interface OutlineEntry {
  readonly sectionId: string
  readonly kind: SectionJson['attrs']['kind']
  /** 2 for a section, 3 and 4 for headings in it. */
  readonly level: 2 | 3 | 4
  readonly text: string
}

/** Sections and headings in document order. */
export function outline(doc: DocJson): readonly OutlineEntry[] {
  return doc.content.flatMap((section) => {
    const { id: sectionId, kind } = section.attrs
    const headings = blocksOf(section).flatMap((block) =>
      block.type === 'heading'
        ? [{ sectionId, kind, level: block.attrs.level, text: inlineText(block.content) }]
        : [],
    )
    return [{ sectionId, kind, level: 2 as const, text: sectionTitle(section) }, ...headings]
  })
}

/** The title of a section as text. */
export function sectionTitle(section: SectionJson): string {
  return inlineText(section.content[0].content)
}

/** The blocks of a section, without its title. */
export function blocksOf(section: SectionJson): readonly BlockJson[] {
  const [, ...blocks] = section.content
  return blocks
}

/** Inline content as text; a hard break is a line feed. */
export function inlineText(content: readonly InlineJson[] = []): string {
  return content.map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('')
}

/** The text of every paragraph, heading and title in document order, one line each. */
export function textLines(doc: DocJson): readonly string[] {
  return doc.content.flatMap((section) => [sectionTitle(section), ...blocksOf(section).flatMap(linesOf)])
}

/** The whole text, one line for each paragraph, heading and title. */
export function plainText(doc: DocJson): string {
  return textLines(doc).join('\n')
}

/** How many words the text has, titles included. */
export function wordCount(doc: DocJson): number {
  return plainText(doc).match(/[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0
}

/** The lines of one block, those of nested blocks included. */
export function linesOf(block: BlockJson | ListItemJson | TableRowJson | CellJson): readonly string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [inlineText(block.content)]
    default:
      return (block.content ?? []).flatMap(linesOf)
  }
}
