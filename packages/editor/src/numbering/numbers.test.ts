import { describe, expect, it } from 'vitest'
import { doc, nonEmpty, p, section, table, text } from '../../test/builders.ts'
import { meet, openPages } from '../../test/pages.ts'
import {
  type BlockJson,
  compareDocs,
  type DocJson,
  docToUpdate,
  type Numbering,
  outline,
  plainText,
  printable,
  type TemplateLanguage,
  updateToDoc,
} from '../index.ts'
import { docNumbers } from './doc-numbers.ts'

/** `article 3`: an article that the base text numbered so; `article`: an inserted one; `-` and words: a line without a number. */
const block = (written: string): BlockJson => {
  const [, kind = '', number] = /^(\S+)(?: (.*))?$/.exec(written) ?? []
  if (kind === '-') return p(number ?? '')
  const attrs = { numbering: kind.replace('sub', '') as Numbering, ...(number ? { baseNumber: number } : {}) }
  const content = [text(number ? 'old' : 'new')]
  const level = kind === 'article' || kind.startsWith('sub') ? 4 : 3
  return kind === 'article' || kind.endsWith('heading')
    ? { type: 'heading', attrs: { level, ...attrs }, content }
    : { type: 'paragraph', attrs, content }
}
const inSection = (id: string, written: readonly string[]) => section(id, 'T', nonEmpty(written.map(block)))
const of = (...written: string[]): DocJson => doc(inSection('s', written))
const numbersIn = (some: DocJson) =>
  [...docNumbers(some)].sort(([one], [other]) => one - other).map(([, { number }]) => number)

