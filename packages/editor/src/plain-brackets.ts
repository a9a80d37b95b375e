import type { InlineJson } from './doc-json.ts'
import type { Line } from './lines.ts'
import type { Found } from './open-points.ts'
import { printInline } from './print-inline.ts'

/** The passages in square brackets that are characters of a line's text, and brackets without their partner. */
export function plainBracketsIn({ index: line, content }: Pick<Line, 'index' | 'content'>): readonly Found[] {
  if (!content.some(hasBracket)) return []
  const found: Found[] = []
  // What stands in a note is a line of its own.
  const notes: Stretch[][] = []
  const stretches: Stretch[] = []
  for (const run of printInline(content)) {
    if (run.part === 'footnote') {
      const text = run.content.map((each) => each.text).join('')
      notes.push([{ text, from: run.from + 1, isText: true }])
    } else {
      const isText = run.part !== 'sign'
      stretches.push({ text: run.text, from: run.from, isText, isBracketed: run.isBracketed })
    }
  }
  for (const each of [stretches, ...notes]) found.push(...pairsIn(each, line))
  return found
}

interface Stretch {
  readonly text: string
  readonly from: number
  /** Whether it has places in the editor; a sign has none. */
  readonly isText: boolean
  /** Inside a bracket object, of which a plain bracket is a part. */
  readonly isBracketed?: boolean
}

function pairsIn(stretches: readonly Stretch[], line: number): readonly Found[] {
  const found: Found[] = []
  const whole = stretches.map(({ text }) => text).join('')
  const add = (kind: 'bracket' | 'unbalanced_bracket', start: number, end: number) => {
    const [[from], [, to]] = [edgesOf(stretches, start), edgesOf(stretches, end - 1)]
    const place = { line, from, to }
    found.push({ kind, text: whole.slice(start, end), place })
  }
  let [depth, start, at] = [0, 0, 0]
  for (const { text, isText, isBracketed } of stretches) {
    for (let i = 0; isText && !isBracketed && i < text.length; i += 1) {
      if (text[i] === '[') {
        if (depth === 0) start = at + i
        depth += 1
      } else if (text[i] === ']') {
        if (depth === 0) {
          add('unbalanced_bracket', at + i, whole.length)
          continue
        }
        depth -= 1
        if (depth === 0) add('bracket', start, at + i + 1)
      }
    }
    at += text.length
  }
  if (depth > 0) add('unbalanced_bracket', start, whole.length)
  return found
}

/** Where a printed character begins and ends in the editor's line; signs have no width there. */
function edgesOf(stretches: readonly Stretch[], index: number): readonly [from: number, to: number] {
  let at = 0
  for (const { text, from, isText } of stretches) {
    if (index < at + text.length) return isText ? [from + index - at, from + index - at + 1] : [from, from]
    at += text.length
  }
  throw new Error('A passage ends within its line')
}

function hasBracket(inline: InlineJson): boolean {
  switch (inline.type) {
    case 'text':
      return /[[\]]/.test(inline.text)
    case 'hardBreak':
      return false
    case 'bracket':
      return false
    case 'footnote':
      return (inline.content ?? []).some(hasBracket)
  }
}
