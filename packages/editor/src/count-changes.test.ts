import { describe, expect, it } from 'vitest'
import { doc, li, list, p, section, table } from '../test/builders.ts'
import {
  type BlockJson,
  changedWords,
  compareDocs,
  contentHash,
  countChanges,
  isTooLargeToCompare,
} from './index.ts'

const weeks = p('We ask for at least six weeks before the first date.')
const pilot = p('A pilot comes before the first figures are due.')
const fields = p('Descriptions of the fields keep the figures comparable.')

describe('[E46] what differs is counted', () => {
  it('as lines that one document has and the other has not, as often as it has them', () => {
    const before = doc(section('a', 'Position', [weeks, weeks, pilot]), section('b', 'Background', [fields]))
    const after = doc(section('a', 'Position', [weeks, fields]), section('b', 'Background', [fields, pilot]))
    expect(countChanges(before, after)).toEqual({
      removed: 1,
      added: 1,
      before: 6,
      after: 6,
      sections: [
        { id: 'a', title: 'Position', change: 'changed' },
        { id: 'b', title: 'Background', change: 'changed' },
      ],
    })
  })

  it('with sections that came and went', () => {
    const before = doc(section('a', 'Position', [weeks]), section('b', 'Background', [fields]))
    const after = doc(section('c', 'Annex', [pilot]), section('a', 'Position', [weeks]))
    expect(countChanges(before, after)).toMatchObject({
      removed: 2,
      added: 2,
      sections: [
        { id: 'c', title: 'Annex', change: 'added' },
        { id: 'b', title: 'Background', change: 'removed' },
      ],
    })
  })

  it('inside lists and tables, and not what is empty', () => {
    const before = doc(section('a', 'Position', [list(li(weeks), li(p(''))), table(['six', 'weeks'])]))
    const after = doc(section('a', 'Position', [list(li(weeks), li(pilot)), table(['six', 'months'])]))
    expect(countChanges(before, after)).toMatchObject({ removed: 1, added: 2, before: 4, after: 5 })
  })

  it('as nothing where the same lines stand in another order, and the sections are named all the same', () => {
    const before = doc(section('a', 'Position', [weeks, pilot]))
    const after = doc(section('a', 'Position', [pilot, weeks]))
    expect(contentHash(before)).not.toBe(contentHash(after))
    expect(countChanges(before, after)).toMatchObject({
      removed: 0,
      added: 0,
      sections: [{ id: 'a', change: 'changed' }],
    })
    expect(countChanges(before, before)).toMatchObject({ removed: 0, added: 0, sections: [] })
  })
})

describe('[E47] a comparison that is too large', () => {
  const many = (count: number) =>
    doc(
      section('a', 'Position', [
        p('first'),
        ...Array.from({ length: count - 2 }, (_, index): BlockJson => p(`line ${index}`)),
      ]),
    )

  it('is told before it is begun', () => {
    expect(isTooLargeToCompare(many(5_000), many(5_000))).toBe(false)
    expect(isTooLargeToCompare(many(5_001), many(5_000))).toBe(true)
    expect(isTooLargeToCompare(many(50_000), many(10))).toBe(false)
    const inList = (count: number) =>
      doc(section('a', 'Position', [list(...Array.from({ length: count }, (_, at) => li(p(`item ${at}`))))]))
    expect(isTooLargeToCompare(inList(6_000), inList(6_000))).toBe(true)
  })
})

describe('[E45] words that came and went', () => {
  const words = (before: Parameters<typeof compareDocs>[0], after: typeof before) =>
    changedWords(compareDocs(before, after).blocks)

  it('are counted in lines, lists and whole blocks', () => {
    const before = doc(section('a', 'Position', [weeks, pilot]))
    const after = doc(
      section('a', 'Position', [
        p('We ask for at least eight full weeks before the first date.'),
        pilot,
        fields,
      ]),
    )
    expect(words(before, after)).toEqual({ added: 2 + 8, removed: 1 })
    expect(words(after, before)).toEqual({ added: 1, removed: 2 + 8 })
  })

  it('are none where a block only moved, and those that changed on the way', () => {
    const before = doc(section('a', 'Position', [weeks]), section('b', 'Background', [fields, pilot]))
    const moved = doc(section('a', 'Position', [weeks, pilot]), section('b', 'Background', [fields]))
    expect(words(before, moved)).toEqual({ added: 0, removed: 0 })
    const changed = p('A pilot comes before the second figures are due.')
    const edited = doc(section('a', 'Position', [weeks, changed]), section('b', 'Background', [fields]))
    expect(words(before, edited)).toEqual({ added: 1, removed: 1 })
  })

  it('[E40] a comparison tells how far it is, section by section', () => {
    const told: string[] = []
    const before = doc(section('a', 'Position', [weeks]), section('b', 'Background', [fields]))
    compareDocs(before, doc(section('b', 'Background', [pilot])), {
      onProgress: (done, of) => told.push(`${done}/${of}`),
    })
    expect(told).toEqual(['0/2', '1/2'])
  })
})
