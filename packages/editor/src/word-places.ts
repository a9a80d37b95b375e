import type { DocJson } from './doc-json.ts'

/** Where some words stand in a text. */
export interface WordPlace {
  /** In which text node they end, those counted in the order of the text, and behind which of its characters. */
  readonly text: number
  readonly end: number
  readonly sectionId: string
  /** In what they end. */
  readonly kind: 'line' | 'title' | 'footnote'
  /** They themselves, with the spaces that stand there. */
  readonly words: string
}

interface AnyNode {
  readonly type: string
  readonly text?: string
  readonly content?: readonly AnyNode[]
}

interface Piece extends Pick<WordPlace, 'text' | 'sectionId' | 'kind'> {
  readonly words: string
}

/** Stands between what nobody reads as one: the wordings of a bracket, and what is around it. */
const barrier = '\u{fffc}'
const space = /\s/u

/** Words with every stretch of spaces and breaks, fixed ones as well, as one space. */
export function foldedWords(words: string): string {
  return words.replace(/\s+/gu, ' ').trim()
}

/**
 * Finds words in a text, however spaces and lines are in either: across formatting, breaks and lines, footnotes left out, whose
 * own words come last, as in its plain text.
 */
export function wordPlaces(doc: DocJson): (words: string) => readonly WordPlace[] {
  const pieces = piecesOf(doc)
  let folded = ''
  // Of each character of the folded text: its piece, and where it stands in that.
  const [ofPiece, offsets]: [number[], number[]] = [[], []]
  for (const [index, { words }] of pieces.entries()) {
    for (let at = 0; at < words.length; at += 1) {
      const character = words.charAt(at)
      const isSpace = space.test(character)
      if (isSpace && folded.endsWith(' ')) continue
      folded += isSpace ? ' ' : character
      ofPiece.push(index)
      offsets.push(at)
    }
  }
  const placeAt = (first: number, last: number): WordPlace | null => {
    const [from, to] = [ofPiece[first] ?? 0, ofPiece[last] ?? 0]
    const ending = pieces[to]
    if (!ending) return null
    const [start, end] = [offsets[first] ?? 0, (offsets[last] ?? 0) + 1]
    const words = pieces
      .slice(from, to + 1)
      .map((piece, index) =>
        piece.words.slice(index === 0 ? start : 0, index === to - from ? end : undefined),
      )
      .join('')
    return { ...ending, end, words }
  }
  return (words) => {
    const sought = foldedWords(words)
    const places: WordPlace[] = []
    if (sought === '') return places
    for (let at = folded.indexOf(sought); at >= 0; at = folded.indexOf(sought, at + 1)) {
      const place = placeAt(at, at + sought.length - 1)
      if (place) places.push(place)
    }
    return places
  }
}

function piecesOf(doc: DocJson): readonly Piece[] {
  const lines: Piece[] = []
  const footnotes: Piece[] = []
  let texts = -1
  const visit = (node: AnyNode, sectionId: string, kind: WordPlace['kind']) => {
    const add = (words: string) => {
      ;(kind === 'footnote' ? footnotes : lines).push({ words, text: texts, sectionId, kind })
    }
    const inside = (between: WordPlace['kind'] = kind) => {
      for (const inner of node.content ?? []) visit(inner, sectionId, between)
    }
    switch (node.type) {
      case 'text':
        texts += 1
        return add(node.text ?? '')
      case 'footnote':
        footnotes.push({ words: '\n', text: texts, sectionId, kind: 'footnote' })
        return inside('footnote')
      case 'bracket':
      case 'alternative':
        add(barrier)
        inside()
        return add(barrier)
      case 'sectionTitle':
        add('\n')
        return inside('title')
      default:
        // A line, what holds lines, or a break in one.
        add('\n')
        return inside()
    }
  }
  for (const section of doc.content)
    for (const child of section.content) visit(child, section.attrs.id, 'line')
  return [...lines, ...footnotes]
}
