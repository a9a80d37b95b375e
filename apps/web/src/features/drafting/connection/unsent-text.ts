import { type DocJson, updateToDoc } from '@samsyn/editor'
import * as Y from 'yjs'
import { type RefusalCode, refusedPassages } from './refused-text.ts'
import { piecesOf, wordsOf } from './words-of.ts'

/** Own edits that the server is not known to have. */
export interface UnsentText {
  readonly update: Uint8Array
  /** Null while nothing speaks against sending them. */
  readonly refusal: RefusalCode | null
  /** To forget them by, once they are on the server. */
  readonly keys: readonly number[]
}

/** The same edits, in one for each reason not to send them and one for those without any. */
export function byRefusal(texts: readonly UnsentText[]): readonly UnsentText[] {
  const refusals = [...new Set(texts.map(({ refusal }) => refusal))]
  return refusals.map((refusal) => {
    const same = texts.filter((text) => text.refusal === refusal)
    const update = Y.mergeUpdates(same.map(({ update }) => update))
    return { update, refusal, keys: same.flatMap(({ keys }) => keys) }
  })
}

/** Whether a text has some edits already: put into it they change nothing, be it words, formatting or deletions. */
export function isKnown(state: Uint8Array, update: Uint8Array): boolean {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, state)
  const before = Y.snapshot(ydoc)
  Y.applyUpdate(ydoc, update)
  const { pendingStructs, pendingDs } = ydoc.store
  return pendingStructs === null && pendingDs === null && Y.equalSnapshots(before, Y.snapshot(ydoc))
}

/** Whether some edits rest on what a text does not have: put into it, they would neither be seen nor sent. */
export function isGroundMissing(state: Uint8Array, update: Uint8Array): boolean {
  return groundlessPart(state, update) !== null
}

/** What of some edits a text does not have, in lines; as raw pieces what has no place in it, or where the whole makes no readable document. */
export function unsentPassages(state: Uint8Array, update: Uint8Array): readonly string[] {
  const [accepted, own] = [readable(state), readable(Y.mergeUpdates([state, update]))]
  if (!accepted || !own) return wordsOf(update)
  const groundless = groundlessPart(state, update)
  const { ds } = Y.decodeUpdate(update)
  const pieces = groundless ? piecesOf(Y.decodeUpdateV2(groundless).structs, (id) => Y.isDeleted(ds, id)) : []
  return [...new Set([...refusedPassages(accepted, own), ...pieces])]
}

/** What Yjs holds back of some edits until their ground comes, in its second format; null where all have theirs. */
function groundlessPart(state: Uint8Array, update: Uint8Array): Uint8Array | null {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, state)
  Y.applyUpdate(ydoc, update)
  return ydoc.store.pendingStructs?.update ?? null
}

function readable(update: Uint8Array): DocJson | null {
  try {
    return updateToDoc(update)
  } catch {
    // Not a document of this schema; the pieces of the text are shown instead.
    return null
  }
}
