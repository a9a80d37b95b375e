import type { CellJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { columnWidths, labelWidth } from './column-widths.ts'

const cell = (text: string, colspan = 1): CellJson => ({
  type: 'tableCell',
  attrs: { colspan },
  content: [{ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }],
})
const row = (...content: CellJson[]) => ({ type: 'tableRow' as const, content })

describe('[X26] the columns of a table', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ')

  it('are as wide as what they hold asks for, between a number and a long wording', () => {
    const [number = 0, short = 0, long = 0] = columnWidths(
      [row(cell('3'), cell(words(5)), cell(words(90)))],
      9600,
    )
    expect(number).toBeLessThan(1200)
    expect(short).toBeGreaterThan(number)
    expect(long).toBeGreaterThan(1.5 * short)
    expect(number + short + long).toBeGreaterThan(9590)
  })

  it('break no word, as long as the words of all fit', () => {
    const [first = 0] = columnWidths([row(cell('Point'), cell(words(90)), cell(words(90)))], 9600)
    expect(first).toBeGreaterThanOrEqual(5 * 130 + 220)
    const tight = columnWidths([row(cell('a'.repeat(60)), cell('b'.repeat(60)))], 9000)
    expect(tight).toEqual([4500, 4500])
  })

  it('do not go by what reaches over several of them, and share alike where there is nothing', () => {
    expect(columnWidths([row(cell('x'.repeat(50), 2)), row(cell(''), cell(''))], 9000)).toEqual([4500, 4500])
  })
})

describe('[X72] columns with one text in several states', () => {
  const texts = (...all: string[]) => [row(...all.map((text) => cell(text)))]

  it('are all as wide, however much is in them, as long as their words fit', () => {
    const isEven = true
    expect(columnWidths(texts('word '.repeat(80), 'word', ''), 9000, { isEven })).toEqual([3000, 3000, 3000])
    const [wide = 0, narrow = 0] = columnWidths(texts('a'.repeat(40), 'word', ''), 9000, { isEven })
    expect(wide).toBeGreaterThanOrEqual(40 * 130 + 220)
    expect(narrow).toBeLessThan(3000)
  })

  it('leave the numbers of rows what those need', () => {
    expect(labelWidth(['Række', '1', '12a'])).toBe(5 * 180 + 220)
  })
})
