import { describe, expect, it } from 'vitest'
import { namedInFile, suggestionIdFromFile } from './index.ts'

describe('[E62] a suggestion from a file', () => {
  it.each([
    { author: 'Anna Berg (SE)', at: '2026-11-23T12:00:01Z' },
    { author: 'Þór ~ Ólafsson / %', at: null },
    { author: '😀', at: null },
  ])('keeps the name of $author', (named) => {
    expect(namedInFile(suggestionIdFromFile('own', named))).toEqual(named)
  })

  it('is another for another id, and a name is cut off where it is too long for one', () => {
    const named = { author: 'x'.repeat(500), at: null }
    expect(suggestionIdFromFile('a', named)).not.toBe(suggestionIdFromFile('b', named))
    expect(namedInFile(suggestionIdFromFile('a', named))?.author).toBe('x'.repeat(80))
  })

  it.each(['s1', '', 'file', 'file~a~~', 'file~a~~%E0%A4%A', 'file~a~~x~y', 'other~a~~x'])(
    'is not one whose id is "%s"',
    (id) => expect(namedInFile(id)).toBeNull(),
  )

  it('has no time where what stands for it is none', () => {
    expect(namedInFile('file~a~yesterday~Anna')).toEqual({ author: 'Anna', at: null })
  })
})
