import { describe, expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, text } from '../../test/builders.ts'
import { type InlineJson, openPoints, plainText, printable, printInline } from '../index.ts'
import { referencesInLine } from './references-in-line.ts'

const bold = { type: 'bold' } as const
const gone = { type: 'deletion', attrs: { id: 'd' } } as const
const come = { type: 'insertion', attrs: { id: 'i' } } as const
const link = { type: 'link', attrs: { href: 'https://example.org/' } } as const
const placesOf = (...content: InlineJson[]) =>
  referencesInLine(content).map(({ from, to, text: words }) => [words, from, to])

describe('references in a line', () => {
  it('[E82] are read across formatting, and stand where the editor has them', () => {
    expect(placesOf(text('see '), text('COM(2022)', [bold]), text(' 209 final and ST 14862/22'))).toEqual([
      ['COM(2022) 209 final', 4, 23],
      ['ST 14862/22', 28, 39],
    ])
  })

  it('[E82] in a wording and in a footnote are read by themselves', () => {
    expect(
      placesOf(
        text('ST '),
        bracket('b', alternative('x', [], text('14862/22')), alternative('y', [], text('2022/0155(COD)'))),
        note('n', text('A9-0364/2023')),
      ),
    ).toEqual([
      ['14862/22', 5, 13],
      ['2022/0155(COD)', 15, 29],
      ['A9-0364/2023', 32, 44],
    ])
  })

  it('[E82] without the words that are to go, and none in words that have a link', () => {
    expect(
      placesOf(
        text('COM(2022) '),
        text('2', [gone]),
        text('209', [come]),
        text(' '),
        text('ST 14862/22', [link]),
      ),
    ).toEqual([['COM(2022) 209', 0, 14]])
  })

  it('[E82] are links in what is printed, if asked for, and every character is kept', () => {
    const whole = doc(
      section('s', 'ST 14862/22', [
        line(
          text('On ST ', [bold]),
          text('14862/22, '),
          bracket('b', alternative('x', ['DK'], text('COM(2022) 2'), text('1', [gone]), text('09'))),
          note('n', text('A9-0364/2023')),
        ),
        p('COM(22) 209'),
      ]),
    )
    const printed = printable(whole, { language: 'sv', withLinks: true })
    expect(plainText(printed)).toBe(plainText(whole))
    const [, one, other] = printed.content[0]?.content ?? []
    const linked = [one, other].flatMap((block) =>
      block?.type !== 'paragraph'
        ? []
        : printInline(block.content).flatMap((run) =>
            (run.part === 'footnote' ? run.content : [run]).flatMap(({ text: words, marks = [] }) =>
              marks.flatMap((mark) => (mark.type === 'link' ? [[words, mark.attrs.href]] : [])),
            ),
          ),
    )
    const council = 'https://data.consilium.europa.eu/doc/document/ST-14862-2022-INIT/sv/pdf'
    const proposal = 'https://eur-lex.europa.eu/legal-content/SV/TXT/?uri=COM:2022:209:FIN'
    expect(linked).toEqual([
      ['ST ', council],
      ['14862/22', council],
      ['COM(2022) 2', proposal],
      ['09', proposal],
      ['A9-0364/2023', 'https://www.europarl.europa.eu/doceo/document/A-9-2023-0364_SV.html'],
    ])
    expect(JSON.stringify(printable(whole))).not.toContain('https:')
  })

  it('[E83] that name no document are open points', () => {
    const broken = doc(
      section('s', 'COM(22) 209', [line(text('As in COM(22) 209, '), note('n', text('ST 14862')))]),
    )
    expect(openPoints(broken)).toMatchObject([
      { kind: 'broken_reference', problem: 'year', text: 'COM(22) 209', place: { line: 1, from: 6, to: 17 } },
      { kind: 'broken_reference', problem: 'year', text: 'ST 14862', place: { line: 1, from: 20, to: 28 } },
    ])
  })
})
