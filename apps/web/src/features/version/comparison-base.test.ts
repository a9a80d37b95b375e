import { describe, expect, it } from 'vitest'
import { comparisonBase } from './comparison-base.ts'

describe('comparisonBase', () => {
  it.each([
    ['not asked for', null, [1, 2], null, null],
    ['nothing earlier', '1', [], null, null],
    ['an earlier version', '1', [3, 2, 1], 2, 1],
    ['asked for without a number', '', [1, 3, 2], null, 3],
    ['asked for without a number, having answered', '', [1, 3, 2], 2, 2],
    ['having answered to one that is not earlier', '', [1, 3, 2], 4, 3],
    ['no such version', '7', [1, 2], null, 2],
    ['no number at all', 'x', [1, 2], 1, 1],
  ])('[V1] %s', (_name, asked, earlier, answered, expected) => {
    expect(comparisonBase(asked, earlier, answered)).toBe(expected)
  })
})
