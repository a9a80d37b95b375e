import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doc, p, paragraphs, section, table } from '../test/builders.ts'
import { type ComparedBlock, compareDocs, type DocJson, plainText } from './index.ts'

const earlier = new Set(['same', 'changed', 'removed', 'moved_from'])
const later = new Set(['same', 'changed', 'added', 'moved_to'])

/** The text of one side of a comparison, line by line. */
function project(blocks: readonly ComparedBlock[], side: 'before' | 'after'): string[] {
  return blocks.flatMap((block) => {
    if (!(side === 'before' ? earlier : later).has(block.change)) return []
    if (block.kind === 'container') return project(block.children, side)
    const dropped = side === 'before' ? 'added' : 'removed'
    return [
      block.runs
        .filter(({ change }) => change !== dropped)
        .map(({ text }) => text)
        .join(''),
    ]
  })
}

const lines = (blocks: readonly ComparedBlock[]): Extract<ComparedBlock, { kind: 'line' }>[] =>
  blocks.flatMap((block) => (block.kind === 'line' ? [block] : lines(block.children)))

const words = fc.array(
  fc.constantFrom('shall', 'should', 'the', 'text', 'weeks', 'å', '[six]', 'report,', '–'),
  { maxLength: 9 },
)
const line = words.map((some) => p(some.join(' ')))
const cells = fc.array(
  fc.array(
    words.map((some) => some.join(' ')),
    { minLength: 2, maxLength: 2 },
  ),
  { minLength: 1, maxLength: 3 },
)
const block = fc.oneof(
  { weight: 4, arbitrary: line },
  { weight: 1, arbitrary: cells.map((rows) => table(...rows)) },
)
const anyDoc: fc.Arbitrary<DocJson> = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), words, fc.array(block, { minLength: 1, maxLength: 6 })),
    {
      minLength: 1,
      selector: ([id]) => id,
    },
  )
  .map((sections) =>
    doc(
      ...sections.map(([id, title, [first = p(''), ...rest]]) =>
        section(id, title.join(' '), [first, ...rest]),
      ),
    ),
  )

describe('comparison', () => {
  it('[E40] drops nothing of either document', () => {
    fc.assert(
      fc.property(anyDoc, anyDoc, (before, after) => {
        const { blocks } = compareDocs(before, after)
        expect(project(blocks, 'before').join('\n')).toBe(plainText(before))
        expect(project(blocks, 'after').join('\n')).toBe(plainText(after))
      }),
      { numRuns: 500 },
    )
  })

  it('[E44] equal documents have no change', () => {
    fc.assert(
      fc.property(anyDoc, (same) => {
        const { summary, blocks } = compareDocs(same, structuredClone(same))
        expect(summary).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, sections: [] })
        expect(lines(blocks).every(({ change }) => change === 'same')).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('[E41] shows the changed word', () => {
    const { blocks, summary } = compareDocs(
      paragraphs('The template should be available six weeks before.'),
      paragraphs('The template should be available eight weeks before.'),
    )
    const changed = lines(blocks).flatMap(({ runs }) => runs.filter(({ change }) => change !== 'same'))
    expect(changed.map(({ text, change }) => [change, text])).toEqual([
      ['removed', 'six'],
      ['added', 'eight'],
    ])
    expect(summary).toMatchObject({ changed: 1, added: 0, removed: 0 })
  })

  it('[E42] shows a paragraph that moved as moved', () => {
    const first = 'The first paragraph speaks about the timetable of reports.'
    const { summary } = compareDocs(
      paragraphs(first, 'Second, on definitions in the act.', 'Third, about costs borne nationally.'),
      paragraphs('Second, on definitions in the act.', 'Third, about costs borne nationally.', first),
    )
    expect(summary).toMatchObject({ moved: 1, added: 0, removed: 0, changed: 0 })
  })

  it('[E43] a new row is one added row', () => {
    const { blocks } = compareDocs(
      doc(section('s', 'T', [table(['Text', 'Proposal'], ['shall', 'should'])])),
      doc(
        section('s', 'T', [
          table(['Text', 'Proposal'], ['annually', 'by 30 September'], ['shall', 'should']),
        ]),
      ),
    )
    const rows = blocks
      .flatMap((one) => (one.kind === 'container' ? one.children : []))
      .flatMap((one) => (one.node.type === 'table' && one.kind === 'container' ? one.children : []))
    expect(rows.map(({ change }) => change)).toEqual(['same', 'added', 'same'])
  })

  it('[E41] a word that became bold is a change', () => {
    const bold = doc(
      section('s1', 'Position', [
        { type: 'paragraph', content: [{ type: 'text', text: 'word', marks: [{ type: 'bold' }] }] },
      ]),
    )
    expect(compareDocs(paragraphs('word'), bold).summary.changed).toBe(1)
  })
})
