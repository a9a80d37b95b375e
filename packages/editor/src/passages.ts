import * as Y from 'yjs'

/** A passage of a draft: its ends as Yjs relative positions in Base64, and its words. */
export interface Passage {
  readonly start: string
  readonly end: string
  readonly quote: string
}

/**
 * Finds words in a draft's state (a Yjs update) and gives them ends that move along with them, the same that the editor
 * gives a selection; null where no line of the text has them. The first line that has them counts.
 */
export function findPassage(state: Uint8Array, words: string): Passage | null {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, state)
  for (const line of linesOf(ydoc.getXmlFragment('default'))) {
    const index = plainText(line).indexOf(words)
    if (index < 0) continue
    const end = (at: number) =>
      btoa(String.fromCharCode(...Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(line, at))))
    return { start: end(index), end: end(index + words.length), quote: words }
  }
  return null
}

function* linesOf(element: Y.XmlFragment | Y.XmlElement): Generator<Y.XmlText> {
  for (const child of element.toArray()) {
    if (child instanceof Y.XmlText) yield child
    else if (child instanceof Y.XmlElement) yield* linesOf(child)
  }
}

/** The characters of a line, one for each place in it; what is no character stands as one that no words have. */
function plainText(line: Y.XmlText): string {
  return line
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '\uFFFC'))
    .join('')
}
