import type { ComparedBlock } from '@samsyn/editor'

/**
 * The places one goes to when reading changes, in the order of the text: each changed line, and each block that came,
 * went or moved as one place, with what else happened within it.
 */
export function changeSteps(blocks: readonly ComparedBlock[]): readonly ComparedBlock[] {
  return blocks.flatMap((block): readonly ComparedBlock[] => {
    const { change } = block
    if (change === 'same') return []
    if (block.kind === 'line') return [block]
    const inside = changeSteps(block.children)
    switch (change) {
      case 'changed':
        return inside
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
