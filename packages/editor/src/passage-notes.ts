import type { DocJson, FootnoteJson, TextJson } from './doc-json.ts'
import { type WordPlace, wordPlaces } from './word-places.ts'

/** A note to words of a text, beside the text: it is shown or printed behind them, and no part of what was agreed. */
export interface PassageNote {
  readonly id: string
  /** The words, as they stand in the text, however spaces and lines are in either. */
  readonly passage: string
  /** Of the section that they stand in; null for words of the whole text. */
  readonly sectionId: string | null
  readonly content?: readonly TextJson[]
}

interface AnyNode {
  readonly type: string
  readonly text?: string
  readonly content?: readonly AnyNode[]
}

/** Where notes stand: at which character of which text node, those counted in the order of the text. */
type Places = ReadonlyMap<number, readonly { readonly at: number; readonly note: FootnoteJson }[]>

/**
 * A text with a footnote right behind the words of each note, where they stand in it exactly once: which words are meant is
 * never guessed. Its own words stay as they are; a note whose words stand nowhere, more than once, or end in a title or a
 * footnote is not in it. Only to be rendered, never to be stored.
 */
export function withPassageNotes(doc: DocJson, notes: readonly PassageNote[]): DocJson {
  const places = placesOf(doc, notes)
  if (places.size === 0) return doc
  let texts = -1
  const noted = (node: AnyNode): readonly AnyNode[] => {
    if (node.text !== undefined) {
      texts += 1
      return cut({ ...node, text: node.text }, places.get(texts) ?? [])
    }
    return [node.content ? { ...node, content: node.content.flatMap(noted) } : node]
  }
  // What is put in is an inline of the schema, so each block stays one.
  return { ...doc, content: doc.content.flatMap(noted) as unknown as DocJson['content'] }
}

function placesOf(doc: DocJson, notes: readonly PassageNote[]): Places {
  const places = new Map<number, { readonly at: number; readonly note: FootnoteJson }[]>()
  if (notes.length === 0) return places
  const find = wordPlaces(doc)
  for (const { id, passage, sectionId, content } of notes) {
    const all = find(passage).filter((place) => sectionId === null || isIn(sectionId, place))
    // Of a section the words were taken as they stand there.
    const exact = sectionId === null ? [] : all.filter(({ words }) => words === passage)
    const [place, ...more] = exact.length === 1 ? exact : all
    if (place === undefined || more.length > 0 || place.kind !== 'line') continue
    const note: FootnoteJson = { type: 'footnote', attrs: { id }, ...(content && { content }) }
    places.set(place.text, [...(places.get(place.text) ?? []), { at: place.end, note }])
  }
  return places
}

function isIn(sectionId: string, place: WordPlace): boolean {
  return place.sectionId === sectionId && place.kind !== 'title'
}

/** A piece of text with notes put in, cut where one stands inside. */
function cut(
  piece: AnyNode & { readonly text: string },
  notes: readonly { readonly at: number; readonly note: FootnoteJson }[],
): readonly AnyNode[] {
  const parts: AnyNode[] = []
  let from = 0
  for (const { at, note } of notes.toSorted((one, other) => one.at - other.at)) {
    if (at > from) parts.push({ ...piece, text: piece.text.slice(from, at) })
    parts.push(note)
    from = at
  }
  return from === piece.text.length ? parts : [...parts, { ...piece, text: piece.text.slice(from) }]
}

/** How often the words of a passage stand in a text; 0 also for what a bracket prints. */
export function timesInText(doc: DocJson, passage: string): number {
  return wordPlaces(doc)(passage).length
}
