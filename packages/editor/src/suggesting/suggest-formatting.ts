import type { Mark } from '@tiptap/pm/model'
import type { Transform } from '@tiptap/pm/transform'
import type { FormattingName } from '../doc-json.ts'
import type { Proposal } from './proposal.ts'
import { hasOthers, idOf, idsOn, isInOwn, markType, settledMarks } from './suggested-nodes.ts'

interface Stretch {
  readonly from: number
  readonly to: number
  /** Own suggestions of the same, and of the opposite. */
  readonly same: readonly Mark[]
  readonly opposite: readonly Mark[]
  /** Whether the text is as wanted already. */
  readonly isSo: boolean
}

/**
 * Suggests that a range gets a format, or loses it. Own suggested text is simply formatted. Where all of the range is
 * suggested so already by this person, that is taken back: the keys that set a format also unset it.
 */
export function suggestFormatting(
  tr: Transform,
  from: number,
  to: number,
  { name, isAdded }: { readonly name: FormattingName; readonly isAdded: boolean },
  proposal: Proposal,
): void {
  const { suggester } = proposal
  const { isOwn } = suggester
  const type = markType(tr.doc, name)
  const formatting = markType(tr.doc, 'formatting')
  const stretches: Stretch[] = []
  const own: [from: number, to: number][] = []
  const [wanted, unwanted] = isAdded ? (['add', 'remove'] as const) : (['remove', 'add'] as const)
  tr.doc.nodesBetween(from, to, (node, start, parent) => {
    if (!node.isText || !parent?.type.allowsMarkType(formatting)) return
    const [first, last] = [Math.max(from, start), Math.min(to, start + node.nodeSize)]
    const isOwnText =
      idsOn(node, 'insertion').some(isOwn) ||
      (isInOwn(tr.doc, start, suggester) && !hasOthers(node, suggester))
    if (isOwnText) {
      own.push([first, last])
      return
    }
    const suggested = node.marks.filter((mark) => mark.type === formatting && isOwn(idOf(mark)))
    stretches.push({
      from: first,
      to: last,
      same: suggested.filter((mark) => mark.attrs[wanted] === name),
      opposite: suggested.filter((mark) => mark.attrs[unwanted] === name),
      isSo: settledMarks(node.marks).some((mark) => mark.type === type) === isAdded,
    })
  })
  for (const [first, last] of own) {
    if (isAdded) tr.addMark(first, last, type.create())
    else tr.removeMark(first, last, type)
  }
  const open = stretches.filter(({ opposite, isSo }) => opposite.length > 0 || !isSo)
  const isTakenBack =
    open.length > 0 && open.every(({ same, opposite }) => same.length > 0 && opposite.length === 0)
  for (const { from: first, to: last, same, opposite, isSo } of stretches) {
    for (const mark of opposite) tr.removeMark(first, last, mark)
    if (isTakenBack) for (const mark of same) tr.removeMark(first, last, mark)
    else if (!isSo && same.length === 0) {
      const change = isAdded ? { add: name, remove: '' } : { add: '', remove: name }
      tr.addMark(first, last, formatting.create({ id: proposal.freshId(), ...change }))
    }
  }
}
