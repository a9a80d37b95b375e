import type { ComparedBlock, ComparedRun } from '@samsyn/editor'

/** How much of the changes is marked: every word, bars in the margin (as Danish ministries print it), or nothing. */
export const markings = ['all', 'bars', 'clean'] as const

export type Marking = (typeof markings)[number]

export type SideName = 'before' | 'after'

type Line = Extract<ComparedBlock, { kind: 'line' }>

const only = {
  before: { blocks: ['removed', 'moved_from'], run: 'removed', others: 'added' },
  after: { blocks: ['added', 'moved_to'], run: 'added', others: 'removed' },
} as const

/** The text of one side of a comparison, with what only that side has still marked; null where it has nothing. */
export function sideOf(block: ComparedBlock, side: SideName): ComparedBlock | null {
  const gone: readonly string[] = only[side === 'before' ? 'after' : 'before'].blocks
  if (gone.includes(block.change)) return null
  if (block.kind === 'line') {
    return withRuns(block, ({ change }) => (change === only[side].others ? null : change))
  }
  return { ...block, children: block.children.flatMap((child) => sideOf(child, side) ?? []) }
}

/** The later text with nothing marked. */
export function cleanText(blocks: readonly ComparedBlock[]): readonly ComparedBlock[] {
  return blocks.flatMap((block) => {
    const later = sideOf(block, 'after')
    return later ? [unmarked(later)] : []
  })
}

/** The later text with the blocks marked in which something changed; what went leaves an empty block behind. */
export function barredText(blocks: readonly ComparedBlock[]): readonly ComparedBlock[] {
  return blocks.map(barred)
}

/** The same blocks and words, with nothing marked in either. */
export function unmarked(block: ComparedBlock): ComparedBlock {
  return block.kind === 'line'
    ? { ...withRuns(block, () => 'same'), change: 'same' }
    : { ...block, change: 'same', children: block.children.map(unmarked) }
}

function barred(block: ComparedBlock): ComparedBlock {
  if (block.change === 'removed' || block.change === 'moved_from') return hollow(block)
  return block.kind === 'line'
    ? withRuns(block, ({ change }) => (change === 'removed' ? null : 'same'))
    : { ...block, children: block.children.map(barred) }
}

/** A block without its words; a row keeps its cells, so that the table keeps its shape. */
function hollow(block: ComparedBlock): ComparedBlock {
  if (block.kind === 'line') return { ...block, runs: [] }
  return { ...block, children: block.node.type === 'tableRow' ? block.children.map(hollow) : [] }
}

/** A line with its runs in another state; those without one are left out, and equal neighbours become one. */
function withRuns(line: Line, changeOf: (run: ComparedRun) => ComparedRun['change'] | null): Line {
  const runs: ComparedRun[] = []
  for (const run of line.runs) {
    const change = changeOf(run)
    if (change === null) continue
    const last = runs.at(-1)
    if (last && isAlike(last, { ...run, change })) {
      runs[runs.length - 1] = { ...last, text: last.text + run.text }
    } else runs.push({ ...run, change })
  }
  return { ...line, runs }
}

function isAlike(one: ComparedRun, other: ComparedRun): boolean {
  return (
    one.change === other.change &&
    one.part === other.part &&
    JSON.stringify(one.marks) === JSON.stringify(other.marks)
  )
}
