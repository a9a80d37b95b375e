import * as Y from 'yjs'
import type { Content } from '../wire/client.ts'
import { seededRandom } from './random.ts'

/** The shared type that all workloads write in. */
export const textName = 'bench'

const letters = 'etaoinshrdlucmfwypvbgkjqxz'

/** One edit of a person at the keyboard: where, how much goes, what comes. */
export interface Edit {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/**
 * Edits as people make them, one per keystroke: words in runs, a jump to near or far every so often, corrections by
 * backspace, now and then a passage deleted. The shares are those of the published writing trace of 259,778 edits:
 * about seven in ten type and the text ends at two fifths of the edits.
 */
export function* keystrokes(count: number, seed: number): Generator<Edit> {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  let length = 0
  let cursor = 0
  let made = 0
  while (made < count) {
    const act = random()
    if (act < 0.12) cursor = random() < 0.6 ? near(cursor, length, below(400) - 200) : below(length + 1)
    else if (act < 0.37) {
      const backspaces = 1 + below(19)
      for (let n = 0; n < backspaces && cursor > 0 && made < count; n += 1, made += 1) {
        cursor -= 1
        length -= 1
        yield { at: cursor, remove: 1, insert: '' }
      }
    } else if (act < 0.374 && length > 500) {
      const remove = Math.min(20 + below(120), length - cursor)
      if (remove === 0) continue
      length -= remove
      made += 1
      yield { at: cursor, remove, insert: '' }
    } else {
      const run = 1 + below(19)
      for (let n = 0; n < run && made < count; n += 1, made += 1) {
        const letter = random() < 0.17 ? ' ' : (letters[Math.floor(random() ** 2 * letters.length)] ?? 'e')
        yield { at: cursor, remove: 0, insert: letter }
        cursor += 1
        length += 1
      }
    }
  }
}

function near(cursor: number, length: number, by: number): number {
  return Math.max(0, Math.min(length, cursor + by))
}

/** Edits as a text gets them that is worked over: a word each, every twelfth in another place, one in twenty deletes. */
export function* revisions(count: number, seed: number): Generator<Edit> {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  let length = 0
  let at = 0
  for (let made = 0; made < count; made += 1) {
    if (random() < 1 / 12) at = below(length + 1)
    const remove = random() < 1 / 20 ? Math.min(1 + below(8), length - at) : 0
    const insert = remove > 0 ? '' : `${letters.slice(below(20)).slice(0, 1 + below(5))} `
    yield { at, remove, insert }
    length += insert.length - remove
    at += insert.length
  }
}

/** The text that edits of one author make, as a client would hold it. */
export function writtenText(edits: Iterable<Edit>, clientId: number): Content {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientId
  const text = ydoc.getText(textName)
  for (const { at, remove, insert } of edits) {
    if (remove > 0) text.delete(at, remove)
    else text.insert(at, insert)
  }
  const content = { update: Y.encodeStateAsUpdate(ydoc), stateVector: Y.encodeStateVector(ydoc) }
  ydoc.destroy()
  return content
}
