import { diffArrays } from 'diff'
import type {
  BlockJson,
  CellJson,
  DocJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  SectionJson,
  SectionTitleJson,
  TableRowJson,
} from './doc-json.ts'
import { similarity } from './similarity.ts'

/** A stretch of text with one formatting that is in both documents, only in the later, or only in the earlier one. */
export interface ComparedRun {
  readonly text: string
  readonly marks: readonly MarkJson[]
  readonly change: 'same' | 'added' | 'removed'
}

/**
 * What became of a block. `moved_from` stands where it was, `moved_to` where it is now. Only a `same` or `changed`
 * block has content of both documents; the others belong to one of them whole.
 */
export type BlockChange = 'same' | 'changed' | 'added' | 'removed' | 'moved_from' | 'moved_to'

type TextNode = SectionTitleJson | Extract<BlockJson, { type: 'paragraph' | 'heading' }>
type ContainerNode =
  | SectionJson
  | Exclude<BlockJson, { type: 'paragraph' | 'heading' }>
  | ListItemJson
  | TableRowJson
  | CellJson
type ComparableNode = TextNode | ContainerNode

/** A block of the comparison: a line of runs, or a container of further blocks. `node` is the one to render it as. */
export type ComparedBlock =
  | {
      readonly kind: 'line'
      readonly node: TextNode
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
  /** Lines by what became of them; a moved line counts once. */
  readonly summary: {
    readonly added: number
    readonly removed: number
    readonly changed: number
    readonly moved: number
    /** Sections with any change, by their title in the later document or, if they went, in the earlier. */
    readonly sections: readonly { readonly id: string; readonly change: BlockChange }[]
  }
}

/**
 * Compares two documents word by word. Drops nothing: what is not `added` or `moved_to` reads as the earlier text,
 * what is not `removed` or `moved_from` as the later one. Light: needs no editor.
 */
export function compareDocs(before: DocJson, after: DocJson): Comparison {
  const blocks = compareSiblings(before.content, after.content)
  const lines = blocks.flatMap(linesIn)
  const count = (change: BlockChange) => lines.filter((line) => line.change === change).length
  return {
    blocks,
    summary: {
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
      moved: count('moved_to'),
      sections: blocks.flatMap(({ node, change }) =>
        node.type === 'section' && change !== 'same' ? [{ id: node.attrs.id, change }] : [],
      ),
    },
  }
}

/** How alike two siblings must be to be shown as one changed block, and how alike to be shown as moved. */
const alike = 0.4
const alikeRow = 0.2
const moved = 0.8
/** Shorter lines are too alike by chance to be called moved. */
const fewestWordsMoved = 4

function compareSiblings(
  before: readonly ComparableNode[],
  after: readonly ComparableNode[],
): readonly ComparedBlock[] {
  const blocks: ComparedBlock[] = []
  const removed: { at: number; node: ComparableNode }[] = []
  const added: { at: number; node: ComparableNode }[] = []
  for (const [one, other] of align(before, after)) {
    if (one && other) {
      blocks.push(compareNodes(one, other))
    } else if (one) {
      removed.push({ at: blocks.length, node: one })
      blocks.push(whole(one, 'removed'))
    } else if (other) {
      added.push({ at: blocks.length, node: other })
      blocks.push(whole(other, 'added'))
    }
  }
  for (const gone of removed) {
    const index = added.findIndex(({ node }) => isMove(gone.node, node))
    const [come] = index < 0 ? [] : added.splice(index, 1)
    if (!come) continue
    blocks[gone.at] = whole(gone.node, 'moved_from')
    blocks[come.at] = whole(come.node, 'moved_to')
  }
  return blocks
}

function compareNodes(before: ComparableNode, after: ComparableNode): ComparedBlock {
  if (isLine(before) && isLine(after)) {
    const runs = compareInline(before.content ?? [], after.content ?? [])
    const isSame = runs.every(({ change }) => change === 'same') && shapeOf(before) === shapeOf(after)
    return { kind: 'line', node: after, change: isSame ? 'same' : 'changed', runs }
  }
  if (isLine(before) || isLine(after)) throw new Error('Only blocks of one kind are compared')
  const children = compareSiblings(before.content ?? [], after.content ?? [])
  const isSame = children.every(({ change }) => change === 'same') && shapeOf(before) === shapeOf(after)
  return { kind: 'container', node: after, change: isSame ? 'same' : 'changed', children }
}

