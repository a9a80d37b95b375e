import { describe, expect, it } from 'vitest'
import {
  alternative,
  bracket,
  doc,
  line,
  note,
  p,
  paragraphs,
  section,
  table,
  text,
} from '../test/builders.ts'
import {
  editorSchema,
  footnotesOf,
  type InlineJson,
  type MarkJson,
  openPoints,
  outline,
  plainText,
  readingMinutes,
  textLength,
  wordCount,
} from './index.ts'

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

  it('[E161] a kind of section that must be there and is not is one, at the end of the text', () => {
    const [point, ...others] = openPoints(paragraphs('Text.', 'End.'), {
      required: ['speaking_points', 'position'],
    })
    expect(point).toMatchObject({
      kind: 'missing_section',
      sectionKind: 'speaking_points',
      text: '',
      place: { line: 2, from: 4, to: 4 },
    })
    expect(others).toEqual([])
  })

  it('[E162] a line with a marking is one, also in a wording, behind a break and in a footnote', () => {
    const marked = doc(
      section('s1', 'T', [
        line(text('Words'), { type: 'hardBreak' }, text('SECRET')),
        line(text('Words'), note('n', text('SECRET'))),
        line(text('Words of SECRET')),
        table(['Text', 'SECRET']),
      ]),
    )
    const markingOf = (words: string) =>
      words === 'SECRET' ? ({ kind: 'classified', name: 'S' } as const) : null
    expect(
      openPoints(marked, { markingOf }).map(({ kind, text: words, place }) => [kind, words, place.line]),
    ).toEqual([
      ['classified', 'SECRET', 1],
      ['classified', 'SECRET', 2],
      ['classified', 'SECRET', 5],
    ])
    const limite = (words: string) =>
      words === 'SECRET' ? ({ kind: 'limite', name: 'LIMITE' } as const) : null
    expect(openPoints(marked, { markingOf: limite }).map(({ kind }) => kind)).toEqual([
      'limite',
      'limite',
      'limite',
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
    const whole = doc(
      section('s1', 'Position', [
        { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'Timing' }] },
        p('Reports are due by 30 September.'),
      ]),
    )
    expect(outline(whole).map(({ level, text: words }) => [level, words])).toEqual([
      [2, 'Position'],
      [3, 'Timing'],
    ])
    expect(plainText(whole)).toBe('Position\nTiming\nReports are due by 30 September.')
    expect(wordCount(whole)).toBe(8)
    // A letter and its accent as two characters are still one word.
    expect(wordCount(doc(section('s1', '', [p('Fo\u0308rslag')])))).toBe(1)
  })
})

