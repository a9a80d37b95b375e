import { type ComparedBlock, compareDocs, type DocJson } from '@samsyn/editor'

/** What the server did not accept of a person's text, kept for them until they dismiss it. */
export interface RefusedText {
  readonly code: string
  /** The lines that were written or changed, as the person had them. */
  readonly passages: readonly string[]
}

/** The lines of a person's text that the server's does not have. */
export function refusedPassages(accepted: DocJson, own: DocJson): readonly string[] {
  return compareDocs(accepted, own).blocks.flatMap(ownLines)
}

/** What is kept for a position; null when nothing is. Survives reloading the page, not closing it. */
export function loadRefused(positionId: string): RefusedText | null {
  const stored = sessionStorage.getItem(key(positionId))
  return stored === null ? null : (JSON.parse(stored) as RefusedText)
}

/** Keeps refused text together with what is kept already. */
export function keepRefused(positionId: string, refused: RefusedText): RefusedText {
  const before = loadRefused(positionId)?.passages ?? []
  const passages = [...before, ...refused.passages.filter((passage) => !before.includes(passage))]
  const kept = { code: refused.code, passages }
  sessionStorage.setItem(key(positionId), JSON.stringify(kept))
  return kept
}

/** Forgets what was kept: the person has dismissed it. */
export function dismissRefused(positionId: string): void {
  sessionStorage.removeItem(key(positionId))
}

function ownLines(block: ComparedBlock): readonly string[] {
  if (block.kind === 'container') return block.children.flatMap(ownLines)
  const isNew = block.runs.some(({ change }) => change === 'added')
  if (block.change === 'same' || !isNew) return []
  const text = block.runs.flatMap((run) => (run.change === 'removed' ? [] : [run.text])).join('')
  return text.trim() === '' ? [] : [text]
}

const key = (positionId: string) => `samsyn-refused:${positionId}`
