import type { Node } from '@tiptap/pm/model'

/** What is looked for. */
export interface Asked {
  readonly words: string
  readonly isCase: boolean
  readonly isWhole: boolean
}

/** Where words stand in the text, and in which of its lines, from 0. */
export interface Match {
  readonly from: number
  readonly to: number
  readonly line: number
}

/** Exactly these words, each time that they stand in one line, one wording or one footnote with nothing between, in the order of the text. */
export function matchesOf(doc: Node, { words, isCase, isWhole }: Asked): readonly Match[] {
  if (words === '') return []
  const fold = isCase ? (text: string) => text : smallLetters
  const wanted = fold(words)
  const found: Match[] = []
  let line = -1
  doc.descendants((node, at) => {
    if (node.isTextblock) line += 1
    if (!node.inlineContent) return true
    for (const { text, from } of stretchesOf(node, at + 1)) {
      const folded = fold(text)
      for (let index = folded.indexOf(wanted); index >= 0; ) {
        const end = index + wanted.length
        const isFound = !isWhole || (isEdge(text, index) && isEdge(text, end))
        if (isFound) found.push({ from: from + index, to: from + end, line })
        index = folded.indexOf(wanted, isFound ? end : index + 1)
      }
    }
    return true
  })
  // A wording stands in its line, and is come to after all of that.
  return found.sort((one, other) => one.from - other.from)
}

/** Where each line of a text begins: its title, headings and paragraphs. */
export function lineStarts(doc: Node): readonly number[] {
  const starts: number[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) starts.push(at)
    return !node.isTextblock
  })
  return starts
}

/** The text of a node between what is none. */
function stretchesOf(node: Node, start: number): readonly { readonly text: string; readonly from: number }[] {
  const stretches: { text: string; from: number }[] = []
  let isInText = false
  node.forEach((child, offset) => {
    const last = isInText ? stretches.at(-1) : undefined
    if (last) last.text += child.text ?? ''
    else if (child.text) stretches.push({ text: child.text, from: start + offset })
    isInText = child.isText
  })
  return stretches
}

/** In small letters, each where it was: a few become two. */
function smallLetters(text: string): string {
  const small = text.toLowerCase()
  if (small.length === text.length) return small
  return Array.from(text, (letter) => {
    const lower = letter.toLowerCase()
    return lower.length === letter.length ? lower : letter
  }).join('')
}

/** Whether no word goes on over a place of a text. */
function isEdge(text: string, at: number): boolean {
  return !/[\p{L}\p{N}\p{M}]$/u.test(text.slice(0, at)) || !/^[\p{L}\p{N}\p{M}]/u.test(text.slice(at))
}
