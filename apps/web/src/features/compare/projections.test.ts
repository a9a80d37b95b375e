import {
  type BlockJson,
  type ComparedBlock,
  compareDocs,
  type DocJson,
  plainText,
  type SectionJson,
} from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { barredText, cleanText, sideOf } from './projections.ts'
import { sideRows } from './side-rows.ts'

const p = (text: string): BlockJson => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const section = (id: string, title: string, ...rest: readonly BlockJson[]): SectionJson => ({
  type: 'section',
  attrs: { id, kind: 'position' },
  content: [{ type: 'sectionTitle', content: [{ type: 'text', text: title }] }, ...rest],
})
const doc = (...content: readonly SectionJson[]): DocJson => ({ type: 'doc', content })
const numbered = (...items: readonly string[]): BlockJson => ({
  type: 'orderedList',
  attrs: { start: 1 },
  content: items.map((item) => ({ type: 'listItem', content: [p(item)] })),
})
const table = (...rows: readonly (readonly string[])[]): BlockJson => ({
  type: 'table',
  content: rows.map((row) => ({
    type: 'tableRow',
    content: row.map((cell) => ({ type: 'tableCell', content: [p(cell)] })),
  })),
})

const before = doc(
  section(
    'a',
    'Position',
    p('We ask for six weeks before the first date.'),
    p('A pilot comes first, with two authorities.'),
  ),
  section(
    'b',
    'Background',
    numbered('one clear timetable', 'a short glossary for all'),
    p('This goes away altogether now.'),
  ),
  section('c', 'Table', table(['six', 'weeks'], ['two', 'pilots'])),
)
const after = doc(
  section('a', 'Position', p('We ask for eight weeks before the first date.')),
  section(
    'b',
    'Background',
    numbered('one clear timetable', 'a form that machines read', 'a short glossary for all'),
    p('A pilot comes first, with three authorities.'),
  ),
  section('c', 'Table', table(['six', 'weeks'], ['one', 'annex'], ['two', 'pilots'])),
)
const { blocks } = compareDocs(before, after)

const words = (block: ComparedBlock | null): string =>
  block === null
    ? '–'
    : block.kind === 'line'
      ? block.runs.map(({ text }) => text).join('')
      : block.children.map(words).join(' ')
const lines = (some: readonly ComparedBlock[]): string[] =>
  some.flatMap((block) => (block.kind === 'line' ? [words(block)] : lines(block.children)))
const changes = (some: readonly ComparedBlock[]): string[] =>
  some.flatMap((block) => [
    block.change,
    ...(block.kind === 'line' ? block.runs.map(({ change }) => change) : changes(block.children)),
  ])

describe('[W72] how much of a comparison is marked', () => {
  it('nothing: the later text, as it is', () => {
    expect(lines(cleanText(blocks))).toEqual(plainText(after).split('\n'))
    expect(new Set(changes(cleanText(blocks)))).toEqual(new Set(['same']))
  })

  it('bars: the later text, and an empty place for each block that went', () => {
    const barred = barredText(blocks)
    expect(lines(barred).filter((line) => line !== '')).toEqual(plainText(after).split('\n'))
    const count = (some: readonly ComparedBlock[], change: string) =>
      changes(some).filter((each) => each === change).length
    expect(count(barred, 'moved_from')).toBe(1)
    expect(barred.flatMap((block) => changes([block])).includes('removed')).toBe(true)
  })

  it('everything: each side reads as its text', () => {
    for (const [side, text] of [
      ['before', before],
      ['after', after],
    ] as const) {
      expect(lines(blocks.flatMap((block) => sideOf(block, side) ?? []))).toEqual(plainText(text).split('\n'))
    }
  })
})

describe('[W73] side by side', () => {
  const told = sideRows(blocks).map(({ id, rows }) => [
    id,
    rows.map(
      ({ before: left, after: right, change, isStep }) =>
        `${words(left)} | ${words(right)} (${change}${isStep ? '*' : ''})`,
    ),
  ])

  it('blocks, items and table rows stand beside their counterparts, moves at both places', () => {
    expect(told).toEqual([
      [
        'a',
        [
          'Position | Position (same)',
          'We ask for six weeks before the first date. | We ask for eight weeks before the first date. (changed*)',
          'A pilot comes first, with two authorities. | – (moved_from*)',
        ],
      ],
      [
        'b',
        [
          'Background | Background (same)',
          'one clear timetable | one clear timetable (same)',
          '– | a form that machines read (added*)',
          'a short glossary for all | a short glossary for all (same)',
          'This goes away altogether now. | – (removed*)',
          '– | A pilot comes first, with three authorities. (moved_to*)',
        ],
      ],
      [
        'c',
        [
          'Table | Table (same)',
          'six weeks | six weeks (same)',
          '– | one annex (added*)',
          'two pilots | two pilots (same)',
        ],
      ],
    ])
  })

  it('an item has its own side’s number', () => {
    const [, b] = sideRows(blocks)
    const starts = b?.rows.map(({ before: left, after: right }) =>
      [left, right].map((block) =>
        block?.kind === 'container' && block.node.type === 'orderedList' ? block.node.attrs?.start : null,
      ),
    )
    expect(starts?.slice(1, 4)).toEqual([
      [1, 1],
      [null, 2],
      [2, 3],
    ])
  })

  it('what came as a whole is one place to go to', () => {
    const more = compareDocs(before, doc(...before.content, section('d', 'Annex', p('One.'), p('Two.'))))
    const d = sideRows(more.blocks).find(({ id }) => id === 'd')
    expect(d?.rows.map(({ change, isStep }) => [change, isStep])).toEqual([
      ['added', true],
      ['added', false],
      ['added', false],
    ])
  })
})
