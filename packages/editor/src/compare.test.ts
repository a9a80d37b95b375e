import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alternative,
  bracket,
  doc,
  li,
  line,
  list,
  nonEmpty,
  note,
  p,
  paragraphs,
  quote,
  section,
  table,
  text,
} from '../test/builders.ts'
import {
  type BlockJson,
  type ComparedBlock,
  type ComparedRun,
  canonicalJson,
  compareDocs,
  contentHash,
  type DocJson,
  footnotesOf,
  type InlineJson,
  type MarkJson,
  plainText,
  printable,
  supporterCountries,
} from './index.ts'

const earlier = new Set(['same', 'changed', 'removed', 'moved_from'])
const later = new Set(['same', 'changed', 'added', 'moved_to'])

/** The runs of one side of a comparison, line by line. */
function runsOn(blocks: readonly ComparedBlock[], side: 'before' | 'after'): (readonly ComparedRun[])[] {
  return blocks.flatMap((block) => {
    if (!(side === 'before' ? earlier : later).has(block.change)) return []
    if (block.kind === 'container') return runsOn(block.children, side)
    const dropped = side === 'before' ? 'added' : 'removed'
    return [block.runs.filter(({ change }) => change !== dropped)]
  })
}

/** The text of one side of a comparison: its lines, and then its footnotes in one. */
function project(blocks: readonly ComparedBlock[], side: 'before' | 'after'): string {
  const all = runsOn(blocks, side)
  const isNote = ({ part }: ComparedRun) => part === 'footnote'
  const textOf = (runs: readonly ComparedRun[]) => runs.map(({ text: some }) => some).join('')
  const notes = textOf(all.flat().filter(isNote))
  return [...all.map((runs) => textOf(runs.filter((run) => !isNote(run)))), notes].join('\n')
}

/** The text of a document: its lines, and then its footnotes in one. */
function whole(from: DocJson): string {
  const notes = footnotesOf(from)
  const all = plainText(from).split('\n')
  const noted = notes.map(({ content: some }) => some.map(({ text: each }) => each).join('')).join('')
  return [...all.slice(0, all.length - notes.length), noted].join('\n')
}

const lines = (blocks: readonly ComparedBlock[]): Extract<ComparedBlock, { kind: 'line' }>[] =>
  blocks.flatMap((block) => (block.kind === 'line' ? [block] : lines(block.children)))

const words = fc
  .array(fc.constantFrom('shall', 'should', 'the', 'text', 'weeks', 'å', '[six]', 'report,', '–'), {
    maxLength: 9,
  })
  .map((some) => some.join(' '))

const marks = fc.subarray([
  { type: 'link', attrs: { href: 'https://example.org/' } },
  { type: 'bold' },
  { type: 'strike' },
  { type: 'insertion', attrs: { id: 'i' } },
  { type: 'deletion', attrs: { id: 'd' } },
  { type: 'language', attrs: { lang: 'fi' } },
] satisfies MarkJson[])

const texts = fc
  .array(
    fc.tuple(words, marks).map(([some, on]) => text(some, on)),
    { maxLength: 2 },
  )
  .map((some) => some.filter((one) => one.text !== ''))
const ids = fc.constantFrom('u', 'v', 'w')
const plain = fc.oneof<fc.MaybeWeightedArbitrary<InlineJson[]>[]>(
  { weight: 5, arbitrary: texts },
  { weight: 1, arbitrary: fc.constant([{ type: 'hardBreak' as const }]) },
  { weight: 1, arbitrary: fc.tuple(ids, texts).map(([id, some]) => [note(id, ...some)]) },
)
const wording = fc
  .tuple(ids, fc.subarray([...supporterCountries]), plain)
  .map(([id, countries, some]) => alternative(id, countries, ...some))
const inline: fc.Arbitrary<InlineJson[]> = fc.oneof(
  { weight: 3, arbitrary: plain },
  {
    weight: 1,
    arbitrary: fc
      .tuple(ids, fc.array(wording, { minLength: 1, maxLength: 3 }))
      .map(([id, some]) => [bracket(id, ...some)]),
  },
)
const content = fc.array(inline, { maxLength: 3 }).map((some) => some.flat())

