import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { canJoin, canSplit } from '@tiptap/pm/transform'
import fc from 'fast-check'
import { type BlockJson, type DocJson, editorSchema } from '../src/index.ts'
import { acceptedSlice } from '../src/suggesting/settled-slices.ts'
import {
  alternative,
  bracket,
  doc,
  li,
  line,
  list,
  note,
  p,
  quote,
  section,
  table,
  text,
} from './builders.ts'

/** What a person does to a text; places and sizes are shares of what there is. */
export interface RandomChange {
  readonly do: (typeof changes)[number]
  readonly at: number
  readonly size: number
  /** What is pasted, out of the text itself. */
  readonly from: number
  readonly length: number
}

const changes = [
  'type',
  'erase',
  'split',
  'join',
  'format',
  'addRow',
  'dropRow',
  'dropTable',
  'paste',
] as const

// Without bias: places everywhere, not at the ends only.
const share = fc.noBias(fc.nat(999_999)).map((number) => number / 1_000_000)

/** A change of one of some kinds. */
export function changeOf(kinds: readonly RandomChange['do'][] = changes): fc.Arbitrary<RandomChange> {
  return fc.record({ do: fc.constantFrom(...kinds), at: share, size: share, from: share, length: share })
}

/** A text with everything in it that can be suggested, and suggestions of somebody else. */
export const everythingToSuggest: DocJson = doc(
  section('a', 'First title', [
    line(text('Alpha beta '), text('gamma', [{ type: 'bold' }]), text(' delta.')),
    line(
      text('Plain '),
      text('added', [{ type: 'insertion', attrs: { id: 'you-1' } }]),
      text(' and '),
      text('struck', [{ type: 'deletion', attrs: { id: 'you-2' } }]),
      { type: 'hardBreak' },
      text(' end.'),
    ),
    list(li(p('One item')), li(p('Two item'), list(li(p('Inner')))), li(p('Three'), p('More'))),
    quote(p('Quoted one'), p('Quoted two')),
    line(
      text('It '),
      bracket(
        'b',
        alternative('x', ['DK'], text('shall')),
        alternative('y', [], text('should'), note('n', text('Note'))),
      ),
      text(' act.'),
    ),
    { ...table(['H1', 'H2'], ['c1', 'c2'], ['c3', 'c4']), attrs: { form: 'trilogue' } } as BlockJson,
    p(''),
    { type: 'heading', attrs: { level: 3 }, content: [text('Heading here')] },
    { ...line(text('Last of it.')), attrs: { suggestedInsertion: 'you-3' } },
  ]),
  section('b', 'Second', [p('Another text'), p('The end')]),
)

/** The transaction that makes a change; null where there is nothing to change so. */
export function makeChange(state: EditorState, change: RandomChange, typed: string): Transaction | null {
  const { doc: node, tr } = state
  const all = carets(node)
  const from = pick(all, change.at) ?? 1
  const behind = all.filter((place) => place >= from)
  const isOver = change.size < 0.5
  const to = pick(behind.slice(0, 30), change.size) ?? from
  switch (change.do) {
    case 'type':
      return tr.insertText(typed, from, isOver ? to : from)
    case 'erase':
      return tr.delete(from, to)
    case 'split':
      return canSplit(node, from) && node.resolve(from).parent.isTextblock ? tr.split(from) : null
    case 'join': {
      const at = pick(joints(node), change.at)
      return at === undefined ? null : tr.join(at)
    }
    case 'format': {
      const { bold } = editorSchema().marks
      if (!bold) return null
      return change.length < 0.7 ? tr.addMark(from, to, bold.create()) : tr.removeMark(from, to, bold)
    }
    case 'addRow':
    case 'dropRow':
    case 'dropTable': {
      const row = pick(nodesOf(node, change.do === 'dropTable' ? 'table' : 'tableRow'), change.at)
      if (!row) return null
      const end = row.at + row.node.nodeSize
      return change.do === 'addRow'
        ? tr.insert(end, row.node.type.create(null, unsigned(row.node.content)))
        : tr.delete(row.at, end)
    }
    case 'paste': {
      const start = pick(all, change.from) ?? 1
      const end = pick(all.filter((place) => place >= start).slice(0, 40), change.length) ?? start
      const { content, openStart, openEnd } = acceptedSlice(node.slice(start, end))
      return tr.replace(from, isOver ? to : from, new Slice(unsigned(content), openStart, openEnd))
    }
  }
}

/** Copied content without the characters by which tests know who typed them. */
function unsigned(content: Fragment): Fragment {
  const nodes: Node[] = []
  content.forEach((child) => {
    if (!child.isText) nodes.push(child.copy(unsigned(child.content)))
    else nodes.push(child.type.schema.text((child.text ?? '').replace(/[\u4e00-\u9fff]/g, 'c'), child.marks))
  })
  return Fragment.from(nodes)
}

function pick<T>(all: readonly T[], at: number): T | undefined {
  return all[Math.floor(at * all.length)]
}

function carets(node: Node): readonly number[] {
  return Array.from({ length: node.content.size + 1 }, (_unused, at) => at).filter(
    (at) => node.resolve(at).parent.inlineContent,
  )
}

/** The places at which two lines, two items or two quotations meet. */
function joints(node: Node): readonly number[] {
  return Array.from({ length: node.content.size }, (_unused, at) => at).filter((at) => {
    const { nodeBefore, nodeAfter } = node.resolve(at)
    const isSame = nodeBefore?.type === nodeAfter?.type || (nodeBefore?.isTextblock && nodeAfter?.isTextblock)
    return Boolean(nodeBefore?.isBlock && isSame) && canJoin(node, at)
  })
}

function nodesOf(node: Node, type: string): readonly { readonly node: Node; readonly at: number }[] {
  const found: { node: Node; at: number }[] = []
  node.descendants((child, at) => {
    if (child.type.name === type) found.push({ node: child, at })
  })
  return found
}
