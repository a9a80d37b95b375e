import { type ComparedBlock, compareDocs, type DocJson } from '@samsyn/editor'
import type { CloseReason, UpdateRefusalCode } from '@samsyn/protocol'

/** Whose text, of which draft: whoever signs in next on the same page must not see it, let alone send it as theirs. */
export interface DraftOfPerson {
  readonly draftId: string
  readonly personId: string
}

/** Why a person's edits are not in the text and must not be sent again. */
export type RefusalCode =
  | Exclude<UpdateRefusalCode, 'not_stored'>
  | Extract<CloseReason, 'message_too_large' | 'malformed_message' | 'author_forged'>
  | 'schema_mismatch'
  /** They rest on text that the server no longer has, as after a backup was restored. */
  | 'ground_missing'
  /** What they were written in was removed or moved by somebody who had not seen them. */
  | 'passage_gone'

/** What is not in the text of what a person wrote, kept for them until they dismiss it. */
export interface RefusedText {
  readonly code: RefusalCode
  /** The lines that were written or changed, as the person had them. */
  readonly passages: readonly string[]
}

/** The lines of a person's text that the server's does not have. */
export function refusedPassages(accepted: DocJson, own: DocJson): readonly string[] {
  return compareDocs(accepted, own).blocks.flatMap(ownLines)
}

function ownLines(block: ComparedBlock): readonly string[] {
  if (block.kind === 'container') return block.children.flatMap(ownLines)
  const isNew = block.runs.some(({ change }) => change === 'added')
  if (block.change === 'same' || !isNew) return []
  const text = block.runs.flatMap((run) => (run.change === 'removed' ? [] : [run.text])).join('')
  return text.trim() === '' ? [] : [text]
}
