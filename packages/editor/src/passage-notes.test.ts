import { describe, expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, table, text } from '../test/builders.ts'
import {
  footnotesOf,
  type PassageNote,
  plainText,
  printable,
  timesInText,
  withPassageNotes,
} from './index.ts'

const about = (id: string, passage: string, sectionId: string | null = null): PassageNote => ({
  id,
  passage,
  sectionId,
  content: [text(`Note ${id}.`)],
})
const placed = (id: string) => note(id, text(`Note ${id}.`))

describe('notes behind words of a text', () => {
  it('[X134] stand right behind them, across formatting, and no word changes', () => {
    const bold = { type: 'bold' as const }
    const plain = doc(
      section('s', 'Scope', [line(text('The report '), text('shall name', [bold]), text(' it.'))]),
    )
    const noted = withPassageNotes(plain, [about('a', 'report shall'), about('b', 'it.')])
    expect(noted).toEqual(
      doc(
        section('s', 'Scope', [
          line(
            text('The report '),
            text('shall', [bold]),
            placed('a'),
            text(' name', [bold]),
            text(' it.'),
            placed('b'),
          ),
        ]),
      ),
    )
    expect(plainText(noted)).toBe(`${plainText(plain)}\nNote a.\nNote b.`)
  })

  it('[X160] stand nowhere where their words stand more than once, a title and a footnote counted', () => {
    const plain = doc(
      section('s', 'The scope', [
        p('It is wide.'),
        p('A range, a range.'),
        line(text('One annex'), note('n', text('See the annex.'))),
      ]),
      section('t', '', [p('Within ten days.'), p('Within ten\u00a0days.')]),
      section('u', '', [p('The scope.')]),
    )
    for (const [passage, times] of [
      ['scope', 2],
      ['range', 2],
      ['annex', 2],
      ['within ten days', 0],
      ['Within ten days', 2],
      ['See the annex', 1],
      ['The scope It is', 1],
    ] as const) {
      expect(timesInText(plain, passage), passage).toBe(times)
      const stands = passage === 'The scope It is'
      expect(footnotesOf(withPassageNotes(plain, [about('a', passage)])), passage).toHaveLength(
        stands ? 2 : 1,
      )
    }
  })

  it('[X160] are found however spaces and lines are in the text or the passage', () => {
    const plain = doc(
      section('s', '', [
        line(
          text('within ten\u00a0'),
          text('days', [{ type: 'bold' }]),
          { type: 'hardBreak' },
          text('of a report'),
        ),
        line(text('One'), note('n', text('See.')), text(' case')),
        p('ends here.'),
      ]),
    )
    const behind = (passage: string) => {
      const noted = withPassageNotes(plain, [about('a', passage)])
      return printable(noted).content[0]?.content.slice(1)
    }
    const first = [text('within ten\u00a0'), text('days', [{ type: 'bold' }])]
    for (const passage of ['within ten days', ' ten\u00a0days', 'ten  days\n'])
      expect(behind(passage)?.[0], passage).toEqual(
        line(...first, placed('a'), { type: 'hardBreak' }, text('of a report')),
      )
    expect(behind('days of a')?.[0]).toEqual(
      line(...first, { type: 'hardBreak' }, text('of a'), placed('a'), text(' report')),
    )
    expect(behind('One case')?.[1]).toEqual(
      line(text('One'), note('n', text('See.')), text(' case'), placed('a')),
    )
    expect(behind('case ends')?.[2]).toEqual(line(text('ends'), placed('a'), text(' here.')))
  })

  it('[X160] [W453] of a section stand behind the words as they were taken from it', () => {
    const plain = doc(section('s', 'ten days', [p('ten\u00a0days or ten days')]))
    expect(withPassageNotes(plain, [about('a', 'ten days', 's')]).content[0]?.content[1]).toEqual(
      line(text('ten\u00a0days or ten days'), placed('a')),
    )
  })

  it('[X134] stand in a cell and in a wording as well', () => {
    const noted = withPassageNotes(
      doc(
        section('s', 'Scope', [
          table(['Text', 'ten days']),
          line(text('It '), bracket('b', alternative('x', ['DK'], text('shall name')))),
        ]),
      ),
      [about('wording', 'shall'), about('cell', 'ten days')],
    )
    expect(JSON.stringify(noted.content[0]?.content[1])).toContain(
      JSON.stringify([text('ten days'), placed('cell')]),
    )
    expect(noted.content[0]?.content[2]).toEqual(
      line(
        text('It '),
        bracket('b', alternative('x', ['DK'], text('shall'), placed('wording'), text(' name'))),
      ),
    )
    // Numbered in the order of the text, whatever the order in which they came.
    expect(footnotesOf(printable(noted)).map(({ id }) => id)).toEqual(['cell', 'wording'])
  })

  it('[X134] do not hide words of each other: two may overlap, or end at one place', () => {
    const noted = withPassageNotes(doc(section('s', '', [p('one two three')])), [
      about('last', 'two three'),
      about('a', 'one two'),
      about('b', 'two'),
    ])
    expect(noted.content[0]?.content[1]).toEqual(
      line(text('one two'), placed('a'), placed('b'), text(' three'), placed('last')),
    )
  })

  it('[X134] of a section stand in no other', () => {
    const noted = withPassageNotes(
      doc(section('s', '', [p('The scope.')]), section('t', '', [p('The scope.')])),
      [about('a', 'scope', 't')],
    )
    expect(noted.content[0]?.content[1]).toEqual(p('The scope.'))
    expect(JSON.stringify(noted.content[1])).toContain('Note a.')
  })
})