const attrs = fc.constantFrom(
  {},
  { suggestedInsertion: 'i' },
  { numbering: 'recital' as const },
  { numbering: 'article' as const, baseNumber: '3' },
)
const paragraph: fc.Arbitrary<BlockJson> = fc
  .tuple(attrs, content)
  .map(([own, some]) => ({ type: 'paragraph', attrs: own, content: some }))
const heading = fc
  .tuple(fc.constantFrom(3 as const, 4 as const), attrs, content)
  .map(([level, own, some]): BlockJson => ({ type: 'heading', attrs: { level, ...own }, content: some }))
const items = fc.array(
  paragraph.map((one) => li(one)),
  { minLength: 1, maxLength: 3 },
)
const rows = fc.array(fc.array(words, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
const block: fc.Arbitrary<BlockJson> = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  { weight: 1, arbitrary: heading },
  { weight: 2, arbitrary: items.map((some) => list(...some)) },
  {
    weight: 1,
    arbitrary: items.map((some): BlockJson => ({ type: 'orderedList', attrs: { start: 2 }, content: some })),
  },
  { weight: 1, arbitrary: paragraph.map((one) => quote(one)) },
  { weight: 2, arbitrary: rows.map((some) => table(...some)) },
)
const blocks = fc.array(block, { minLength: 1, maxLength: 6 })
const anyDoc: fc.Arbitrary<DocJson> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), words, blocks), {
    minLength: 1,
    selector: ([id]) => id,
  })
  .map((sections) => doc(...sections.map(([id, title, some]) => section(id, title, nonEmpty(some)))))

/** A document and one made from it by moving, dropping and adding blocks, as drafting does. */
const edited = fc
  .tuple(anyDoc, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.option(block)), { maxLength: 5 }))
  .map(([before, edits]) => {
    const sections = before.content.map(({ attrs, content: [title, ...rest] }) => ({ attrs, title, rest }))
    for (const [from, to, added] of edits) {
      const source = sections[from % sections.length]?.rest ?? []
      const [taken] = source.splice(from % (source.length || 1), 1)
      const target = sections[to % sections.length]?.rest ?? []
      target.splice(to % (target.length + 1), 0, ...[taken ?? p('new'), added ?? []].flat())
    }
    const after = sections.map(({ attrs, title, rest }) => ({
      type: 'section' as const,
      attrs,
      content: [title, ...nonEmpty(rest)] as const,
    }))
    return [before, doc(...after)] as const
  })

