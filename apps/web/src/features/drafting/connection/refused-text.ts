import { type ComparedBlock, compareDocs, type DocJson } from '@samsyn/editor'
import type { CloseReason, UpdateRefusalCode } from '@samsyn/protocol'

/** Whose text, of which draft: whoever signs in next on the same page must not see it, let alone send it as theirs. */
export interface DraftPlace {
  readonly positionId: string
  readonly personId: string
}

/** Why a person's edits are not in the text and must not be sent again. */
export type RefusalCode =
  | Exclude<UpdateRefusalCode, 'not_stored'>
  | Extract<CloseReason, 'message_too_large' | 'malformed_message'>
  | 'schema_mismatch'

/** What the server did not accept of a person's text, kept for them until they dismiss it. */
export interface RefusedText {
  readonly code: RefusalCode
  /** The lines that were written or changed, as the person had them. */
  readonly passages: readonly string[]
}

/** The lines of a person's text that the server's does not have. */
export function refusedPassages(accepted: DocJson, own: DocJson): readonly string[] {
  return compareDocs(accepted, own).blocks.flatMap(ownLines)
}

/** What is kept for a person of a position; null when nothing is. Survives reloading the page, not closing it. */
export function loadRefused(storage: Storage, place: DraftPlace): RefusedText | null {
  const stored = storage.getItem(key(place))
  return stored === null ? null : (JSON.parse(stored) as RefusedText)
}

/** Keeps refused text together with what is kept already. */
export function keepRefused(storage: Storage, place: DraftPlace, refused: RefusedText): RefusedText {
  const before = loadRefused(storage, place)?.passages ?? []
  const passages = [...before, ...refused.passages.filter((passage) => !before.includes(passage))]
  const kept = { code: refused.code, passages }
  storage.setItem(key(place), JSON.stringify(kept))
  return kept
}

/** Forgets what was kept: the person has dismissed it. */
export function dismissRefused(storage: Storage, place: DraftPlace): void {
  storage.removeItem(key(place))
}

function ownLines(block: ComparedBlock): readonly string[] {
  if (block.kind === 'container') return block.children.flatMap(ownLines)
  const isNew = block.runs.some(({ change }) => change === 'added')
  if (block.change === 'same' || !isNew) return []
  const text = block.runs.flatMap((run) => (run.change === 'removed' ? [] : [run.text])).join('')
  return text.trim() === '' ? [] : [text]
}

const key = ({ positionId, personId }: DraftPlace) => `samsyn-refused:${personId}:${positionId}`
