import type { ComparedBlock } from './compare.ts'

/** How many words came and went. */
export interface ChangedWords {
  readonly added: number
  readonly removed: number
}

/** The words that came and went in blocks of a comparison. A block that moved counts with what changed in it on the way. */
export function changedWords(blocks: readonly ComparedBlock[]): ChangedWords {
  let [added, removed] = [0, 0]
  const visit = (block: ComparedBlock) => {
    if (block.change === 'moved_from' || block.change === 'same') return
    if (block.kind === 'container') {
      block.children.forEach(visit)
      return
    }
    for (const { text, part, change } of block.runs) {
      if (part === 'sign') continue
      if (change === 'added') added += wordsIn(text)
      if (change === 'removed') removed += wordsIn(text)
    }
  }
  blocks.forEach(visit)
  return { added, removed }
}

function wordsIn(text: string): number {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0
}