describe('numbers in a document', () => {
  it.each([
    ['articles', ['article 3', 'article', 'article', 'article 4'], '3 3a 3b 4'],
    ['a recital', ['recital 12', 'recital', 'recital 13'], '12 12a 13'],
    ['recitals before the first', ['recital', 'recital', 'recital (1)', 'recital (2)'], '-2 -1 1 2'],
    ['a point', ['point c', 'point', 'point d'], 'c ca d'],
    ['a point before the first', ['point', 'point a'], '-a a'],
    ['an article before the first that is quoted', ['article', 'article 7'], '6a 7'],
    [
      'an article after one that was inserted before',
      ['article 3', 'article 3a', 'article', 'article 4'],
      '3 3a 3b 4',
    ],
    [
      'paragraphs of two articles',
      ['article 3', 'paragraph 1', 'paragraph', 'article 4', 'paragraph', 'paragraph 1'],
      '3 1 1a 4 -1 1',
    ],
    ['after a Roman number', ['article II', 'article', 'article'], 'II IIa IIb'],
    ['a base text out of order', ['article 5', 'article', 'article 3', 'article'], '5 5a 3 3a'],
    [
      'a number that the base text has further down',
      ['article 3', 'article', 'article 5', 'article 3a'],
      '3 3b 5 3a',
    ],
  ])(
    '[E90] the base text keeps its numbers, insertions have the Council’s: %s',
    (_what, written, numbers) => {
      const given = of(...written)
      expect(numbersIn(given).join(' ')).toBe(numbers)
      const inserted = [...docNumbers(given)].filter(([, { isInserted }]) => isInserted)
      expect(inserted.length).toBe(written.filter((each) => !each.includes(' ')).length)
    },
  )

  it.each([
    ['new articles', ['article', 'paragraph', 'paragraph', 'article', 'paragraph'], '1 1 2 2 1'],
    [
      'points after each line that opens a list',
      ['- For:', 'point', 'point', '- And for:', 'point'],
      'a b a',
    ],
    ['points through a line between them', ['point', '- that is', 'point'], 'a b'],
    ['points of each paragraph', ['paragraph', 'point', 'point', 'paragraph', 'point'], '1 a b 2 a'],
    [
      'headings and those under them',
      ['heading', 'subheading', 'subheading', 'heading', 'subheading'],
      '1 1.1 1.2 2 2.1',
    ],
    ['subheadings under a heading without a number', ['subheading', 'subheading'], '1 2'],
  ])('[E92] without a base text numbers count from one: %s', (_what, written, numbers) => {
    expect(numbersIn(of(...written)).join(' ')).toBe(numbers)
    expect([...docNumbers(of(...written)).values()].some(({ isInserted }) => isInserted)).toBe(false)
  })

  it('[E92] by section, headings through the whole text', () => {
    const two = doc(
      inSection('s', ['heading', 'paragraph', 'paragraph']),
      inSection('t', ['heading', 'paragraph']),
    )
    expect(numbersIn(two)).toEqual(['1', '1', '2', '2', '1'])
  })

  it('[E93] a sole recital has no number, unless the base text gave it one', () => {
    expect(numbersIn(of('recital'))).toEqual([])
    expect(numbersIn(of('recital 12'))).toEqual(['12'])
    expect(numbersIn(of('recital', 'recital'))).toEqual(['1', '2'])
  })

  it('[E94] each column of a table is a text of its own', () => {
    const row = (...cells: string[]): BlockJson['content'] =>
      cells.map((each) => ({ type: 'tableCell', content: [block(each)] })) as never
    const amended = doc(
      section('s', 'T', [
        p('x'),
        {
          type: 'table',
          content: [
            { type: 'tableRow', content: row('article 3', 'article 3') as never },
            {
              type: 'tableRow',
              content: [
                { type: 'tableCell', attrs: { rowspan: 2 }, content: [p('')] },
                { type: 'tableCell', content: [block('article')] },
              ],
            },
            { type: 'tableRow', content: row('article') as never },
            { type: 'tableRow', content: row('article 4', 'article 4') as never },
          ],
        },
        table(['x']),
      ]),
    )
    expect(numbersIn(amended)).toEqual(['3', '3', '3a', '3b', '4', '4'])
  })

  it('[E95] two insertions at the same moment have different numbers, the same on every page', () => {
    const seed = of('article 3', 'article 4')
    const [one, other] = [of('article 3', 'article', 'article 4'), of('article 3', 'article', 'article 4')]
    const pages = openPages(seed)
    pages[0].edit(one)
    pages[1].edit(other)
    meet(pages)
    for (const page of pages) expect(numbersIn(page.read())).toEqual(['3', '3a', '3b', '4'])
  })

  it.each([
    ['en', 'Article 3a / (12a) / 1a. / (ca)'],
    ['sv', 'Artikel 3a / (12a) / 1a. / ca)'],
    ['da', 'Artikel 3a / (12a) / 1a. / ca)'],
    ['nb', 'Artikkel 3a / (12a) / 1a. / ca)'],
    ['fi', '3 a artikla / (12 a) / 1 a. / ca)'],
    ['is', '3. gr. a / (12a) / 1a. / ca)'],
  ] as const)('[E96] in %s they are printed as %s', (language: TemplateLanguage, printed) => {
    const given = of(
      'article 3',
      'article',
      'recital 12',
      'recital',
      'paragraph 1',
      'paragraph',
      'point c',
      'point',
    )
    const lines = plainText(printable(given, { language })).split('\n').slice(1)
    expect([1, 3, 5, 7].map((at) => lines[at]?.replace(/ new$/, '')).join(' / ')).toBe(printed)
  })

  it('[E96] they are in the outline and in a comparison, and no part of the text', () => {
    const before = of('article 3', 'paragraph 1', 'article 4')
    const after = of('article 3', 'paragraph 1', 'article', 'article 4')
    expect(outline(after).map(({ number, line }) => [number, line])).toEqual([
      ['', 0],
      ['Article 3', 1],
      ['Article 3a', 3],
      ['Article 4', 4],
    ])
    const changed = compareDocs(printable(before), printable(after)).blocks.flatMap((each) =>
      each.kind === 'container' ? each.children.filter(({ change }) => change !== 'same') : [],
    )
    expect(changed).toMatchObject([{ change: 'added', runs: [{ text: 'Article 3a new' }] }])
    expect(plainText(after)).not.toContain('3a')
    expect(plainText(updateToDoc(docToUpdate(after)))).toBe(plainText(after))
  })
})
