import { describe, expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, table, text } from '../test/builders.ts'
import { footnotesOf, type PassageNote, plainText, printable, withPassageNotes } from './index.ts'

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

  it('[X134] stand where the words stand first, not in a title, and once', () => {
    const noted = withPassageNotes(
      doc(section('s', 'The scope', [p('It is wide.'), p('The scope, the scope.'), p('The scope.')])),
      [about('a', 'scope')],
    )
    expect(noted.content[0]?.content[0].content).toEqual([text('The scope')])
    expect(noted.content[0]?.content[2]).toEqual(line(text('The scope'), placed('a'), text(', the scope.')))
    expect(footnotesOf(noted)).toHaveLength(1)
  })

  it('[X134] are not there where their words stand nowhere, in a footnote alone, or with something between', () => {
    const plain = doc(
      section('s', 'Scope', [line(text('One'), note('n', text('See the annex.')), text(' report'))]),
    )
    for (const passage of ['Two', 'the annex', 'One report', 'Scope', ''])
      expect(withPassageNotes(plain, [about('a', passage)]), passage).toEqual(plain)
    expect(withPassageNotes(plain, [])).toBe(plain)
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
