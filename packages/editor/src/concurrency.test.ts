import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  alternative,
  bracket,
  doc,
  li,
  line,
  list,
  p,
  quote,
  section,
  table,
  text,
} from '../test/builders.ts'
import { meet, openPages } from '../test/pages.ts'
import {
  type BlockJson,
  contentHash,
  type DocJson,
  openPoints,
  parseDoc,
  plainText,
  type SupporterCountry,
} from './index.ts'

const around = (...blocks: BlockJson[]): DocJson =>
  doc(section('a', 'Title stays', [...blocks] as [BlockJson]), section('b', 'Second', [p('end')]))

const withCell = (...cell: BlockJson[]): DocJson => {
  const of = (content: BlockJson[]) => ({ type: 'tableCell' as const, content })
  return around({ type: 'table', content: [{ type: 'tableRow', content: [of([p('x')]), of(cell)] }] })
}

describe('edits at the same moment', () => {
  // Each page takes away another half of what a container holds.
  it.each<[string, DocJson, DocJson, DocJson, string]>([
    ['section', around(p('one'), p('two')), around(p('one')), around(p('two')), 'Title stays\n\nSecond\nend'],
    [
      'list',
      around(p('x'), list(li(p('one')), li(p('two')))),
      around(p('x'), list(li(p('one')))),
      around(p('x'), list(li(p('two')))),
      'Title stays\nx\nSecond\nend',
    ],
    [
      'list item',
      around(p('x'), list(li(p('one'), p('two')), li(p('stays')))),
      around(p('x'), list(li(p('one')), li(p('stays')))),
      around(p('x'), list(li(p('two')), li(p('stays')))),
      'Title stays\nx\nstays\nSecond\nend',
    ],
    [
      'quotation',
      around(quote(p('one'), p('two'))),
      around(quote(p('one'))),
      around(quote(p('two'))),
      'Title stays\n\nSecond\nend',
    ],
    [
      'table',
      around(p('x'), table(['one'], ['two'])),
      around(p('x'), table(['one'])),
      around(p('x'), {
        type: 'table',
        content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [p('two')] }] }],
      }),
      'Title stays\nx\nSecond\nend',
    ],
    [
      'bracket',
      around(
        line(
          text('It '),
          bracket('b', alternative('x', [], text('shall')), alternative('y', [], text('should'))),
        ),
      ),
      around(line(text('It '), bracket('b', alternative('x', [], text('shall'))))),
      around(line(text('It '), bracket('b', alternative('y', [], text('should'))))),
      'Title stays\nIt \nSecond\nend',
    ],
  ])(
    '[E15] may empty a %s, and the draft stays readable for page and server',
    (_what, seed, left, right, text) => {
      const pages = openPages(seed)
      pages[0].edit(left)
      pages[1].edit(right)
      meet(pages)
      const stored = Y.encodeStateAsUpdate(pages[0].ydoc)
      expect(plainText(pages[0].read())).toBe(text)
      expect(parseDoc(pages[0].read())).toMatchObject({ ok: true })
      for (const page of pages) expect(page.show()).toContain('Title stays')
      expect(Y.encodeStateAsUpdate(pages[0].ydoc)).toEqual(stored)
      expect(contentHash(pages[0].read())).toBe(contentHash(pages[1].read()))
    },
  )

  it('[E15] may empty a cell, and the server still reads the draft', () => {
    const pages = openPages(withCell(p('one'), p('two')))
    pages[0].edit(withCell(p('one')))
    pages[1].edit(withCell(p('two')))
    meet(pages)
    expect(pages[0].read()).toEqual(withCell(p('')))
  })

  it('[E15] may double a section; both readers give the later one the same id', () => {
    const [first, second] = around(p('one')).content as [
      DocJson['content'][number],
      DocJson['content'][number],
    ]
    const pages = openPages(doc(first, second))
    for (const page of pages) {
      page.edit(doc(first))
      page.edit(doc(second, first))
    }
    meet(pages)
    const [one, other] = pages.map((page) => page.read().content.map(({ attrs }) => attrs.id))
    expect(one).toEqual(['b', 'b-2', 'a'])
    expect(other).toEqual(one)
  })

  it('[E15] two countries that add their support at once both stay, also while another leaves', () => {
    const supported = (...countries: SupporterCountry[]) =>
      around(line(bracket('b', alternative('x', countries, text('shall')))))
    const pages = openPages(supported('DK'))
    pages[0].edit(supported('DK', 'FI'))
    pages[1].edit(supported('SE'))
    meet(pages)
    for (const page of pages) expect(plainText(page.read())).toContain('[FI, SE: shall]')
  })

  it('[E15] two suggestions that overlap both stay', () => {
    const marked = (id: string, ...parts: [string, string, string]) =>
      around(
        line(
          ...parts
            .map((words, index) => text(words, index === 1 ? [{ type: 'deletion', attrs: { id } }] : []))
            .filter((part) => part.text !== ''),
        ),
      )
    const pages = openPages(around(p('one two three four')))
    pages[0].edit(marked('x', 'one ', 'two three', ' four'))
    pages[1].edit(marked('y', 'one two ', 'three four', ''))
    meet(pages)
    expect(openPoints(pages[0].read())).toMatchObject([
      { suggestionId: 'x', deleted: 'two three' },
      { suggestionId: 'y', deleted: 'three four' },
    ])
    expect(contentHash(pages[0].read())).toBe(contentHash(pages[1].read()))
  })

  it('[E15] may double a bracket; both readers give the later one the same id', () => {
    const one = line(bracket('b', alternative('x', [], text('shall'))))
    const pages = openPages(around(p('end')))
    for (const page of pages) page.edit(around(one, p('end')))
    meet(pages)
    const ids = pages.map((page) =>
      openPoints(page.read()).map((point) => point.kind === 'alternatives' && point.bracketId),
    )
    expect(ids[0]).toEqual(['b', 'b-2'])
    expect(ids[1]).toEqual(ids[0])
  })

  it('[E11] both may remove the other section; then there is no document, and reading says so', () => {
    const [first, second] = around(p('one')).content as [
      DocJson['content'][number],
      DocJson['content'][number],
    ]
    const pages = openPages(doc(first, second))
    pages[0].edit(doc(first))
    pages[1].edit(doc(second))
    meet(pages)
    expect(() => pages[0].read()).toThrow(/no valid document/)
  })
})
