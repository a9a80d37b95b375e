import { align, type Pair } from './align.ts'
import { labelBlock, type RowLabel } from './amendments/label-block.ts'
import { rowLabels } from './amendments/row-numbers.ts'
import { normalForm } from './canonical.ts'
import { type ComparedRun, compareInline, wholeLine } from './compare-inline.ts'
import type { DocJson } from './doc-json.ts'
import { type Moves, movesAmong } from './moves.ts'
import { type ContainerNode, isLine, type LineNode, type Piece, pieceOf, wordNumbers } from './piece.ts'
import { sectionTitle } from './reading.ts'
import type { TemplateLanguage } from './templates.ts'

/**
 * What became of a block. `moved_from` stands where it was, whole; `moved_to` where it is now, with what changed in it
 * on the way. `added` and `removed` belong to one document whole, but parts of them may have moved.
 */
export type BlockChange = 'same' | 'changed' | 'added' | 'removed' | 'moved_from' | 'moved_to'

/** A block of the comparison: a line of runs, or a container of further blocks. `node` is the one to render it as. */
export type ComparedBlock =
  | {
      readonly kind: 'line'
      readonly node: LineNode
      readonly change: BlockChange
      readonly runs: readonly ComparedRun[]
    }
  | {
      readonly kind: 'container'
      readonly node: ContainerNode
      readonly change: BlockChange
      readonly children: readonly ComparedBlock[]
    }

export interface Comparison {
  /** The sections of both documents in one order. */
  readonly blocks: readonly ComparedBlock[]
  readonly summary: {
    /** Lines with text that were added, removed or changed. */
    readonly added: number
    readonly removed: number
    readonly changed: number
    /** Blocks that moved, each counted once. */
    readonly moved: number
    /** Sections with any change, with their title in the later document or, if they went, in the earlier. */
    readonly sections: readonly ChangedSection[]
  }
}

/** A section in which a comparison found a change. */
export interface ChangedSection {
  readonly id: string
  readonly title: string
  readonly change: Exclude<BlockChange, 'same' | 'moved_from'>
}

/**
 * Compares two documents word by word. Drops nothing: without `added` and `moved_to` it reads as the earlier text,
 * without `removed` and `moved_from` as the later one; all `same` means the same content hash. Light: needs no editor.
 * `onProgress` is told how many sections are done, of how many. With a `language`, rows that are numbered have their numbers
 * beside what is compared.
 */
export function compareDocs(
  before: DocJson,
  after: DocJson,
  {
    onProgress,
    language,
  }: {
    readonly onProgress?: (done: number, of: number) => void
    readonly language?: TemplateLanguage
  } = {},
): Comparison {
  const numbersOf = wordNumbers()
  const [earlier, later] = [before, after].map((doc) =>
    normalForm(doc).content.map((section) => pieceOf(section, numbersOf)),
  ) as [Piece[], Piece[]]
  const plans = align(earlier, later).map((pair, done, { length }): Plan => {
    onProgress?.(done, length)
    return { pair, children: planChildren(pair) }
  })
  const showing: Showing = {
    moves: movesAmong(spareIn(plans)),
    labelOf: (table, row) => labelIn(table, row, language),
  }
  const blocks = plans.map((plan) => blockOf(plan, showing))
  return { blocks, summary: summaryOf(blocks) }
}

/** Which pieces are compared with each other, before moves are known. */
interface Plan {
  readonly pair: Pair
  /** Of a pair that differs; a spare piece is shown whole. */
  readonly children: readonly Plan[]
}

function planSiblings(before: readonly Piece[], after: readonly Piece[]): readonly Plan[] {
  return align(before, after).map((pair) => ({ pair, children: planChildren(pair) }))
}

function planChildren([one, other]: Pair): readonly Plan[] {
  return one && other && one.key !== other.key ? planSiblings(one.children, other.children) : []
}

function spareIn(plans: readonly Plan[]): readonly Pair[] {
  return plans.flatMap(({ pair, children }) => (pair[0] && pair[1] ? spareIn(children) : [pair]))
}

/** What blocks are made with. */
interface Showing {
  readonly moves: Moves
  /** What stands before a row of a table, or any other child of a container; null for nothing. */
  readonly labelOf: (container: Piece, child: Piece) => string | null
}

