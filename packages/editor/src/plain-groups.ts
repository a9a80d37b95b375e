import type { ResolvedPos } from '@tiptap/pm/model'
import { type SupporterCountry, supporterCountries } from './doc-json.ts'

/** Stacked passages in square brackets that are mere characters. */
export interface PlainGroup {
  readonly from: number
  readonly to: number
  readonly wordings: readonly PlainWording[]
}

/** One of them: the words between its brackets, and the countries that stand before them with a colon. */
interface PlainWording {
  readonly from: number
  readonly to: number
  readonly named: readonly SupporterCountry[]
}

/** The group of plain brackets in the line that a position is in, or at its edge; null for none. */
export function plainGroupAt($position: ResolvedPos): PlainGroup | null {
  const { parent, pos } = $position
  if (!parent.inlineContent) return null
  const start = $position.start()
  let line = ''
  // One character for each place; what is no text takes as many as it has places.
  parent.forEach((node) => {
    line += node.text ?? '\uFFFC'.repeat(node.nodeSize)
  })
  return groupsIn(line, start).find(({ from, to }) => from <= pos && pos <= to) ?? null
}

function groupsIn(line: string, start: number): readonly PlainGroup[] {
  const groups: PlainGroup[] = []
  for (const [open, close] of pairsIn(line)) {
    const last = groups.at(-1)
    const wording = wordingIn(line, open + 1, close, start)
    const isStacked = last !== undefined && line.slice(last.to - start, open).trim() === ''
    if (last && isStacked) {
      groups[groups.length - 1] = {
        from: last.from,
        to: start + close + 1,
        wordings: [...last.wordings, wording],
      }
    } else groups.push({ from: start + open, to: start + close + 1, wordings: [wording] })
  }
  return groups
}

/** The outermost pairs; one without its partner is passed over. */
function pairsIn(line: string): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = []
  const open: number[] = []
  for (const { 0: sign, index } of line.matchAll(/[[\]]/g)) {
    if (sign === '[') open.push(index)
    else {
      const from = open.pop()
      if (from !== undefined) {
        // What lies inside this pair is a part of it.
        while (pairs.length > 0 && (pairs.at(-1)?.[0] ?? 0) > from) pairs.pop()
        pairs.push([from, index])
      }
    }
  }
  return pairs
}

const code = `(?:${supporterCountries.join('|')})`
const label = new RegExp(`^\\s*(${code}(?:\\s*,\\s*${code})*)\\s*:\\s*`)

function wordingIn(line: string, from: number, to: number, start: number): PlainWording {
  const [prefix = '', codes = ''] = label.exec(line.slice(from, to)) ?? []
  const named = supporterCountries.filter((country) => codes.includes(country))
  const words = line.slice(from + prefix.length, to)
  // A dash alone leaves the text out.
  const isEmpty = /^\s*[–-]?\s*$/.test(words)
  return { from: start + from + prefix.length, to: start + (isEmpty ? from + prefix.length : to), named }
}
