import { type DocJson, schemaVersion, updateToDoc } from '@samsyn/editor'
import * as buffer from 'lib0/buffer'
import * as Y from 'yjs'
import { type DraftPlace, type RefusalCode, refusedPassages } from './refused-text.ts'

/** Own edits that the server is not known to have. */
export interface UnsentText {
  readonly update: Uint8Array
  /** Null while nothing speaks against sending them. */
  readonly refusal: RefusalCode | null
}

interface StoredText {
  readonly update: string
  readonly refusal: RefusalCode | null
  readonly schemaVersion: number
}

/** Keeps edits for the next time this person opens the draft in this tab, with what is kept already. */
export function keepUnsent(storage: Storage, place: DraftPlace, unsent: UnsentText): void {
  const before = readUnsent(storage, place)
  const update = before ? Y.mergeUpdates([before.update, unsent.update]) : unsent.update
  const stored: StoredText = {
    update: buffer.toBase64(update),
    refusal: unsent.refusal ?? before?.refusal ?? null,
    schemaVersion,
  }
  storage.setItem(key(place), JSON.stringify(stored))
}

/** Hands out what was kept, once. */
export function takeUnsent(storage: Storage, place: DraftPlace): UnsentText | null {
  const unsent = readUnsent(storage, place)
  storage.removeItem(key(place))
  return unsent
}

/** What of some edits the text does not have, in lines; as raw pieces where the whole makes no readable document. */
export function unsentPassages(state: Uint8Array, { update }: UnsentText): readonly string[] {
  const [accepted, own] = [readable(state), readable(Y.mergeUpdates([state, update]))]
  return accepted && own ? refusedPassages(accepted, own) : piecesOf(update)
}

function readUnsent(storage: Storage, place: DraftPlace): UnsentText | null {
  const text = storage.getItem(key(place))
  if (text === null) return null
  const stored = JSON.parse(text) as StoredText
  const isOfThisSchema = stored.schemaVersion === schemaVersion
  return {
    update: buffer.fromBase64(stored.update),
    refusal: isOfThisSchema ? stored.refusal : (stored.refusal ?? 'schema_mismatch'),
  }
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

const key = ({ positionId, personId }: DraftPlace) => `samsyn-unsent:${personId}:${positionId}`
