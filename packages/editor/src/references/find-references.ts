import { actForms } from './act.ts'
import { celexForms } from './celex.ts'
import { commissionForms } from './commission.ts'
import { councilForms } from './council.ts'
import { parliamentForms } from './parliament.ts'
import type { ReferenceForm, ReferenceReading } from './reference.ts'

/** A reference to a document of the Union in a text, by its first character and the one after its last. */
export type FoundReference = ReferenceReading & {
  readonly from: number
  readonly to: number
  readonly text: string
}

const forms: readonly ReferenceForm[] = [
  ...actForms,
  ...commissionForms,
  ...parliamentForms,
  ...celexForms,
  ...councilForms,
]

/** No reference is without these; most lines are passed over at once. */
const mayHold = /\d[\d/]|\([\d)]/u

/**
 * The references to documents of the Union in a line of text, in order; where two readings overlap, the longer one. What looks like one and
 * names no document says why.
 */
export function findReferences(line: string): readonly FoundReference[] {
  if (!mayHold.test(line)) return []
  const all = forms.flatMap(({ pattern, read }) => {
    const found: FoundReference[] = []
    for (const match of line.matchAll(pattern)) {
      const reading = read(match)
      const [text] = match
      if (reading) found.push({ ...reading, from: match.index, to: match.index + text.length, text })
    }
    return found
  })
  all.sort((one, other) => one.from - other.from || other.to - one.to)
  let end = 0
  return all.filter(({ from, to }) => {
    if (from < end) return false
    end = to
    return true
  })
}
