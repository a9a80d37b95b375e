import type { AlternativeJson, InlineJson, MarkJson, TextJson } from '../doc-json.ts'
import { sizeOf } from '../print-inline.ts'
import type { AmendedLine } from './amended-lines.ts'

/** The formats that show a word as added, and one as taken out, in every text that is read. */
const addedFormats = ['bold', 'underline'] as const

const removedMarks: readonly MarkJson[] = [{ type: 'strike' }]

/** A line of a proposal as it is printed: added words bold and underlined, those of the act that go struck through. */
export function printAmended(content: readonly InlineJson[], amended: AmendedLine): readonly InlineJson[] {
  return inlines(content, 0, { ...amended, removed: [...amended.removed] })
}

interface Left extends Pick<AmendedLine, 'added'> {
  /** What still has to be printed, in order. */
  readonly removed: { readonly at: number; readonly text: string }[]
}

function inlines(content: readonly InlineJson[], start: number, left: Left): readonly InlineJson[] {
  const printed: InlineJson[] = []
  let from = start
  for (const inline of content) {
    const to = from + sizeOf(inline)
    // At the edge of a bracket or a note the words stand before it.
    printed.push(...removedUntil(from, left))
    printed.push(...one(inline, from, left))
    from = to
  }
  return [...printed, ...removedUntil(from, left)]
}

function one(inline: InlineJson, from: number, left: Left): readonly InlineJson[] {
  switch (inline.type) {
    case 'text':
      return text(inline, from, left)
    case 'bracket': {
      let at = from + 1
      const alternatives = inline.content.map((alternative): AlternativeJson => {
        const content = inlines(alternative.content ?? [], at + 1, left)
        at += sizeOf(alternative)
        return content.length === 0 ? alternative : { ...alternative, content }
      })
      return [{ ...inline, content: alternatives }]
    }
    case 'hardBreak':
    case 'footnote':
      return [inline]
  }
}

/** A piece of text, cut wherever something begins, ends or goes. */
function text(piece: TextJson, from: number, left: Left): readonly InlineJson[] {
  const to = from + piece.text.length
  const inside = (place: number) => place > from && place < to
  const edges = [
    ...left.added.flatMap((range) => [range.from, range.to]),
    ...left.removed.map(({ at }) => at),
  ].filter(inside)
  const cuts = [...new Set([from, ...edges, to])].sort((a, b) => a - b)
  return cuts.slice(0, -1).flatMap((start, index): readonly InlineJson[] => {
    const end = cuts[index + 1] ?? to
    const part = piece.text.slice(start - from, end - from)
    const isAdded = left.added.some((range) => range.from <= start && range.to >= end)
    const shown = isAdded ? { ...piece, text: part, marks: withAdded(piece.marks) } : { ...piece, text: part }
    return [...removedUntil(start, left), shown]
  })
}

function removedUntil(place: number, { removed }: Left): readonly InlineJson[] {
  const found: InlineJson[] = []
  for (let [next] = removed; next && next.at <= place; [next] = removed) {
    removed.shift()
    found.push(...removedInlines(next.text))
  }
  return found
}

/** Words that go, with the ends of lines that go with them. */
export function removedInlines(words: string): readonly InlineJson[] {
  return words
    .split(/(\n)/)
    .filter((part) => part !== '')
    .map((part) =>
      part === '\n' ? { type: 'hardBreak' } : { type: 'text', text: part, marks: removedMarks },
    )
}

function withAdded(marks: readonly MarkJson[] = []): readonly MarkJson[] {
  const missing = addedFormats.filter((name) => !marks.some(({ type }) => type === name))
  return [...marks, ...missing.map((type): MarkJson => ({ type }))]
}
