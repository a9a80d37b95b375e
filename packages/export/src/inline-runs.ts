import type { InlineJson, MarkJson, TextJson } from '@samsyn/editor'

/** Text between two line breaks; its words and their marks. */
export type Line = readonly TextJson[]

/** The lines of a paragraph. A line break inside a piece of text is a space, as it is on the page. */
export function linesOf(content: readonly InlineJson[] = []): readonly Line[] {
  const lines: TextJson[][] = [[]]
  for (const inline of content) {
    if (inline.type === 'hardBreak') lines.push([])
    else lines.at(-1)?.push({ ...inline, text: inline.text.replace(/[\r\n]+/g, ' ') })
  }
  return lines
}

/** Neighbouring texts that share their outermost mark, and the texts without it. */
export interface Group {
  /** Null for text without a mark left. */
  readonly mark: MarkJson | null
  readonly texts: Line
}

/** Cuts a line into groups by the outermost mark, so that a mark over several texts is written once. */
export function groupsOf(line: Line): readonly Group[] {
  const groups: { mark: MarkJson | null; texts: TextJson[] }[] = []
  for (const { marks = [], ...text } of line) {
    const [mark = null, ...rest] = marks
    const inside = { ...text, marks: rest }
    const last = groups.at(-1)
    if (last && isSameMark(last.mark, mark)) last.texts.push(inside)
    else groups.push({ mark, texts: [inside] })
  }
  return groups
}

function isSameMark(one: MarkJson | null, other: MarkJson | null): boolean {
  if (one?.type === 'link' && other?.type === 'link') return one.attrs.href === other.attrs.href
  return one?.type === other?.type
}
