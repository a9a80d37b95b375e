import * as Y from 'yjs'

/** All words of some edits that they do not remove again, whatever a text has under the same ids. */
export function wordsOf(update: Uint8Array): readonly string[] {
  const { structs, ds } = Y.decodeUpdate(update)
  return piecesOf(structs, (id) => Y.isDeleted(ds, id))
}

/** The words of structs but for those that are left out, each run of them in one piece. */
export function piecesOf(
  structs: readonly Y.AbstractStruct[],
  isLeftOut: (id: Y.ID) => boolean,
): readonly string[] {
  const pieces: string[] = []
  let last: Y.ID | null = null
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    const goesOn = last !== null && struct.origin !== null && Y.compareIDs(struct.origin, last)
    const { client, clock } = struct.id
    if (struct.content instanceof Y.ContentString) {
      const words = struct.content.str
        .split('')
        .filter((_unit, index) => !isLeftOut(Y.createID(client, clock + index)))
        .join('')
      if (goesOn) pieces.push((pieces.pop() ?? '') + words)
      else pieces.push(words)
    }
    // Marks begin and end within a run.
    if (goesOn || struct.content instanceof Y.ContentString) last = struct.lastId
  }
  return pieces.filter((piece) => piece.trim() !== '')
}
