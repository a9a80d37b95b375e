import type { ProposalKind } from '@samsyn/domain'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

interface Range {
  readonly from: number
  readonly to: number
}

/** A passage that a proposal can be about, and what to do with it where the person has not said. */
export interface Passage extends Range {
  readonly kind: ProposalKind
}

/** A longer passage is better proposed in parts: its words are kept with the proposal. */
const longest = 1000

/** So many characters beside the caret say where words are to be put. */
const besideCaret = 60

/** The selected words; beside a caret those that stand there, to put something behind or before. Null where there are none. */
export function passageAt({ doc, selection }: EditorState): Passage | null {
  if (!selection.empty) {
    const range = trimmed(doc, selection)
    return range && range.to - range.from <= longest && isPlain(doc, range)
      ? { ...range, kind: 'replace' }
      : null
  }
  const { $from } = selection
  if (!$from.parent.inlineContent) return null
  const before = trimmed(doc, { from: stretch($from.pos, $from.nodeBefore, -1), to: $from.pos })
  if (before) return { ...before, kind: 'insert_after' }
  const after = trimmed(doc, { from: $from.pos, to: stretch($from.pos, $from.nodeAfter, 1) })
  return after && { ...after, kind: 'insert_before' }
}

/** The places of some words in the text: each within one line, and nothing but text. */
export function placesOfWords(doc: Node, words: string): readonly Range[] {
  const wanted = words.trim()
  if (wanted === '') return []
  const found: Range[] = []
  doc.descendants((node, at) => {
    if (!node.inlineContent) return true
    // One character for each place; what is no text takes as many as it has places, and matches nothing.
    let text = ''
    node.forEach((child) => {
      text += child.text ?? '\uFFFC'.repeat(child.nodeSize)
    })
    for (let index = text.indexOf(wanted); index >= 0; index = text.indexOf(wanted, index + 1)) {
      found.push({ from: at + 1 + index, to: at + 1 + index + wanted.length })
    }
    // A wording of a bracket is a place of its own.
    return true
  })
  return found
}

/** Whether a stretch is text of one line alone, so that plain words can take its place. */
export function isPlain(doc: Node, { from, to }: Range): boolean {
  const $from = doc.resolve(from)
  const $to = doc.resolve(to)
  if (!$from.sameParent($to) || !$from.parent.inlineContent) return false
  let isText = true
  doc.nodesBetween(from, to, (node, at) => {
    if (at >= $from.start() && !node.isText) isText = false
    return isText
  })
  return isText
}

function trimmed(doc: Node, { from, to }: Range): Range | null {
  const text = doc.textBetween(from, to, '\n', '\uFFFC')
  const blanksBefore = text.length - text.trimStart().length
  const blanksAfter = text.length - text.trimEnd().length
  return blanksBefore === text.length ? null : { from: from + blanksBefore, to: to - blanksAfter }
}

/** The end of the words beside a caret, in a direction; not in the middle of one. */
function stretch(at: number, node: Node | null, direction: 1 | -1): number {
  const text = node?.text ?? ''
  if (text.length <= besideCaret) return at + direction * text.length
  const near = direction === 1 ? text.slice(0, besideCaret) : text.slice(-besideCaret)
  const cut = direction === 1 ? near.lastIndexOf(' ') : near.length - near.indexOf(' ') - 1
  return at + direction * (cut > 0 && cut < near.length ? cut : near.length)
}
