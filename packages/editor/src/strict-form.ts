import {
  type BlockJson,
  type CellJson,
  type DocJson,
  type InlineJson,
  isListStart,
  isSectionKind,
  isSpan,
  type ListItemJson,
  type MarkJson,
  type ParagraphJson,
  type SectionJson,
  type TableRowJson,
} from './doc-json.ts'
import { isSafeHref } from './href.ts'

/** A document in its strict form, and what had to be put right for it, in words for a log. */
export interface StrictForm {
  readonly doc: DocJson
  readonly problems: readonly string[]
}

/**
 * The strict form of what the live schema accepts: nothing is empty that must hold something, every attribute has a
 * value the editor would give it, every section an id of its own. Never drops a character. The same input gives the
 * same form, so that two readers of one draft agree on its hash.
 */
export function strictForm(loose: DocJson): StrictForm {
  const problems: string[] = []
  const seen = new Set<string>()
  return {
    doc: { type: 'doc', content: loose.content.map((section) => strictSection(section, seen, problems)) },
    problems,
  }
}

const emptyParagraph: ParagraphJson = { type: 'paragraph' }

function strictSection(section: SectionJson, seen: Set<string>, problems: string[]): SectionJson {
  const [title, ...blocks] = section.content
  const kept = strictBlocks(blocks, problems)
  if (kept.length === 0) problems.push('a section has no text block')
  if (!isSectionKind(section.attrs.kind)) problems.push('a section is of no known kind')
  return {
    type: 'section',
    attrs: {
      id: ownId(section.attrs.id, seen, problems),
      kind: isSectionKind(section.attrs.kind) ? section.attrs.kind : 'position',
    },
    content: [title, ...(kept.length === 0 ? [emptyParagraph] : kept)],
  }
}

function ownId(id: unknown, seen: Set<string>, problems: string[]): string {
  const wanted = typeof id === 'string' && id !== '' ? id : 'section'
  let own = wanted
  for (let count = 2; seen.has(own); count += 1) own = `${wanted}-${count}`
  if (own !== id) problems.push('a section has no id of its own')
  seen.add(own)
  return own
}

function strictBlocks(blocks: readonly BlockJson[], problems: string[]): readonly BlockJson[] {
  return blocks.flatMap((block) => strictBlock(block, problems) ?? [])
}

function strictBlock(block: BlockJson, problems: string[]): BlockJson | null {
  switch (block.type) {
    case 'paragraph':
      return withContent(block, strictInline(block.content, problems))
    case 'heading': {
      const level: unknown = block.attrs.level
      if (level !== 3 && level !== 4) problems.push('a heading has another level than 3 or 4')
      const attrs = { level: level === 4 ? 4 : 3 } as const
      return withContent({ type: 'heading', attrs }, strictInline(block.content, problems))
    }
    case 'blockquote': {
      const content = strictBlocks(childrenOf(block), problems)
      return content.length === 0 ? dropped(block, problems) : { type: 'blockquote', content }
    }
    case 'bulletList': {
      const content = strictItems(childrenOf(block), problems)
      return content.length === 0 ? dropped(block, problems) : { type: 'bulletList', content }
    }
    case 'orderedList': {
      const content = strictItems(childrenOf(block), problems)
      const start: unknown = block.attrs?.start ?? 1
      if (!isListStart(start)) problems.push('a list begins with no whole number')
      const attrs = { start: isListStart(start) ? start : 1 }
      return content.length === 0 ? dropped(block, problems) : { type: 'orderedList', attrs, content }
    }
    case 'table': {
      const content = childrenOf(block).map((row) => strictRow(row, problems))
      return content.length === 0 ? dropped(block, problems) : { type: 'table', content }
    }
  }
}

function strictItems(items: readonly ListItemJson[], problems: string[]): readonly ListItemJson[] {
  return items.flatMap((item) => {
    const content = strictBlocks(childrenOf(item), problems)
    return content.length === 0 ? (dropped(item, problems) ?? []) : { type: 'listItem' as const, content }
  })
}

function strictRow(row: TableRowJson, problems: string[]): TableRowJson {
  return { type: 'tableRow', content: childrenOf(row).map((cell) => strictCell(cell, problems)) }
}

function strictCell(cell: CellJson, problems: string[]): CellJson {
  const content = strictBlocks(childrenOf(cell), problems)
  if (content.length === 0) problems.push('a cell has no text block')
  const span = (value: unknown) => {
    if (isSpan(value)) return value
    problems.push('a cell spans no whole number of rows or columns')
    return 1
  }
  return {
    type: cell.type,
    attrs: { colspan: span(cell.attrs?.colspan ?? 1), rowspan: span(cell.attrs?.rowspan ?? 1) },
    content: content.length === 0 ? [emptyParagraph] : content,
  }
}

function strictInline(content: readonly InlineJson[] = [], problems: string[]): readonly InlineJson[] {
  return content.map((inline) => {
    if (!inline.marks) return inline
    const marks = inline.marks.filter((mark) => isLawful(mark, problems))
    return marks.length === inline.marks.length ? inline : { ...inline, marks }
  })
}

function isLawful(mark: MarkJson, problems: string[]): boolean {
  if (mark.type !== 'link' || isSafeHref(mark.attrs.href)) return true
  problems.push('a link has an address that is not allowed')
  return false
}

function withContent<T extends BlockJson>(block: T, content: readonly InlineJson[]): T {
  return content.length === 0 ? block : { ...block, content }
}

/** ProseMirror leaves `content` out when there is none, which the strict types do not know. */
function childrenOf<T>(node: { readonly content?: readonly T[] }): readonly T[] {
  return node.content ?? []
}

function dropped({ type }: BlockJson | ListItemJson, problems: string[]): null {
  problems.push(`an empty ${type}`)
  return null
}