describe('comparison', () => {
  const keepsAll = (before: DocJson, after: DocJson) => {
    const { blocks: compared } = compareDocs(before, after)
    expect(project(compared, 'before')).toBe(whole(before))
    expect(project(compared, 'after')).toBe(whole(after))
    const isSame = compared.every(({ change }) => change === 'same')
    expect(isSame).toBe(contentHash(before) === contentHash(after))
  }

  it('[E40] [E44] drops nothing of either document, and is without change only when the hashes are equal', () => {
    fc.assert(fc.property(anyDoc, anyDoc, keepsAll), { seed: 20261123, numRuns: 150 })
    fc.assert(
      fc.property(edited, ([before, after]) => keepsAll(before, after)),
      { seed: 20261123, numRuns: 150 },
    )
  })

  it('[E44] equal documents have no change, however they are written down', () => {
    fc.assert(
      fc.property(anyDoc, (same) => {
        const { summary, blocks: compared } = compareDocs(same, JSON.parse(canonicalJson(same)) as DocJson)
        expect(summary).toEqual({ added: 0, removed: 0, changed: 0, moved: 0, sections: [] })
        expect(lines(compared).every(({ change }) => change === 'same')).toBe(true)
      }),
      { seed: 20261123, numRuns: 100 },
    )
  })

  it('[E44] a change that is no text is a change', () => {
    const kind = compareDocs(
      doc(section('a', 'T', [p('x')], 'position')),
      doc(section('a', 'T', [p('x')], 'background')),
    )
    expect(kind.summary.sections).toEqual([{ id: 'a', title: 'T', change: 'changed' }])
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

  it('[E42] finds a move into another section, and shows what changed on the way', () => {
    const sentence = (weeks: string) =>
      `The templates should be at hand ${weeks} weeks before the deadline of the reports.`
    const { blocks: compared, summary } = compareDocs(
      doc(section('a', 'First', [p('stays'), p(sentence('six'))]), section('b', 'Second', [p('also stays')])),
      doc(
        section('a', 'First', [p('stays')]),
        section('b', 'Second', [p('also stays'), p(sentence('eight'))]),
      ),
    )
    expect(summary).toMatchObject({ moved: 1, added: 0, removed: 0 })
    const moved = lines(compared).filter(({ change }) => change.startsWith('moved'))
    expect(moved.map(({ change }) => change)).toEqual(['moved_from', 'moved_to'])
    expect(moved[1]?.runs.filter(({ change }) => change !== 'same').map(({ text: word }) => word)).toEqual([
      'six',
      'eight',
    ])
  })

  it('[E42] a section that changed places is moved, by its id', () => {
    const [one, other] = [section('a', 'First', [p('x')]), section('b', 'Second', [p('y')])]
    const { blocks: compared } = compareDocs(doc(one, other), doc(other, one))
    expect(compared.map(({ change }) => change).sort()).toEqual(['moved_from', 'moved_to', 'same'])
  })

  it('[E41] a changed phrase is one change', () => {
    const { blocks: compared } = compareDocs(
      paragraphs('The Council takes good note of the report.'),
      paragraphs('The Council welcomes with interest the report.'),
    )
    const runs = lines(compared).flatMap((one) => one.runs.map(({ change, text: word }) => [change, word]))
    expect(runs.slice(1)).toEqual([
      ['same', 'The Council '],
      ['removed', 'takes good note of'],
      ['added', 'welcomes with interest'],
      ['same', ' the report.'],
    ])
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

  const changesIn = (before: InlineJson[], after: InlineJson[]) => {
    const compared = compareDocs(
      doc(section('s', 'T', [line(...before)])),
      doc(section('s', 'T', [line(...after)])),
    )
    return lines(compared.blocks).flatMap(({ runs }) =>
      runs.flatMap(({ change, part, text: some }) => (change === 'same' ? [] : [[change, part, some]])),
    )
  }

  it('[E41] shows the country that joined a wording, and the wording that came', () => {
    const rival = (...more: Parameters<typeof alternative>[]) =>
      bracket('b', ...more.map((one) => alternative(...one)))
    expect(
      changesIn([rival(['x', ['DK'], text('shall')])], [rival(['x', ['DK', 'SE'], text('shall')])]),
    ).toEqual([['added', 'sign', ', SE']])
    expect(
      changesIn(
        [rival(['x', ['DK'], text('shall')])],
        [rival(['x', ['DK'], text('shall')], ['y', ['FI'], text('should')])],
      ),
    ).toEqual([
      ['added', 'sign', ' [FI: '],
      ['added', 'text', 'should'],
      ['added', 'sign', ']'],
    ])
  })

  it('[E41] shows the word that changed in a footnote', () => {
    expect(
      changesIn(
        [text('Due'), note('n', text('A scrutiny reserve.'))],
        [text('Due'), note('n', text('A general reserve.'))],
      ),
    ).toEqual([
      ['removed', 'footnote', 'scrutiny'],
      ['added', 'footnote', 'general'],
    ])
  })

  it('[E44] a change of numbers, suggestions and kinds is a change, and shown in what is printed', () => {
    const numbered = (baseNumber: string | null) =>
      doc(section('s', 'T', [{ type: 'paragraph', attrs: { baseNumber }, content: [text('Words.')] }]))
    expect(compareDocs(numbered('3'), numbered(null)).summary.changed).toBe(1)
    const { blocks: compared } = compareDocs(printable(numbered('3')), printable(numbered('4')))
    expect(
      lines(compared).flatMap(({ runs }) => runs.filter(({ change }) => change !== 'same')),
    ).toMatchObject([{ text: '3' }, { text: '4' }])
  })
})