describe('brackets, suggestions and footnotes', () => {
  const rival = bracket(
    'b1',
    alternative('a1', ['SE', 'DK'], text('shall')),
    alternative('a2', ['FI'], text('should'), bracket('b2', alternative('a3', [], text('soon')))),
    alternative('a4', ['IS']),
  )
  const withLine = (...content: InlineJson[]) => doc(section('s1', 'T', [line(...content)]))
  const insertion = (id: string): MarkJson => ({ type: 'insertion', attrs: { id } })
  const deletion = (id: string): MarkJson => ({ type: 'deletion', attrs: { id } })

  it('[E34] print as the Council prints them', () => {
    expect(plainText(withLine(text('They '), rival, text(' act.')))).toBe(
      'T\nThey [DK, SE: shall] [FI: should[soon]] [IS: –] act.',
    )
    expect(plainText(withLine(bracket('b1', alternative('a1', []), alternative('a2', []))))).toBe(
      'T\n[–] [–]',
    )
    expect(wordCount(withLine(text('They '), rival, text(' act.')))).toBe(6)
  })

  it('[E33] footnotes come after all else', () => {
    const noted = withLine(text('One'), note('f1', text('First note.')), text(' two.'))
    expect(plainText(noted)).toBe('T\nOne two.\nFirst note.')
    expect(wordCount(noted)).toBe(5)
    expect(footnotesOf(withLine(note('x'), note('y', text('z'))))).toMatchObject([
      { id: 'x', number: 1, content: [] },
      { id: 'y', number: 2, content: [{ text: 'z' }] },
    ])
  })

  it('[E35] [E37] a bracket object is one point, with its wordings, their supporters and its place', () => {
    expect(openPoints(withLine(text('They '), rival, text(' act [now].')))).toMatchObject([
      {
        kind: 'alternatives',
        bracketId: 'b1',
        bracketKind: 'alternative',
        alternatives: [
          { id: 'a1', supporters: ['DK', 'SE'], text: 'shall' },
          { id: 'a2', supporters: ['FI'], text: 'should[soon]' },
          { id: 'a4', supporters: ['IS'], text: '' },
        ],
        text: '[DK, SE: shall] [FI: should[soon]] [IS: –]',
        place: { line: 1, from: 5, to: 5 + 2 + 7 + (2 + 6 + 2 + 6) + 2 },
      },
      { kind: 'bracket', text: '[now]' },
    ])
  })

  it('[E35] [E37] plain brackets around and beside objects are found where the editor has them', () => {
    const mixed = withLine(text('a [b '), rival, text(' c] '), note('f1', text('[d] e]')), text('f]'))
    const { content } = mixed
    const root = editorSchema().nodeFromJSON(mixed)
    const start = 1 + (root.firstChild?.firstChild?.nodeSize ?? 0) + 1
    const points = openPoints({ type: 'doc', content })
    expect(points.map(({ kind, text: words }) => [kind, words])).toEqual([
      ['bracket', '[b [DK, SE: shall] [FI: should[soon]] [IS: –] c]'],
      ['alternatives', '[DK, SE: shall] [FI: should[soon]] [IS: –]'],
      ['bracket', '[d]'],
      ['unbalanced_bracket', ']'],
      ['unbalanced_bracket', ']'],
    ])
    expect(points.map(({ place: { from, to } }) => root.textBetween(start + from, start + to))).toEqual([
      '[b shallshouldsoon c]',
      'shallshouldsoon',
      '[d]',
      ']',
      ']',
    ])
  })

  it('[E36] [E37] a suggestion is one point, whatever it changes', () => {
    const changed = doc(
      section('s1', 'T', [
        line(text('keep '), text('old', [deletion('x')]), text('new', [insertion('x'), insertion('y')])),
        { type: 'paragraph', attrs: { suggestedInsertion: 'x' }, content: [text('more', [insertion('x')])] },
        {
          type: 'table',
          content: [
            {
              type: 'tableRow',
              attrs: { suggestedDeletion: 'z' },
              content: [{ type: 'tableCell', content: [p('cell')] }],
            },
          ],
        },
        line(text('bold', [{ type: 'formatting', attrs: { id: 'w', add: 'bold', remove: '' } }])),
      ]),
    )
    expect(openPoints(changed)).toMatchObject([
      {
        suggestionId: 'x',
        inserted: 'new¶more',
        deleted: 'old',
        text: 'old → new¶more',
        place: { line: 1, from: 5, to: 8 },
      },
      { suggestionId: 'y', inserted: 'new', deleted: '', place: { line: 1, from: 8, to: 11 } },
      { suggestionId: 'z', deleted: 'cell', place: { line: 3, from: 0, to: 4 } },
      { suggestionId: 'w', formatted: 'bold', text: 'bold', place: { line: 4 } },
    ])
  })
})

describe('[E163] how long a text takes', () => {
  it('is by its words, a minute that has begun included', () => {
    expect([0, 1, 220, 221].map((words) => readingMinutes(words, 'read'))).toEqual([0, 1, 1, 2])
    expect([0, 1, 120, 121].map((words) => readingMinutes(words, 'spoken'))).toEqual([0, 1, 1, 2])
  })

  it('is told of the whole, and of each section that is said at the table', () => {
    const said = (id: string, title: string, words: string) => ({
      ...section(id, title, [p(words)]),
      attrs: { id, kind: 'speaking_points' as const },
    })
    const whole = doc(
      said('a', 'Speaking points', 'We ask for six weeks.'),
      section('b', 'Position', [p('Reports are due.')]),
      said('c', 'If raised', 'Costs are being collected.'),
      said('d', 'Nothing yet', ''),
    )
    expect(textLength(whole)).toEqual({
      words: 19,
      spoken: [
        { sectionId: 'a', title: 'Speaking points', words: 5 },
        { sectionId: 'c', title: 'If raised', words: 4 },
      ],
    })
  })
})
