import type { BlockChange, ComparedBlock } from '@samsyn/editor'
import { sideOf } from './projections.ts'

/** Two blocks that stand beside each other; null where a side has nothing there. */
export interface SideRow {
  readonly before: ComparedBlock | null
  readonly after: ComparedBlock | null
  readonly change: BlockChange
  /** Whether one goes to it when reading changes: of what came, went or moved as a whole, the first row. */
  readonly isStep: boolean
}

/** A section with its rows, the title first. */
export interface SideSection {
  readonly id: string
  readonly change: BlockChange
  readonly rows: readonly SideRow[]
}

type Container = Extract<ComparedBlock, { kind: 'container' }>

/** A comparison as rows for two columns: lines, list items and table rows stay beside their counterparts. */
export function sideRows(blocks: readonly ComparedBlock[]): readonly SideSection[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'container' || block.node.type !== 'section') return []
    const { node, change } = block
    return [{ id: node.attrs.id, change, rows: asOneStep(rowsOf(block.children), block) }]
  })
}

function rowsOf(blocks: readonly ComparedBlock[]): readonly SideRow[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'line') return [rowOf(block)]
    switch (block.node.type) {
      case 'bulletList':
      case 'orderedList':
        return asOneStep(itemRows(block), block)
      case 'blockquote':
      case 'table':
        return asOneStep(
          block.children.map((child) => rowOf(child, (inner) => ({ ...block, children: [inner] }))),
          block,
        )
      default:
        return [rowOf(block)]
    }
  })
}

/** Each item in a list of its own on each side, numbered on as it is there. */
function itemRows(list: Container): readonly SideRow[] {
  const counts = { before: 0, after: 0 }
  return list.children.map((item) => {
    const starts = { ...counts }
    for (const side of ['before', 'after'] as const) if (sideOf(item, side)) counts[side] += 1
    const around = (side: 'before' | 'after') => (inner: ComparedBlock) => numbered(list, inner, starts[side])
    return rowOf(item, around('before'), around('after'))
  })
}

function numbered(list: Container, item: ComparedBlock, before: number): ComparedBlock {
  if (list.node.type !== 'orderedList') return { ...list, children: [item] }
  const start = (list.node.attrs?.start ?? 1) + before
  return { ...list, node: { ...list.node, attrs: { ...list.node.attrs, start } }, children: [item] }
}

/** What is around a block in the text is kept around it in its cell, without being marked again. */
function rowOf(
  block: ComparedBlock,
  aroundBefore: (inner: ComparedBlock) => ComparedBlock = (inner) => inner,
  aroundAfter = aroundBefore,
): SideRow {
  const [before, after] = [sideOf(block, 'before'), sideOf(block, 'after')]
  const wrapped = (inner: ComparedBlock | null, around: (inner: ComparedBlock) => ComparedBlock) =>
    inner && (around(inner) === inner ? inner : { ...around(inner), change: 'same' as const })
  return {
    before: wrapped(before, aroundBefore),
    after: wrapped(after, aroundAfter),
    change: block.change,
    isStep: block.change !== 'same',
  }
}

/** Of a block that came, went or moved as a whole the first row is the place one goes to, and what else happened within. */
function asOneStep(rows: readonly SideRow[], { change }: ComparedBlock): readonly SideRow[] {
  if (change === 'same') return rows
  if (change === 'changed') {
    // Something of the block itself changed and nothing within it did.
    return rows.some(({ isStep }) => isStep)
      ? rows
      : rows.map((row, index) => (index === 0 ? { ...row, change, isStep: true } : row))
  }
  return rows.map((row, index) => ({
    ...row,
    change: row.change === 'same' ? change : row.change,
    isStep: index === 0 || (row.isStep && row.change !== change),
  }))
}
