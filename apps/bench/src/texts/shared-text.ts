import * as Y from 'yjs'
import type { Content } from '../wire/client.ts'
import { seededRandom } from './random.ts'
import { keystrokes, textName } from './written-text.ts'

/** What one author typed before somebody else went on. */
export interface Turn {
  readonly author: number
  readonly clientId: number
  readonly updates: readonly Uint8Array[]
  /** The author's clock after the turn. */
  readonly clock: number
}

/** A text that several people wrote in turns, with every update there was. */
export interface SharedText {
  readonly clientIds: readonly number[]
  readonly turns: readonly Turn[]
  readonly content: Content
  readonly text: string
}

const firstClientId = 710_000_000
const longestTurn = 100

/** So many keystrokes in one text by so many authors, each going on in what the others have written. */
export function sharedText({
  edits,
  authors,
  seed,
}: {
  readonly edits: number
  readonly authors: number
  readonly seed: number
}): SharedText {
  const random = seededRandom(seed)
  const ydoc = new Y.Doc()
  const text = ydoc.getText(textName)
  const clientIds = Array.from({ length: authors }, (_none, author) => firstClientId + author)
  const turns: Turn[] = []
  let updates: Uint8Array[] = []
  let author = 0
  let left = 0
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const endTurn = () => {
    const clientId = clientIds[author] ?? 0
    if (updates.length > 0) turns.push({ author, clientId, updates, clock: Y.getState(ydoc.store, clientId) })
    updates = []
  }
  for (const { at, remove, insert } of keystrokes(edits, seed)) {
    if (left === 0) {
      endTurn()
      author = (author + 1 + Math.floor(random() * (authors - 1))) % authors
      left = 1 + Math.floor(random() * longestTurn)
      // One Y.Doc stands for all of them, each having seen everything before its turn.
      ydoc.clientID = clientIds[author] ?? 0
    }
    left -= 1
    if (remove > 0) text.delete(at, remove)
    else text.insert(at, insert)
  }
  endTurn()
  const made = {
    clientIds,
    turns,
    content: { update: Y.encodeStateAsUpdate(ydoc), stateVector: Y.encodeStateVector(ydoc) },
    text: text.toString(),
  }
  ydoc.destroy()
  return made
}
