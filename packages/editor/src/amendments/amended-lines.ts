import { changesOf } from '../compare-inline.ts'
import type {
  BlockJson,
  CellJson,
  HeadingJson,
  ListItemJson,
  ParagraphJson,
  TableJson,
  TableRowJson,
} from '../doc-json.ts'
import { printInline, sizeOf } from '../print-inline.ts'
import { type AmendedCell, amendedCells } from './amended-rows.ts'

/** What a line changes in the text that its cell is compared with, by places in the line. */
export interface AmendedLine {
  readonly added: readonly { readonly from: number; readonly to: number }[]
  /** Words of that text that it leaves out; a line feed is the end of a line. */
  readonly removed: readonly { readonly at: number; readonly text: string }[]
}

type LineJson = ParagraphJson | HeadingJson

/** What each line of the compared cells in a table changes; lines that change nothing are not there. */
export function amendedLines(table: TableJson): ReadonlyMap<LineJson, AmendedLine> {
  return new Map(amendedCells(table).flatMap((cell) => [...amendedInCell(cell)]))
}

const known = new WeakMap<
  CellJson,
  { readonly base: CellJson; readonly lines: ReadonlyMap<LineJson, AmendedLine> }
>()

const unchanged: ReadonlyMap<LineJson, AmendedLine> = new Map()

/** A cell is compared once, for as long as both are the same objects: an editor asks at every keystroke. */
function amendedInCell({ amended, against }: AmendedCell): ReadonlyMap<LineJson, AmendedLine> {
  const [first] = against
  // Of most cells there is one, and it need not be read for this.
  const base = against.length === 1 ? first : (against.find(saysAnything) ?? first)
  if (!base) return unchanged
  const before = known.get(amended)
  if (before?.base === base) return before.lines
  const lines = compared(linesIn(base), linesIn(amended))
  known.set(amended, { base, lines })
  return lines
}

interface Token {
  readonly text: string
  readonly key: string
  readonly line: number
  readonly from: number
  readonly to: number
}

/** Compares cells word by word, whatever formats and suggestions lie on the words. An empty cell changes nothing yet. */
function compared(
  base: readonly LineJson[],
  amended: readonly LineJson[],
): ReadonlyMap<LineJson, AmendedLine> {
  const found = new Map<
    LineJson,
    { added: { from: number; to: number }[]; removed: { at: number; text: string }[] }
  >()
  const after = tokensOf(amended)
  if (!after.some(isWord)) return found
  const at = (index: number) => {
    const line = amended[index]
    if (!line) throw new Error('A token is in a line')
    const entry = found.get(line) ?? { added: [], removed: [] }
    found.set(line, entry)
    return entry
  }
  const end = { line: amended.length - 1, from: lengthOf(amended.at(-1)) }
  let next = 0
  for (const { removed, added, same } of changesOf(tokensOf(base), after)) {
    const place = after[next] ?? end
    if (removed.length > 0) {
      at(place.line).removed.push({ at: place.from, text: removed.map(({ text }) => text).join('') })
    }
    for (const { line, from, to } of added) {
      if (from === to) continue
      const { added: ranges } = at(line)
      const last = ranges.at(-1)
      if (last?.to === from) last.to = to
      else ranges.push({ from, to })
    }
    next += added.length + same.length
  }
  return found
}

/** The words of lines that are in the text already, each line but the last with its end. */
function tokensOf(lines: readonly LineJson[]): readonly Token[] {
  return lines.flatMap(({ content }, line) => {
    const tokens = printInline(content).flatMap((run): readonly Token[] => {
      // A note says something about the words, and what is suggested is shown as that.
      if (run.part === 'footnote' || run.marks.some(({ type }) => type === 'insertion')) return []
      const { from } = run
      if (run.part === 'sign') return [{ text: run.text, key: run.text, line, from, to: from }]
      if (run.part === 'break') return [{ text: '\n', key: '\n', line, from, to: from + 1 }]
      return [...run.text.matchAll(/\s|[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)].map(
        ({ 0: text, index }) => ({
          text,
          // A blank too many says nothing of the words beside it.
          key: text.trim() === '' ? ' ' : text,
          line,
          from: from + index,
          to: from + index + text.length,
        }),
      )
    })
    if (line === lines.length - 1) return tokens
    const from = lengthOf(lines[line])
    return [...tokens, { text: '\n', key: 'end of line', line, from, to: from }]
  })
}

/** Whether a cell says anything already. */
function saysAnything(cell: CellJson): boolean {
  return tokensOf(linesIn(cell)).some(isWord)
}

function isWord({ text }: Token): boolean {
  return text.trim() !== ''
}

function lengthOf(line: LineJson | undefined): number {
  return (line?.content ?? []).reduce((length, inline) => length + sizeOf(inline), 0)
}

function linesIn(node: BlockJson | ListItemJson | TableRowJson | CellJson): readonly LineJson[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [node]
  return (node.content ?? []).flatMap(linesIn)
}