function labelIn(
  { node, children }: Piece,
  row: Piece,
  language: TemplateLanguage | undefined,
): string | null {
  if (node.type !== 'table' || !language) return null
  return rowLabels(node, language)?.[children.indexOf(row)] ?? null
}

function blockOf({ pair: [one, other], children }: Plan, showing: Showing): ComparedBlock {
  if (one && other) return compared(one, other, children, showing)
  if (one) return spareBlock(one, 'removed', showing)
  if (other) return spareBlock(other, 'added', showing)
  throw new Error('A pair holds at least one piece')
}

function compared(one: Piece, other: Piece, plans: readonly Plan[], showing: Showing): ComparedBlock {
  if (one.key === other.key) return whole(other, 'same', showing)
  const { node } = other
  if (isLine(node) && isLine(one.node)) {
    return { kind: 'line', node, change: 'changed', runs: compareInline(one.node.content, node.content) }
  }
  if (isLine(node) || isLine(one.node)) throw new Error('Only blocks of one type are compared')
  return {
    kind: 'container',
    node,
    change: 'changed',
    children: plans.map((plan) => {
      const [before, after] = plan.pair
      return labelled(blockOf(plan, showing), {
        before: before && showing.labelOf(one, before),
        after: after && showing.labelOf(other, after),
      })
    }),
  }
}

function spareBlock(piece: Piece, change: 'added' | 'removed', showing: Showing): ComparedBlock {
  const { moves, labelOf } = showing
  if (change === 'removed' && moves.to.has(piece)) return whole(piece, 'moved_from', showing)
  const origin = change === 'added' ? moves.from.get(piece) : undefined
  if (origin) {
    const block = compared(origin, piece, planChildren([origin, piece]), { moves: noMoves, labelOf })
    return { ...block, change: 'moved_to' }
  }
  const { node } = piece
  if (isLine(node)) return { kind: 'line', node, change, runs: wholeLine(node.content, change) }
  return {
    kind: 'container',
    node,
    change,
    children: piece.children.map((child) => {
      const label = labelOf(piece, child)
      const block = spareBlock(child, change, showing)
      return labelled(
        block,
        change === 'added' ? { before: null, after: label } : { before: label, after: null },
      )
    }),
  }
}

const noMoves: Moves = { to: new Map(), from: new Map() }

/** A block with all it holds in one state; the text of one that moved away reads as removed from there. */
function whole(piece: Piece, change: 'same' | 'moved_from', showing: Showing): ComparedBlock {
  const { node, children } = piece
  if (isLine(node)) {
    const runs = wholeLine(node.content, change === 'same' ? 'same' : 'removed')
    return { kind: 'line', node, change, runs }
  }
  return {
    kind: 'container',
    node,
    change,
    children: children.map((child) => {
      const label = showing.labelOf(piece, child)
      return labelled(whole(child, change, showing), {
        before: label,
        after: change === 'same' ? label : null,
      })
    }),
  }
}

/** A row with what stands before it in each document. */
function labelled(row: ComparedBlock, labels: RowLabel): ComparedBlock {
  const { before, after } = labels
  if (row.kind === 'line' || (before === null && after === null)) return row
  return { ...row, children: [labelBlock(labels), ...row.children] }
}

function summaryOf(blocks: readonly ComparedBlock[]): Comparison['summary'] {
  const all = blocks.flatMap(withInner)
  const lines = (wanted: BlockChange) =>
    all.filter((block) => block.kind === 'line' && block.change === wanted && block.runs.length > 0).length
  return {
    added: lines('added'),
    removed: lines('removed'),
    changed: lines('changed'),
    moved: all.filter(({ change }) => change === 'moved_to').length,
    sections: blocks.flatMap(({ node, change }) =>
      node.type !== 'section' || change === 'same' || change === 'moved_from'
        ? []
        : [{ id: node.attrs.id, title: sectionTitle(node), change }],
    ),
  }
}

function withInner(block: ComparedBlock): readonly ComparedBlock[] {
  return block.kind === 'line' ? [block] : [block, ...block.children.flatMap(withInner)]
}
