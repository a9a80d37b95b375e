import type { DocJson, FootnoteJson, SectionJson, TextJson } from './doc-json.ts'

/** A note to words of a text, beside the text: it is shown or printed behind them, and no part of what was agreed. */
export interface PassageNote {
  readonly id: string
  /** The words, as they stand in the text. */
  readonly passage: string
  /** Of the section that they stand in; null for wherever they stand first. */
  readonly sectionId: string | null
  readonly content?: readonly TextJson[]
}

interface AnyNode {
  readonly type: string
  readonly text?: string
  readonly content?: readonly AnyNode[]
}

/** The notes to a stretch of text that have no place yet, each with where its words end. */
type Take = (stretch: string) => readonly { readonly end: number; readonly note: FootnoteJson }[]

/**
 * A text with a footnote right behind the words of each note, where they stand first with nothing between, titles and
 * footnotes left out. Its own words stay as they are; a note whose words stand nowhere is not in it. Only to be rendered,
 * never to be stored.
 */
export function withPassageNotes(doc: DocJson, notes: readonly PassageNote[]): DocJson {
  if (notes.length === 0) return doc
  const left = new Set(notes.filter(({ passage }) => passage !== ''))
  const takeIn =
    ({ attrs }: SectionJson): Take =>
    (stretch) => {
      const taken = [...left].flatMap((each) => {
        const index = stretch.indexOf(each.passage)
        if (index < 0 || (each.sectionId !== null && each.sectionId !== attrs.id)) return []
        left.delete(each)
        return [{ end: index + each.passage.length, note: footnote(each) }]
      })
      return taken.sort((one, other) => one.end - other.end)
    }
  return {
    ...doc,
    content: doc.content.map((section) => {
      const [title, ...blocks] = section.content
      const take = takeIn(section)
      // What is put in is an inline of the schema, so each block stays one.
      const noted = blocks.map((block: AnyNode) => withNotes(block, take)) as typeof blocks
      return { ...section, content: [title, ...noted] }
    }),
  }
}

function footnote({ id, content }: PassageNote): FootnoteJson {
  return { type: 'footnote', attrs: { id }, ...(content && { content }) }
}

function withNotes(node: AnyNode, take: Take): AnyNode {
  if (!node.content || node.type === 'footnote') return node
  const content: AnyNode[] = []
  let stretch: TextNode[] = []
  const endStretch = () => {
    content.push(...cut(stretch, take(stretch.map(({ text }) => text).join(''))))
    stretch = []
  }
  for (const inner of node.content) {
    if (isText(inner)) {
      stretch.push(inner)
    } else {
      endStretch()
      content.push(withNotes(inner, take))
    }
  }
  endStretch()
  return { ...node, content }
}

type TextNode = AnyNode & { readonly text: string }

function isText(node: AnyNode): node is TextNode {
  return node.text !== undefined
}

/** A stretch of text with notes put in, a piece of it cut in two where one stands inside. */
function cut(stretch: readonly TextNode[], notes: ReturnType<Take>): readonly AnyNode[] {
  let before = 0
  return stretch.flatMap((piece) => {
    const from = before
    before += piece.text.length
    const parts: AnyNode[] = []
    let at = 0
    for (const { end, note } of notes) {
      if (end <= from || end > before) continue
      if (end - from > at) parts.push({ ...piece, text: piece.text.slice(at, end - from) })
      parts.push(note)
      at = end - from
    }
    return at === piece.text.length ? parts : [...parts, { ...piece, text: piece.text.slice(at) }]
  })
}
