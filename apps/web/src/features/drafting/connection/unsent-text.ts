import { type DocJson, updateToDoc } from '@samsyn/editor'
import * as Y from 'yjs'
import { refusedPassages } from './refused-text.ts'

/** What of some edits a text does not have, in lines; as raw pieces where the whole makes no readable document. */
export function unsentPassages(state: Uint8Array, update: Uint8Array): readonly string[] {
  const [accepted, own] = [readable(state), readable(Y.mergeUpdates([state, update]))]
  return accepted && own ? refusedPassages(accepted, own) : piecesOf(update)
}

function readable(update: Uint8Array): DocJson | null {
  try {
    return updateToDoc(update)
  } catch {
    // Not a document of this schema; the pieces of the text are shown instead.
    return null
  }
}

function piecesOf(update: Uint8Array): readonly string[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
  )
}
