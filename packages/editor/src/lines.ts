import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  SectionJson,
  SuggestionMarkJson,
  TableRowJson,
} from './doc-json.ts'
import { suggestionsOf } from './print-inline.ts'

/** A title, heading or paragraph of a document. */
export interface Line {
  /** Which of all lines of the document it is, from 0. */
  readonly index: number
  readonly section: SectionJson
  readonly isTitle: boolean
  /** 2 for a title, 3 and 4 for headings in a section; null for what is not in the outline: paragraphs, headings in a table. */
  readonly level: 2 | 3 | 4 | null
  readonly content: readonly InlineJson[]
  /** Suggestions that add or take out the break before it. */
  readonly breaks: readonly SuggestionMarkJson[]
  /** Suggestions that add or take out a table, row or quotation that it is in. */
  readonly suggestions: readonly SuggestionMarkJson[]
}

/** The lines of a document in its order. */
export function linesOf(doc: DocJson): readonly Line[] {
  const lines: Line[] = []
  for (const section of doc.content) {
    const add = (line: Omit<Line, 'index' | 'section'>) => {
      lines.push({ ...line, index: lines.length, section })
    }
    const [title, ...blocks] = section.content
    add({ isTitle: true, level: 2, content: title.content ?? [], breaks: [], suggestions: [] })
    for (const block of blocks) visit(block, { isInSection: true, breaks: [], suggestions: [] }, add)
  }
  return lines
}

interface Around extends Pick<Line, 'breaks' | 'suggestions'> {
  /** Not in a list, a quotation or a table. */
  readonly isInSection: boolean
}

function visit(
  node: BlockJson | ListItemJson | TableRowJson | CellJson,
  { isInSection, breaks, suggestions }: Around,
  add: (line: Omit<Line, 'index' | 'section'>) => void,
): void {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      add({
        isTitle: false,
        level: isInSection && node.type === 'heading' ? node.attrs.level : null,
        content: node.content ?? [],
        breaks: [...breaks, ...suggestionsOf(node.attrs)],
        suggestions,
      })
      return
    case 'listItem': {
      const own = [...breaks, ...suggestionsOf(node.attrs)]
      for (const [index, child] of (node.content ?? []).entries()) {
        visit(child, { isInSection: false, breaks: index === 0 ? own : [], suggestions }, add)
      }
      return
    }
    case 'table':
    case 'tableRow':
    case 'blockquote': {
      const own = [...suggestions, ...suggestionsOf(node.attrs)]
      for (const child of node.content ?? [])
        visit(child, { isInSection: false, breaks: [], suggestions: own }, add)
      return
    }
    case 'bulletList':
    case 'orderedList':
    case 'tableCell':
    case 'tableHeader':
      for (const child of node.content ?? [])
        visit(child, { isInSection: false, breaks: [], suggestions }, add)
  }
}
