import type { ComparedBlock, Passage } from '@samsyn/editor'
import { sideOf, unmarked } from '../../compare/projections.ts'
import { changeSteps } from '../../version/change-steps.ts'

/** The earlier text of a comparison, with what the later one has no more still marked. */
export interface EarlierText {
  readonly blocks: readonly ComparedBlock[]
  /** The places that differ. */
  readonly steps: readonly ComparedBlock[]
  /** The lines of those that can be restored by themselves; what only moved is not one. */
  readonly passages: ReadonlyMap<ComparedBlock, Passage>
}

/** What a comparison says of its earlier text. */
export function earlierText(compared: readonly ComparedBlock[]): EarlierText {
  const blocks = compared.flatMap((block) => earlier(block) ?? [])
  const steps = changeSteps(blocks)
  const wanted = new Set(steps)
  const passages = new Map<ComparedBlock, Passage>()
  let line = 0
  const visit = (block: ComparedBlock) => {
    const from = line
    if (block.kind === 'line') line += 1
    else block.children.forEach(visit)
    const canReturn = block.change === 'changed' || block.change === 'removed'
    if (wanted.has(block) && canReturn) passages.set(block, { from, to: line })
  }
  blocks.forEach(visit)
  return { blocks, steps, passages }
}

/** A block in the earlier text. Where something only came since, there is nothing to mark in it. */
function earlier(block: ComparedBlock): ComparedBlock | null {
  // What only moved is not struck through: it is still in the draft.
  if (block.change === 'moved_from') return { ...unmarked(block), change: block.change }
  const side = sideOf(block, 'before')
  if (side?.kind !== 'container' || block.kind === 'line') return side
  const children = block.children.flatMap((child) => earlier(child) ?? [])
  const onlyGrew =
    block.change === 'changed' &&
    block.children.some(({ change }) => change !== 'same') &&
    children.every(({ change }) => change === 'same')
  return { ...side, change: onlyGrew ? 'same' : side.change, children }
}

/** The first words of a block. */
export function firstWords(block: ComparedBlock): string {
  const text = wordsIn(block).trim()
  return text.length > longest ? `${text.slice(0, longest).trimEnd()} …` : text
}

const longest = 60

function wordsIn(block: ComparedBlock): string {
  return block.kind === 'line'
    ? `${block.runs.map(({ text }) => text).join('')} `
    : block.children.map(wordsIn).join('')
}