function whole(node: ComparableNode, change: BlockChange): ComparedBlock {
  if (isLine(node)) {
    const runChange = change === 'removed' || change === 'moved_from' ? 'removed' : 'added'
    return { kind: 'line', node, change, runs: joinRuns(tokens(node.content ?? []), runChange) }
  }
  return {
    kind: 'container',
    node,
    change,
    children: (node.content ?? []).map((child) => whole(child, change)),
  }
}

type Pair = readonly [ComparableNode | null, ComparableNode | null]

/** Pairs siblings so that the sum of their likeness is greatest, order kept (a weighted longest common subsequence). */
function align(before: readonly ComparableNode[], after: readonly ComparableNode[]): readonly Pair[] {
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const likeness = new Float64Array(before.length * after.length)
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const score = likenessOf(before[i], after[j])
      likeness[i * after.length + j] = score
      const paired = score > 0 ? score + at(best, (i + 1) * width + j + 1) : 0
      best[i * width + j] = Math.max(paired, at(best, (i + 1) * width + j), at(best, i * width + j + 1))
    }
  }
  const pairs: Pair[] = []
  let i = 0
  let j = 0
  while (i < before.length || j < after.length) {
    const one = before[i] ?? null
    const other = after[j] ?? null
    const score = one && other ? at(likeness, i * after.length + j) : 0
    if (score > 0 && at(best, i * width + j) === score + at(best, (i + 1) * width + j + 1)) {
      pairs.push([one, other])
      i += 1
      j += 1
    } else if (one && (!other || at(best, (i + 1) * width + j) >= at(best, i * width + j + 1))) {
      pairs.push([one, null])
      i += 1
    } else {
      pairs.push([null, other])
      j += 1
    }
  }
  return pairs
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0
}

function likenessOf(one: ComparableNode | undefined, other: ComparableNode | undefined): number {
  if (!one || !other || one.type !== other.type) return 0
  // A section is the same section by its id, a title and a cell by their place.
  if (one.type === 'section' && other.type === 'section') return one.attrs.id === other.attrs.id ? 1 : 0
  if (one.type === 'sectionTitle' || isCell(one)) return 0.5 + similarity(textOf(one), textOf(other)) / 2
  const score = similarity(textOf(one), textOf(other))
  return score >= (one.type === 'tableRow' ? alikeRow : alike) ? score : 0
}

function isMove(one: ComparableNode, other: ComparableNode): boolean {
  if (one.type !== other.type) return false
  const text = textOf(one)
  return text.split(/\s+/).length >= fewestWordsMoved && similarity(text, textOf(other)) >= moved
}

interface Token {
  readonly text: string
  readonly marks: readonly MarkJson[]
  readonly key: string
}

function compareInline(before: readonly InlineJson[], after: readonly InlineJson[]): readonly ComparedRun[] {
  const changes = diffArrays(tokens(before), tokens(after), {
    comparator: (one, other) => one.key === other.key,
  })
  return changes.flatMap(({ value, added, removed }) =>
    joinRuns(value, added ? 'added' : removed ? 'removed' : 'same'),
  )
}

function tokens(content: readonly InlineJson[]): Token[] {
  return content.flatMap((inline) => {
    const marks = inline.marks ?? []
    const format = JSON.stringify(marks)
    const words =
      inline.type === 'text' ? (inline.text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []) : ['\n']
    return words.map((text) => ({ text, marks, key: `${format} ${text}` }))
  })
}

function joinRuns(value: readonly Token[], change: ComparedRun['change']): ComparedRun[] {
  const runs: { text: string; marks: readonly MarkJson[]; change: ComparedRun['change'] }[] = []
  for (const { text, marks } of value) {
    const last = runs.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += text
    else runs.push({ text, marks, change })
  }
  return runs
}

function linesIn(block: ComparedBlock): readonly ComparedBlock[] {
  return block.kind === 'line' ? [block] : block.children.flatMap(linesIn)
}

function isLine(node: ComparableNode): node is TextNode {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'sectionTitle'
}

function isCell(node: ComparableNode): boolean {
  return node.type === 'tableCell' || node.type === 'tableHeader'
}

/** What a block is apart from its content, so that a changed heading level or section kind counts as a change. */
function shapeOf(node: ComparableNode): string {
  return 'attrs' in node ? JSON.stringify(node.attrs) : ''
}

function textOf(node: ComparableNode): string {
  if (isLine(node)) {
    return (node.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '\n')).join('')
  }
  return (node.content ?? []).map(textOf).join('\n')
}
