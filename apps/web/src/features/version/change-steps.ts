import type { ComparedBlock } from '@samsyn/editor'

/**
 * The places one goes to when reading changes, in the order of the text: each changed line, and each block that came,
 * went or moved as one place, with what else happened within it. A block that changed while nothing within it did, such as
 * a section that is of another kind, is a place too.
 */
export function changeSteps(blocks: readonly ComparedBlock[]): readonly ComparedBlock[] {
  return blocks.flatMap((block): readonly ComparedBlock[] => {
    const { change } = block
    if (change === 'same') return []
    if (block.kind === 'line') return [block]
    const inside = changeSteps(block.children)
    switch (change) {
      case 'changed':
        return inside.length > 0 ? inside : [block]
      case 'moved_to':
        return [block, ...inside]
      default:
        return [block, ...inside.filter((each) => each.change !== change)]
    }
  })
}

/** The place after or before the current one, round and round; from outside (-1) to the first or the last. */
export function nextStep(current: number, by: 1 | -1, total: number): number {
  if (current === -1) return by === 1 ? 0 : total - 1
  return (current + by + total) % total
}

/** Whether what changed in a block is not in its words: its level, number or kind. */
export function isUnseen(block: ComparedBlock): boolean {
  if (block.change !== 'changed') return false
  return block.kind === 'line'
    ? block.runs.every(({ change }) => change === 'same')
    : block.children.every(({ change }) => change === 'same')
}
