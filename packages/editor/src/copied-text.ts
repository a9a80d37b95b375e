import { getTextBetween, getTextSerializersFromSchema } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import type { BracketJson } from './doc-json.ts'
import { footnotesIn } from './footnote-places.ts'
import { raisedNumber } from './raised-number.ts'
import { inlineText } from './reading.ts'

/**
 * What is selected, as plain text: brackets as they print, each footnote as its raised number in the text, with the notes
 * below. A part of one footnote alone is mere text.
 */
export function copiedText({ doc, selection: { ranges }, schema }: EditorState): string {
  const sorted = [...ranges].sort((one, other) => one.$from.pos - other.$from.pos)
  const places = sorted.map(({ $from, $to }) => ({ from: $from.pos, to: $to.pos }))
  const isCopied = (at: number, size: number) => places.some(({ from, to }) => from <= at && to >= at + size)
  const notes = footnotesIn(doc).map(({ node, at }, index) => ({ node, at, mark: raisedNumber(index + 1) }))
  const marks = new Map(notes.map(({ node, mark }) => [String(node.attrs.id), mark]))
  const own = getTextSerializersFromSchema(schema)
  const textSerializers: typeof own = {
    ...own,
    bracket: (asked) =>
      isCopied(asked.pos, asked.node.nodeSize)
        ? // Of the schema.
          inlineText([asked.node.toJSON() as BracketJson], { noteMark: (id) => marks.get(id) ?? '' })
        : (own.bracket?.(asked) ?? ''),
    footnote: ({ node, pos, range }) =>
      isCopied(pos, node.nodeSize)
        ? (marks.get(String(node.attrs.id)) ?? '')
        : node.textBetween(
            inside(range.from, pos, node.content.size),
            inside(range.to, pos, node.content.size),
          ),
  }
  const text = places.map((range) => getTextBetween(doc, range, { textSerializers })).join('\n\n')
  const below = notes
    .filter(({ node, at }) => isCopied(at, node.nodeSize))
    .map(({ node, mark }) => `\n${mark} ${node.textContent}`)
  return below.length === 0 ? text : `${text}\n${below.join('')}`
}

/** A place of the document as one in a node's content. */
function inside(place: number, at: number, size: number): number {
  return Math.min(Math.max(place - at - 1, 0), size)
}
