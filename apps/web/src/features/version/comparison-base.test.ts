import { describe, expect, it } from 'vitest'
import { comparisonBase } from './comparison-base.ts'

describe('comparisonBase', () => {
  it.each([
    ['not asked for', null, [1, 2], null],
    ['nothing earlier', '1', [], null],
    ['an earlier version', '1', [3, 2, 1], 1],
    ['asked for without a number', '', [1, 3, 2], 3],
    ['no such version', '7', [1, 2], 2],
    ['no number at all', 'x', [1, 2], 2],
  ])('[V1] %s', (_name, asked, earlier, expected) => {
    expect(comparisonBase(asked, earlier)).toBe(expected)
  })
})
