import type { TextJson } from '@samsyn/editor'
import type { Reading } from './context.ts'
import type { Piece } from './pieces.ts'
import { readPieces } from './runs.ts'
import { childrenOf, type XmlElement } from './xml.ts'

/** Finds notes in their part by their ids. A note is one line of words: its paragraphs follow each other. */
export function notesIn(
  part: XmlElement | null,
  name: 'w:footnote' | 'w:endnote',
): (id: string, reading: Reading) => readonly TextJson[] | null {
  const notes = new Map(
    childrenOf(part ?? undefined, name)
      .filter(({ attributes }) => attributes['w:type'] === undefined || attributes['w:type'] === 'normal')
      .map((note) => [note.attributes['w:id'], note]),
  )
  return (id, reading) => {
    const note = notes.get(id)
    return note ? contentOf(note, reading) : null
  }
}

function contentOf(note: XmlElement, reading: Reading): readonly TextJson[] {
  const lines = childrenOf(note, 'w:p').map((paragraph) =>
    readPieces(paragraph, reading).flatMap((piece): readonly TextJson[] => textsOf(piece)),
  )
  const texts = lines.flatMap((line, index): readonly TextJson[] =>
    index === 0 || line.length === 0 ? line : [{ type: 'text', text: ' ' }, ...line],
  )
  return withoutFirstSpace(texts)
}

function textsOf(piece: Piece): readonly TextJson[] {
  switch (piece.kind) {
    case 'text':
      return [{ type: 'text', text: piece.text, ...(piece.marks.length === 0 ? {} : { marks: piece.marks }) }]
    case 'break':
      return [{ type: 'text', text: ' ' }]
    case 'note':
      return piece.content
    case 'edge':
      return []
  }
}

/** Word has a space between the number of a note and its words. */
function withoutFirstSpace([first, ...rest]: readonly TextJson[]): readonly TextJson[] {
  if (!first) return []
  const text = first.text.startsWith(' ') ? first.text.slice(1) : first.text
  return text === '' ? rest : [{ ...first, text }, ...rest]
}
