import { describe, expect, it } from 'vitest'
import { fold } from './find-words.ts'

describe('searching in a text', () => {
  it('[W627] folds what a keyboard may not have, letter by letter', () => {
    for (const [written, typed] of [
      ['Article\u00a04(1)', 'article 4(1)'],
      ['“l’été”', '"l\'ete"'],
      ['»Ålesund«', '"alesund"'],
      ['Ærø och Åbo', 'aro och abo'],
      ['2026–2027', '2026-2027'],
      ['Það', 'þad'],
    ] as const)
      expect(fold(written)).toBe(typed)
    // Each letter stays at its place, also where it is two in small letters.
    for (const text of ['İstanbul', 'ﬁnal “é”', 'A\u0301 b', '👍🏽 ok'])
      expect(fold(text)).toHaveLength(text.length)
  })
})
