import type { Proposal } from '@samsyn/protocol'
import type { Mark, ResolvedPos } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

interface Range {
  readonly from: number
  readonly to: number
}

/** Marks that are somebody's suggestion, or the target of other words: they do not pass on to new ones. */
const notPassedOn: readonly string[] = ['insertion', 'deletion', 'formatting', 'link']

const closing = /^[\s.,;:!?)\]’”»]/
const opening = /[\s([‘“«]$/
const word = /^[\p{L}\p{N}([‘“«]/u

/** Puts the words of a proposal at its passage, which is text of one line, with the blanks that they need there. */
export function takeIn(
  tr: Transaction,
  { kind, text }: Pick<Proposal, 'kind' | 'text'>,
  { from, to }: Range,
): void {
  const { schema } = tr.doc.type
  if (kind === 'replace') {
    if (text === '') tr.delete(...withNeedlessBlank(tr, { from, to }))
    else tr.replaceWith(from, to, schema.text(text, passedOn(tr.doc.resolve(from + 1).marks())))
    return
  }
  const at = kind === 'insert_before' ? from : to
  const $at = tr.doc.resolve(at)
  const before = textBefore($at)
  const after = textAfter($at)
  const lead = before === '' || opening.test(before) || closing.test(text) ? '' : ' '
  const trail = word.test(after) && !opening.test(text) ? ' ' : ''
  tr.insert(at, schema.text(`${lead}${text}${trail}`, passedOn($at.marks())))
}

function passedOn(marks: readonly Mark[]): readonly Mark[] {
  return marks.filter(({ type }) => !notPassedOn.includes(type.name))
}

/** A stretch that goes, with the blank that would stand there twice, or at an end of the line. */
function withNeedlessBlank({ doc }: Transaction, { from, to }: Range): readonly [from: number, to: number] {
  const $from = doc.resolve(from)
  const $to = doc.resolve(to)
  const after = textAfter($to)
  const isAtEnd = $to.nodeAfter === null
  if (textBefore($from).endsWith(' ') && (isAtEnd || closing.test(after))) return [from - 1, to]
  return $from.nodeBefore === null && after.startsWith(' ') ? [from, to + 1] : [from, to]
}

function textBefore({ nodeBefore }: ResolvedPos): string {
  return nodeBefore?.text ?? ''
}

function textAfter({ nodeAfter }: ResolvedPos): string {
  return nodeAfter?.text ?? ''
}
