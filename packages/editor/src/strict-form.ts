import {
  type BlockJson,
  type CellJson,
  type DocJson,
  isListStart,
  isNumbering,
  isSectionKind,
  isSpan,
  isTableForm,
  type ListItemJson,
  type NumberedAttrs,
  type ParagraphJson,
  type SectionJson,
  type TableJson,
  type TableRowJson,
} from './doc-json.ts'
import { type Findings, ownId, strictInline, strictSuggested, strictText } from './strict-inline.ts'

/** A document in its strict form, and what had to be put right for it, in words for a log. */
export interface StrictForm {
  readonly doc: DocJson
  readonly problems: readonly string[]
}

/**
 * The strict form of what the live schema accepts: nothing is empty that must hold something, every attribute has a
 * value the editor would give it, every section, bracket, wording and footnote an id of its own. Never drops a character. The same input gives the
 * same form, so that two readers of one draft agree on its hash.
 */
export function strictForm(loose: DocJson): StrictForm {
  const findings: Findings = { seen: new Set(), problems: [] }
  return {
    doc: { type: 'doc', content: loose.content.map((section) => strictSection(section, findings)) },
    problems: findings.problems,
  }
}

const emptyParagraph: ParagraphJson = { type: 'paragraph' }

function strictSection(section: SectionJson, findings: Findings): SectionJson {
  const { problems } = findings
  const [title, ...blocks] = section.content
  const kept = strictBlocks(blocks, findings)
  if (kept.length === 0) problems.push('a section has no text block')
  if (!isSectionKind(section.attrs.kind)) problems.push('a section is of no known kind')
  return {
    type: 'section',
    attrs: {
      id: ownId('section', section.attrs.id, findings),
      kind: isSectionKind(section.attrs.kind) ? section.attrs.kind : 'position',
    },
    content: [title, ...(kept.length === 0 ? [emptyParagraph] : kept)],
  }
}

function strictBlocks(blocks: readonly BlockJson[], findings: Findings): readonly BlockJson[] {
  return blocks.flatMap((block) => strictBlock(block, findings) ?? [])
}

function strictBlock(block: BlockJson, findings: Findings): BlockJson | null {
  const { problems } = findings
  switch (block.type) {
    case 'paragraph': {
      const attrs = strictNumbered(block.attrs, findings)
      return { type: 'paragraph', ...given(attrs), ...filled(strictInline(block.content, findings)) }
    }
    case 'heading': {
      const level: unknown = block.attrs.level
      if (level !== 3 && level !== 4) problems.push('a heading has another level than 3 or 4')
      const attrs = { level: level === 4 ? 4 : 3, ...strictNumbered(block.attrs, findings) } as const
      return { type: 'heading', attrs, ...filled(strictInline(block.content, findings)) }
    }
    case 'blockquote': {
      const attrs = strictSuggested(block.attrs, findings)
      const content = strictBlocks(childrenOf(block), findings)
      return content.length === 0
        ? dropped(block, problems)
        : { type: 'blockquote', ...given(attrs), content }
    }
    case 'bulletList': {
      const content = strictItems(childrenOf(block), findings)
      return content.length === 0 ? dropped(block, problems) : { type: 'bulletList', content }
    }
    case 'orderedList': {
      const content = strictItems(childrenOf(block), findings)
      const start: unknown = block.attrs?.start ?? 1
      if (!isListStart(start)) problems.push('a list begins with no whole number')
      const attrs = { start: isListStart(start) ? start : 1 }
      return content.length === 0 ? dropped(block, problems) : { type: 'orderedList', attrs, content }
    }
    case 'table': {
      const attrs = strictTable(block.attrs, findings)
      const content = childrenOf(block).map((row) => strictRow(row, findings))
      return content.length === 0 ? dropped(block, problems) : { type: 'table', ...given(attrs), content }
    }
  }
}

function strictNumbered(attrs: NumberedAttrs | undefined, findings: Findings): NumberedAttrs {
  const numbering: unknown = attrs?.numbering ?? null
  if (numbering !== null && !isNumbering(numbering)) findings.problems.push('a number of no known kind')
  return {
    ...strictSuggested(attrs, findings),
    ...(isNumbering(numbering) ? { numbering } : {}),
    ...strictText({ baseNumber: attrs?.baseNumber }, findings.problems),
  }
}

function strictTable(attrs: TableJson['attrs'], findings: Findings): NonNullable<TableJson['attrs']> {
  const form: unknown = attrs?.form ?? null
  if (form !== null && !isTableForm(form)) findings.problems.push('a table of no known form')
  return {
    ...strictSuggested(attrs, findings),
    ...(isTableForm(form) ? { form } : {}),
    ...strictText({ markingKey: attrs?.markingKey }, findings.problems),
  }
}

function strictItems(items: readonly ListItemJson[], findings: Findings): readonly ListItemJson[] {
  return items.flatMap((item): readonly ListItemJson[] => {
    const attrs = strictSuggested(item.attrs, findings)
    const content = strictBlocks(childrenOf(item), findings)
    return content.length === 0
      ? (dropped(item, findings.problems) ?? [])
      : [{ type: 'listItem', ...given(attrs), content }]
  })
}

function strictRow(row: TableRowJson, findings: Findings): TableRowJson {
  const attrs = strictSuggested(row.attrs, findings)
  const content = childrenOf(row).map((cell) => strictCell(cell, findings))
  return { type: 'tableRow', ...given(attrs), content }
}

function strictCell(cell: CellJson, findings: Findings): CellJson {
  const { problems } = findings
  const content = strictBlocks(childrenOf(cell), findings)
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

/** Attributes, if there are any. */
function given<T extends object>(attrs: T): { readonly attrs?: T } {
  return Object.keys(attrs).length === 0 ? {} : { attrs }
}

function filled<T>(content: readonly T[]): { readonly content?: readonly T[] } {
  return content.length === 0 ? {} : { content }
}

/** ProseMirror leaves `content` out when there is none, which the strict types do not know. */
function childrenOf<T>(node: { readonly content?: readonly T[] }): readonly T[] {
  return node.content ?? []
}

function dropped({ type }: BlockJson | ListItemJson, problems: string[]): null {
  problems.push(`an empty ${type}`)
  return null
}
