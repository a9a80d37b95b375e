import type { AuthoredPiece } from './moved-text.ts'

/** What became of a stretch of an earlier text. */
export interface Fate {
  readonly length: number
  /** Who removed it, from where it stood; null where it is still there. */
  readonly removed: { readonly personId: string | null; readonly at: string } | null
}

/** An earlier text, character by character: its words, and the fate of each stretch of them. */
export interface Removals {
  readonly text: string
  readonly fates: readonly Fate[]
}

/** What became of the text that stood there after an entry. */
export function removalsOf(pieces: readonly AuthoredPiece[], entry: number): Removals {
  let text = ''
  const fates: Fate[] = []
  for (const { text: words, length, written, removed } of pieces) {
    if (written.entry > entry || (removed && removed.entry <= entry)) continue
    text += words
    const fate = removed && { personId: removed.personId, at: removed.at }
    const last = fates.at(-1)
    if (last && last.removed?.personId === fate?.personId && last.removed?.at === fate?.at) {
      fates[fates.length - 1] = { ...last, length: last.length + length }
    } else fates.push({ length, removed: fate })
  }
  return { text, fates }
}
