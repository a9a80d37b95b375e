import { type InlineJson, type MarkJson, printInline } from '@samsyn/editor'
import type { Context } from './context.ts'

/** Words with their marks, or the mark of a footnote. */
export interface Words {
  readonly text: string
  readonly marks: readonly MarkJson[]
  /** The number of the footnote that it refers to; `text` is then empty. */
  readonly note: number | null
}

/** What stands between two line breaks. */
export type Line = readonly Words[]

/** The lines of a paragraph. A line break inside a piece of text is a space, as it is on the page. */
export function linesOf(content: readonly InlineJson[] | undefined, context: Context): readonly Line[] {
  const lines: Words[][] = [[]]
  for (const run of printInline(content, { attribution: context.attribution })) {
    const { marks } = run
    if (run.part === 'break') lines.push([])
    else if (run.part === 'footnote') {
      lines.at(-1)?.push({ text: '', marks, note: context.numberOf(run.id) })
    } else {
      lines.at(-1)?.push({ text: run.text.replace(/[\r\n]+/g, ' '), marks, note: null })
    }
  }
  return lines
}

/** Neighbouring words that share their outermost mark, and the words without it. */
export interface Group {
  /** Null for words without a mark left, and for the mark of a footnote. */
  readonly mark: MarkJson | null
  readonly words: Line
}

/** Cuts a line into groups by the outermost mark, so that a mark over several pieces is written once. */
export function groupsOf(line: Line): readonly Group[] {
  const groups: { mark: MarkJson | null; words: Words[] }[] = []
  for (const { marks, ...words } of line) {
    const [mark = null, ...rest] = marks
    const inside = { ...words, marks: rest }
    const last = groups.at(-1)
    if (last && isSameMark(last.mark, mark)) last.words.push(inside)
    else groups.push({ mark, words: [inside] })
  }
  return groups
}

function isSameMark(one: MarkJson | null, other: MarkJson | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
