import type { BlockJson, DocJson, HeadingJson, SectionJson } from '@samsyn/editor'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** Where a file's text goes: as sections of its own, or as a passage of a section that is there. */
export type ImportPlace =
  /** Instead of a draft without text. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'before'; readonly sectionId: string }
  | { readonly kind: 'end' }
  /** After the block that the caret is in. */
  | { readonly kind: 'caret' }
  /** At the end of a section. */
  | { readonly kind: 'in'; readonly sectionId: string }

/** Whether the text becomes a passage of a section that is there. */
export function isPassage({ kind }: ImportPlace): boolean {
  return kind === 'caret' || kind === 'in'
}

/** Whether a draft has no text at all; titles that a template gave it do not count. */
export function isDraftEmpty(doc: Node): boolean {
  let isEmpty = true
  doc.descendants((node, _position, parent) => {
    if (node.isText && parent?.type.name !== 'sectionTitle' && node.text?.trim() !== '') isEmpty = false
    return isEmpty
  })
  return isEmpty
}

/** The section that the caret is in. */
export function sectionAtCaret({ doc, selection: { $head } }: EditorState): Node | null {
  return $head.depth === 0 ? doc.firstChild : $head.node(1)
}

/** What of the draft a text takes the place of; null where that place is gone, or is empty no more. */
export function placeIn(state: EditorState, place: ImportPlace): { from: number; to: number } | null {
  const { doc } = state
  switch (place.kind) {
    case 'replace':
      return isDraftEmpty(doc) ? { from: 0, to: doc.content.size } : null
    case 'end':
      return { from: doc.content.size, to: doc.content.size }
    case 'caret': {
      const { $head } = state.selection
      if ($head.depth < 2) return null
      return afterBlock($head.node(2), $head.before(2))
    }
    case 'before':
    case 'in': {
      const found = sectionOf(doc, place.sectionId)
      if (!found) return null
      const { section, start } = found
      if (place.kind === 'before') return { from: start, to: start }
      const end = start + section.nodeSize - 1
      return section.lastChild ? afterBlock(section.lastChild, end - section.lastChild.nodeSize) : null
    }
  }
}

/** A paragraph that waits for words gives way to them. */
function afterBlock(block: Node, start: number): { from: number; to: number } {
  const isWaiting =
    block.type.name === 'paragraph' &&
    block.content.size === 0 &&
    !block.attrs.suggestedInsertion &&
    !block.attrs.suggestedDeletion
  const end = start + block.nodeSize
  return { from: isWaiting ? start : end, to: end }
}

function sectionOf(doc: Node, sectionId: string): { section: Node; start: number } | null {
  let found: { section: Node; start: number } | null = null
  doc.forEach((section, start) => {
    if (section.attrs.id === sectionId) found ??= { section, start }
  })
  return found
}

/** A document as a passage inside of a section: its sections begin with headings, which the others go under. */
export function asPassage(doc: DocJson): readonly BlockJson[] {
  return doc.content.flatMap(({ content: [title, ...blocks] }: SectionJson): readonly BlockJson[] => {
    if ((title.content ?? []).length === 0) return blocks
    const heading: HeadingJson = { type: 'heading', attrs: { level: 3 }, content: title.content ?? [] }
    return [heading, ...blocks.map(lowered)]
  })
}

function lowered(block: BlockJson): BlockJson {
  return block.type === 'heading' ? { ...block, attrs: { ...block.attrs, level: 4 } } : block
}
