import { describe, expect, it } from 'vitest'
import { doc, p, paragraphs, section, table } from '../test/builders.ts'
import { openPoints, outline, plainText, wordCount } from './index.ts'

const found = (...texts: [string, ...string[]]) =>
  openPoints(paragraphs(...texts)).map(({ kind, text }) => [kind, text])

describe('open points', () => {
  it('[E30] each outermost bracket is one', () => {
    expect(found('At least [six] [eight] weeks, [or [nine] months].')).toEqual([
      ['bracket', '[six]'],
      ['bracket', '[eight]'],
      ['bracket', '[or [nine] months]'],
    ])
  })

  it('[E30] a bracket may run across marks and stand in a table', () => {
    const marked = doc(
      section('s1', 'T', [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '[the ' },
            { type: 'text', text: 'draft]', marks: [{ type: 'bold' }] },
          ],
        },
        table(['Text', '[x]']),
      ]),
    )
    expect(openPoints(marked).map(({ text, index }) => [index, text])).toEqual([
      [0, '[the draft]'],
      [1, '[x]'],
    ])
  })

  it('[E31] a bracket without its partner is reported', () => {
    expect(found('an [open end', 'a closed] one')).toEqual([
      ['unbalanced_bracket', '[open end'],
      ['unbalanced_bracket', '] one'],
    ])
  })

  it('[E32] a section without text is one', () => {
    const empty = doc(section('s1', 'Position', [p('Text.')]), section('s2', 'Background', [p('  ')]))
    expect(openPoints(empty)).toMatchObject([
      { kind: 'empty_section', sectionId: 's2', sectionTitle: 'Background' },
    ])
  })

  it('[E30] [E32] a bracket in the title of an empty section counts beside it', () => {
    expect(openPoints(doc(section('s1', '[Background]', [p('')]))).map(({ kind }) => kind)).toEqual([
      'bracket',
      'empty_section',
    ])
  })

  it('[E30] a settled text has none', () => expect(found('All agreed.')).toEqual([]))
})

describe('reading', () => {
  it('[E33] gives outline, text and words', () => {
    const text = doc(
      section('s1', 'Position', [
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Timing' }] },
        p('Reports are due by 30 September.'),
      ]),
    )
    expect(outline(text).map(({ level, text: line }) => [level, line])).toEqual([
      [2, 'Position'],
      [3, 'Timing'],
    ])
    expect(plainText(text)).toBe('Position\nTiming\nReports are due by 30 September.')
    expect(wordCount(text)).toBe(8)
    // A letter and its accent as two characters are still one word.
    expect(wordCount(doc(section('s1', '', [p('Fo\u0308rslag')])))).toBe(1)
  })
})
