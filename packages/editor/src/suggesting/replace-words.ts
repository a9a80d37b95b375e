import { Mark, type Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { isSuggestion } from './suggested-nodes.ts'

interface Range {
  readonly from: number
  readonly to: number
}

/**
 * Puts words in the place of others in one line: they look like those, and are in the suggestions that those were in as a
 * whole. False, and nothing done, where those lie in a suggestion only in part: its edge would be lost.
 */
export function replaceWords(tr: Transaction, { from, to }: Range, words: string): boolean {
  const suggested = suggestionsOver(tr.doc, { from, to })
  if (!suggested) return false
  if (words === '') {
    tr.delete(from, to)
    return true
  }
  const looks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? Mark.none
  const settled = looks.filter((mark) => !isSuggestion(mark))
  const marks = suggested.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), settled)
  tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks))
  return true
}

/** Whether some words are in a suggestion to take them out, all of them or some. */
export function isToGo(doc: Node, { from, to }: Range): boolean {
  let found = false
  doc.nodesBetween(from, to, (node) => {
    found ||= node.marks.some(({ type }) => type.name === 'deletion')
  })
  return found
}

/** The suggestions on a stretch of text; null where they are not the same on all of it. */
function suggestionsOver(doc: Node, { from, to }: Range): readonly Mark[] | null {
  let over: readonly Mark[] | undefined
  let isSame = true
  doc.nodesBetween(from, to, (node) => {
    if (!node.isText) return
    const own = node.marks.filter(isSuggestion)
    over ??= own
    isSame &&= Mark.sameSet(over, own)
  })
  return isSame ? (over ?? []) : null
}
