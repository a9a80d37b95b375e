import { type BlockJson, type ComparedBlock, contentHash, type DocJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { compareTexts } from './compare-texts.ts'
import { type Comparing, type ComparisonNews, heard, tooLarge } from './comparing.ts'
import { sideRows } from './side-rows.ts'

const p = (text: string): BlockJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const doc = (...blocks: readonly BlockJson[]): DocJson => ({
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 'a', kind: 'position' },
      content: [{ type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] }, ...blocks],
    },
  ],
})
const before = doc(p('We ask for six weeks.'), p('A pilot comes first.'))
const after = doc(p('We ask for eight weeks.'), p('A pilot comes first.'))

/** All that is told of a comparison, and what a page makes of it. */
const told = (one: DocJson, other: DocJson, hashes = [contentHash(one), contentHash(other)] as const) => {
  const news: ComparisonNews[] = []
  compareTexts({ before: one, after: other, hashes: [hashes[0], hashes[1]], language: 'en' }, (each) =>
    news.push(each),
  )
  return { news, end: news.reduce<Comparing>(heard, { kind: 'counting' }) }
}

describe('[W71] a comparison', () => {
  it('is counted first, tells how far it is, and ends with every change', () => {
    const { news, end } = told(before, after)
    expect(news.map(({ kind }) => kind)).toEqual(['counted', 'progress', 'compared'])
    expect(news[0]).toMatchObject({ count: { removed: 1, added: 1, before: 3, after: 3 }, areGenuine: true })
    expect(end).toMatchObject({ kind: 'compared', areGenuine: true, comparison: { summary: { changed: 1 } } })
  })

  it('says when a text is not the one that its hash is of', () => {
    const { end } = told(before, after, [contentHash(before), contentHash(before)])
    expect(end).toMatchObject({ kind: 'compared', areGenuine: false })
    const broken = doc(p('\udc00'))
    expect(told(broken, after, ['', contentHash(after)]).end).toMatchObject({ areGenuine: false })
  })

  it('that is too large is none, and says what can be counted', () => {
    const many = (word: string) => doc(...Array.from({ length: 5_100 }, (_, at) => p(`${word} ${at}`)))
    const { news, end } = told(many('six'), many('eight'))
    expect(news.map(({ kind }) => kind)).toEqual(['counted', 'too_large'])
    expect(end).toMatchObject({ kind: 'too_large', count: { removed: 5_100, added: 5_100, before: 5_101 } })
  })

  it('that has more changes than a page can show is none either', () => {
    const lines = (more: string) =>
      Array.from({ length: 2_000 }, (_, line) =>
        p(Array.from({ length: 60 }, (_, at) => (at % 2 ? `${line} shared word` : `${at}${more}`)).join(' ')),
      )
    expect(told(doc(...lines('')), doc(...lines('x'))).end.kind).toBe('too_large')
  }, 60_000)

  it('shows lines with the numbers that they have in print', () => {
    const numbered = (...texts: readonly string[]) =>
      doc(...texts.map((text): BlockJson => ({ ...p(text), attrs: { numbering: 'recital' } }) as BlockJson))
    const { end } = told(numbered('One.', 'Two.'), numbered('One.', 'New.', 'Two.'))
    expect(JSON.stringify(end)).toContain('(2) ')
  })

  it('that is given up keeps what was counted', () => {
    const { news } = told(before, after)
    const counted = heard({ kind: 'counting' }, news[0] as ComparisonNews)
    expect(tooLarge(counted)).toMatchObject({ kind: 'too_large', count: { removed: 1, added: 1 } })
    expect(tooLarge({ kind: 'counting' })).toEqual({ kind: 'failed' })
  })
})

it('[W213] the table of a trilogue is compared row by row, each with its number in either text', () => {
  const cells = (type: 'tableCell' | 'tableHeader', texts: readonly string[]) =>
    texts.map((text) => ({ type, content: [p(text)] }))
  const table = (...rows: readonly (readonly string[])[]): BlockJson => ({
    type: 'table',
    attrs: { form: 'trilogue' },
    content: [
      { type: 'tableRow', content: cells('tableHeader', ['Proposal', 'EP mandate']) },
      ...rows.map((row) => ({ type: 'tableRow' as const, content: cells('tableCell', row) })),
    ],
  })
  const { end } = told(
    doc(table(['Alpha one.', 'Alpha two.'], ['Beta one.', 'Beta two.'])),
    doc(table(['Alpha one.', 'Alpha two.'], ['Gamma new.', 'Gamma newer.'], ['Beta one.', 'Beta three.'])),
  )
  if (end.kind !== 'compared') throw new Error(end.kind)
  const wordsOf = (block: ComparedBlock | null): string => {
    if (block === null) return '–'
    return block.kind === 'line'
      ? block.runs.map(({ text }) => text).join('')
      : block.children.map(wordsOf).join(block.node.type === 'tableRow' ? ' | ' : '')
  }
  const rows = sideRows(end.comparison.blocks).flatMap((section) => section.rows)
  expect(rows.map(({ before, after, change }) => [change, wordsOf(before), wordsOf(after)]).slice(1)).toEqual(
    [
      ['same', 'Row | Proposal | EP mandate', 'Row | Proposal | EP mandate'],
      ['same', '1 | Alpha one. | Alpha two.', '1 | Alpha one. | Alpha two.'],
      ['added', '–', '2 | Gamma new. | Gamma newer.'],
      ['changed', '2 | Beta one. | Beta two.', '3 | Beta one. | Beta three.'],
    ],
  )
})
