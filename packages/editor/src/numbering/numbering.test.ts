import { describe, expect, it } from 'vitest'
import { formatActNumber, numbersBetween, parseActNumber } from './act-number.ts'

describe('numbers of an act', () => {
  it.each([
    ['3', 'figures', [3]],
    ['3a', 'figures', [3, 1]],
    ['12ab', 'figures', [12, 1, 2]],
    ['-1', 'figures', [-1]],
    ['3-a', 'figures', [3, -1]],
    ['3 a', 'figures', [3, 1], '3a'],
    ['(12a)', 'figures', [12, 1], '12a'],
    ['Article 4', 'figures', [4], '4'],
    ['1.', 'figures', [1], '1'],
    ['ca', 'letters', [3, 1]],
    ['(-a)', 'letters', [-1], '-a'],
    ['c)', 'letters', [3], 'c'],
  ] as const)('[E91] %s is read in %s and written again', (text, style, number, written: string = text) => {
    const read = parseActNumber(text, style)
    expect(read).toEqual(number)
    if (read) expect(formatActNumber(read, style)).toBe(written)
  })

  it.each(['II', '', '3 bis', '1.2', 'x1'])('[E91] %s is no such number', (text) => {
    expect(parseActNumber(text, 'figures')).toBe(null)
  })

  it.each([
    ['3', '4', 2, '3a 3b'],
    ['3', null, 2, '3a 3b'],
    ['3a', '4', 2, '3b 3c'],
    ['3a', '3b', 2, '3aa 3ab'],
    ['3a', '3c', 2, '3b 3ba'],
    ['3', '3a', 2, '3-b 3-a'],
    ['3', '3b', 2, '3a 3aa'],
    ['3', '3-a', 1, '3-b'],
    [null, '1', 1, '-1'],
    [null, '1', 3, '-3 -2 -1'],
    [null, '-1', 1, '-2'],
    ['-1', '1', 2, '-1a -1b'],
    [null, '7', 2, '6a 6b'],
    [null, '7b', 1, '7aa'],
    [null, '7a', 1, '7-a'],
    [null, null, 3, '1 2 3'],
  ] as const)('[E91] after %s and before %s, %i more are %s', (lower, upper, count, numbers) => {
    const read = (text: string | null) => (text === null ? null : parseActNumber(text, 'figures'))
    const made = numbersBetween(read(lower), read(upper), count)
    expect(made.map((number) => formatActNumber(number, 'figures')).join(' ')).toBe(numbers)
  })

  it('[E91] there is always room for one more', () => {
    const made = numbersBetween([3, 1], [3, 2], 60).map((number) => formatActNumber(number, 'figures'))
    expect(new Set(made).size).toBe(60)
    expect(made.slice(24, 28)).toEqual(['3ay', '3az', '3aza', '3azb'])
    const letters = numbersBetween(null, null, 28).map((number) => formatActNumber(number, 'letters'))
    expect(letters.slice(24)).toEqual(['y', 'z', 'aa', 'bb'])
  })
})
