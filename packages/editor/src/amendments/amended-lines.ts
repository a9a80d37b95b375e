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
import { type AmendedRow, amendedRows } from './amended-rows.ts'

/** What a line of a proposal changes in the act, by places in the line. */
export interface AmendedLine {
  readonly added: readonly { readonly from: number; readonly to: number }[]
  /** Words of the act that the proposal leaves out; a line feed is the end of a line. */
  readonly removed: readonly { readonly at: number; readonly text: string }[]
}

type LineJson = ParagraphJson | HeadingJson

/** What each line of the proposals in a table changes; lines that change nothing are not there. */
export function amendedLines(table: TableJson): ReadonlyMap<LineJson, AmendedLine> {
  return new Map(amendedRows(table).flatMap((row) => [...amendedInRow(row)]))
}

const known = new WeakMap<
  CellJson,
  { readonly act: CellJson; readonly lines: ReadonlyMap<LineJson, AmendedLine> }
>()

/** A row is compared once, for as long as its cells are the same objects: an editor asks at every keystroke. */
function amendedInRow({ act, proposal }: AmendedRow): ReadonlyMap<LineJson, AmendedLine> {
  const before = known.get(proposal)
  if (before?.act === act) return before.lines
  const lines = compared(linesIn(act), linesIn(proposal))
  known.set(proposal, { act, lines })
  return lines
}

interface Token {
  readonly text: string
  readonly key: string
  readonly line: number
  readonly from: number
  readonly to: number
}

/** Compares cells word by word, whatever formats and suggestions lie on the words. An empty proposal proposes nothing yet. */
function compared(
  act: readonly LineJson[],
  proposal: readonly LineJson[],
): ReadonlyMap<LineJson, AmendedLine> {
  const found = new Map<
    LineJson,
    { added: { from: number; to: number }[]; removed: { at: number; text: string }[] }
  >()
  const after = tokensOf(proposal)
  if (after.every(({ text }) => text.trim() === '')) return found
  const at = (index: number) => {
    const line = proposal[index]
    if (!line) throw new Error('A token is in a line')
    const entry = found.get(line) ?? { added: [], removed: [] }
    found.set(line, entry)
    return entry
  }
  const end = { line: proposal.length - 1, from: lengthOf(proposal.at(-1)) }
  let next = 0
  for (const { removed, added, same } of changesOf(tokensOf(act), after)) {
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

function lengthOf(line: LineJson | undefined): number {
  return (line?.content ?? []).reduce((length, inline) => length + sizeOf(inline), 0)
}

function linesIn(node: BlockJson | ListItemJson | TableRowJson | CellJson): readonly LineJson[] {
  if (node.type === 'paragraph' || node.type === 'heading') return [node]
  return (node.content ?? []).flatMap(linesIn)
}
