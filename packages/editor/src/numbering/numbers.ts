import type { Numbering } from '../doc-json.ts'
import {
  type ActNumber,
  compareActNumbers,
  formatActNumber,
  type NumberStyle,
  numbersBetween,
  parseActNumber,
} from './act-number.ts'
import type { NumberedLine } from './numbered-lines-of.ts'

/** The number of a line: as the base text has it, or computed from its place. */
export interface LineNumber {
  readonly numbering: Numbering | null
  /** Without what stands around it in print: `3a`, `ca`, `1.2`. */
  readonly number: string
  /** Put into a row of numbers of the base text. */
  readonly isInserted: boolean
}

/**
 * The numbers of lines, by their index. A line that the base text numbered keeps that number whatever is put around it;
 * the others get the Council's numbers for insertions, or count from 1 where no line of their row has a number of the base
 * text. Computed from the text alone, so two insertions at the same moment have different numbers, and the same on every page.
 */
export function numbersOf(lines: readonly NumberedLine[]): ReadonlyMap<number, LineNumber> {
  const numbers = new Map<number, LineNumber>()
  for (const { index, numbering, baseNumber } of lines) {
    if (baseNumber === null) continue
    const style = styleOf(numbering)
    const read = numbering === null ? null : parseActNumber(baseNumber, style)
    const number = read ? formatActNumber(read, style) : baseNumber
    numbers.set(index, { numbering, number, isInserted: false })
  }
  for (const row of rowsOf(lines)) numberRow(row, numbers)
  return numbers
}

/** Lines that are counted together. */
interface Row {
  readonly lines: NumberedLine[]
  /** The heading that subheadings are under. */
  readonly parent: number | null
}

function rowsOf(lines: readonly NumberedLine[]): readonly Row[] {
  const rows = new Map<string, Row>()
  // How often each row began anew, and under which heading each column is.
  const begun = new Map<string, number>()
  const parents = new Map<string, number>()
  const beginAnew = (name: string) => begun.set(name, (begun.get(name) ?? 0) + 1)
  for (const line of lines) {
    const { index, numbering, section, column, level } = line
    const place = `${section}${column}`
    if (level !== null || (numbering !== null && numbering !== 'point')) beginAnew(`point ${place}`)
    if (numbering === 'article') beginAnew(`paragraph ${place}`)
    if (level === 2) parents.delete(column)
    if (level === 3) {
      parents.set(column, index)
      beginAnew(`subheading ${column}`)
    }
    if (numbering !== null) {
      // Headings are counted through the whole text, all else by section.
      const name =
        numbering !== 'heading'
          ? `${numbering} ${place}`
          : level === 4
            ? `subheading ${column}`
            : `heading ${column}`
      const key = `${name} ${begun.get(name) ?? 0}`
      const parent = name.startsWith('subheading') ? (parents.get(column) ?? null) : null
      const row = rows.get(key) ?? { lines: [], parent }
      row.lines.push(line)
      rows.set(key, row)
    }
    if (line.isOpening) beginAnew(`point ${place}`)
  }
  return [...rows.values()]
}

function numberRow({ lines, parent }: Row, numbers: Map<number, LineNumber>): void {
  const [first] = lines
  if (!first) return
  const ofBase = lines.flatMap(({ index }) => numbers.get(index)?.number ?? [])
  const isInserted = ofBase.length > 0
  // A sole recital has no number.
  if (lines.length === 1 && first.numbering === 'recital') return
  const above = isInserted || parent === null ? undefined : numbers.get(parent)?.number
  const prefix = above === undefined ? '' : `${above}.`
  const used = new Set(ofBase)
  let [lower, waiting]: [string | null, NumberedLine[]] = [null, []]
  const close = (upper: string | null) => {
    const made = insertions({ lower, upper, used, style: styleOf(first.numbering), count: waiting.length })
    for (const [place, { index, numbering }] of waiting.entries()) {
      numbers.set(index, { numbering, number: prefix + (made[place] ?? ''), isInserted })
    }
    waiting = []
  }
  for (const line of lines) {
    const number = line.baseNumber === null ? undefined : numbers.get(line.index)?.number
    if (number === undefined) {
      waiting.push(line)
      continue
    }
    close(number)
    lower = number
  }
  close(null)
}

interface Gap {
  readonly lower: string | null
  readonly upper: string | null
  readonly style: NumberStyle
  readonly count: number
  /** The numbers that the row has already. */
  readonly used: Set<string>
}

function insertions({ lower, upper, style, count, used }: Gap): readonly string[] {
  const numberOf = (text: string | null) => (text === null ? null : parseActNumber(text, style))
  const [one, other] = [numberOf(lower), numberOf(upper)]
  // A number of another kind, such as a Roman one, is followed by letters; a base text out of order has no upper end.
  const isOpen = !other || (one !== null && compareActNumbers(one, other) >= 0)
  const stem = lower !== null && !one ? lower : ''
  const make = (wanted: number) =>
    (stem === ''
      ? numbersBetween(one, isOpen ? null : other, wanted).map((number) => formatActNumber(number, style))
      : numbersBetween([0], null, wanted).map(([, ...suffix]) => stem + formatSuffix(suffix))
    ).filter((number) => !used.has(number))
  let wanted = count
  let made = make(wanted)
  // Where the base text has one of them elsewhere, the next is taken.
  while (made.length < count) {
    wanted += count - made.length
    made = make(wanted)
  }
  for (const number of made) used.add(number)
  return made
}

function formatSuffix(suffix: readonly number[]): string {
  return formatActNumber([1, ...suffix] as ActNumber, 'figures').slice(1)
}

function styleOf(numbering: Numbering | null): NumberStyle {
  return numbering === 'point' ? 'letters' : 'figures'
}
