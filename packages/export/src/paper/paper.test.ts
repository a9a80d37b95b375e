import type { BlockJson, DocJson, InlineJson, ListItemJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { br, doc, li, link, ol, p, table, td, text, th, ul } from '../../test/builders.ts'
import { finalState, paperFacts, reservationsOf } from '../../test/paper.ts'
import type { PaperBlock } from './blocks.ts'
import { toPaper } from './paper.ts'

const blocksIn = (text: DocJson): readonly PaperBlock[] =>
  toPaper(text, paperFacts()).sections.flatMap(({ parts }) => parts.flatMap(({ blocks }) => blocks))
const first = (block: BlockJson) => blocksIn(doc(block))[0]
const heading = (level: 3 | 4, words: string): BlockJson => ({
  type: 'heading',
  attrs: { level },
  content: [text(words)],
})

describe('the data of the pages', () => {
  it('[X90] nothing of a text is markup, and an address that is not safe is none', () => {
    const words = '#panic() $x$ *bold* @preview <a> \\'
    expect(first(p(words))).toEqual({
      kind: 'paragraph',
      isPoint: false,
      isSticky: false,
      content: [{ kind: 'text', text: words }],
    })
    expect(first(p(link('here', 'javascript:alert(1)')))).toMatchObject({
      content: [{ kind: 'text', text: 'here' }],
    })
    expect(first(p(link('here', 'https://example.org/')))).toMatchObject({
      content: [{ kind: 'link', address: 'https://example.org/' }],
    })
  })

  it('[X90] what stands too deep in others stands at that depth, with its marker', () => {
    const nested = (depth: number): ListItemJson =>
      depth === 0 ? li('innermost') : li(`at ${depth}`, ul(nested(depth - 1)))
    const depthOf = (block: PaperBlock): number =>
      block.kind === 'list' ? 1 + Math.max(0, ...block.items.flat().map(depthOf)) : 0
    const list = first(ul(nested(40)))
    expect(list && depthOf(list)).toBe(8)
    const written = JSON.stringify(list)
    expect(written).toContain('innermost')
    expect(written).toContain('• ')
  })

  it('[X98] control characters and ends of lines are spaces, in words and in facts', () => {
    expect(first(p('a\u0000b\tc\nd'))).toMatchObject({ content: [{ text: 'a b c d' }] })
    expect(toPaper(doc(p('x')), paperFacts({ title: 'One\nline' })).title).toBe('One line')
  })

  it('[X91] a footnote has its number and its words at its mark', () => {
    const note = (id: string, words: string): InlineJson => ({
      type: 'footnote',
      attrs: { id },
      content: [{ type: 'text', text: words }],
    })
    expect(first(p('One', note('a', 'first'), ' two', note('b', 'second')))).toMatchObject({
      content: [
        { text: 'One' },
        { kind: 'note', number: 1, content: [{ text: 'first' }] },
        { text: ' two' },
        { kind: 'note', number: 2, content: [{ text: 'second' }] },
      ],
    })
  })

  it('[X94] headings skip no level, an empty one is none, and one inside a table is in no outline', () => {
    const levels = (...blocks: readonly [BlockJson, ...BlockJson[]]) =>
      blocksIn(doc(...blocks)).flatMap((block) => (block.kind === 'heading' ? [block.level] : []))
    expect(levels(heading(4, 'a'), heading(4, 'b'), heading(3, 'c'), heading(4, 'd'))).toEqual([2, 3, 2, 3])
    expect(blocksIn(doc({ type: 'heading', attrs: { level: 3 } }))).toMatchObject([{ isOutlined: false }])
    const inside = first({
      type: 'blockquote',
      content: [heading(3, 'quoted')],
    })
    expect(inside).toMatchObject({ content: [{ kind: 'heading', isOutlined: false }] })
    const untitled: DocJson = {
      type: 'doc',
      content: [
        {
          type: 'section',
          attrs: { id: 's', kind: 'position' },
          content: [{ type: 'sectionTitle' }, heading(4, 'a')],
        },
      ],
    }
    expect(blocksIn(untitled)).toMatchObject([{ level: 1 }])
  })

  it('[X96] cells stand at their places, none over another; rows of header cells above data are the head', () => {
    const wide = table(
      [th('a', { colspan: 2 }), th('b')],
      [td('c', { rowspan: 9 }), td('d', { colspan: 7 })],
      [td('e'), td('f')],
    )
    const placed = first(wide)
    if (placed?.kind !== 'table') throw new Error('It is no table')
    expect(placed.head).toBe(1)
    expect(placed.cells.map(({ x, y, colspan, rowspan }) => [x, y, colspan, rowspan])).toEqual([
      [0, 0, 2, 1],
      [2, 0, 1, 1],
      [0, 1, 1, 2],
      [1, 1, 7, 1],
      [1, 2, 1, 1],
      [2, 2, 1, 1],
    ])
    const headOf = (block: BlockJson) => {
      const one = first(block)
      return one?.kind === 'table' ? one.head : null
    }
    expect(headOf(table([th('a'), th('b')]))).toBe(0)
    expect(headOf(table([th('a', { rowspan: 2 }), th('b')], [td('c')]))).toBe(0)
    expect(headOf(table([th('x'.repeat(900))], [td('c')]))).toBe(0)
  })

  it('[X96] a head that leads somewhere is not repeated, and a table inside a cell stands there as its lines', () => {
    const isRepeated = (...content: readonly InlineJson[]) => {
      const head = { type: 'tableHeader' as const, content: [p(...content)] }
      const one = first(table([head], [td('a')]))
      return one?.kind === 'table' ? one.isRepeated : null
    }
    expect(isRepeated(text('Proposal'))).toBe(true)
    expect(isRepeated(link('Proposal', 'https://example.org/'))).toBe(false)
    expect(isRepeated({ type: 'footnote', attrs: { id: 'f' } })).toBe(false)
    const around = table([{ type: 'tableCell', content: [p('before'), table([td('one'), td('two')])] }])
    const outer = first(around)
    if (outer?.kind !== 'table') throw new Error('It is no table')
    expect(outer.cells[0]?.content.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph'])
  })

  it('[X96] a long cell may be broken over pages, a short one not', () => {
    const together = (words: string) => {
      const one = first(table([td(words), td('b')]))
      return one?.kind === 'table' ? one.cells[0]?.isTogether : null
    }
    expect(together('Some words.')).toBe(true)
    expect(together('word '.repeat(600))).toBe(false)
  })

  it('[X96] the table of a trilogue stands on wide pages, with its key and the headings right above it', () => {
    const trilogue: BlockJson = {
      type: 'table',
      attrs: { form: 'trilogue', markingKey: 'New words are bold.' },
      content: [
        { type: 'tableRow', content: [th('Commission'), th('Council')] },
        { type: 'tableRow', content: [td('may'), td('shall')] },
      ],
    }
    const [{ parts = [] } = {}] = toPaper(
      doc(p('before'), heading(3, 'Above'), trilogue, p('after')),
      paperFacts(),
    ).sections
    expect(parts[1]?.blocks[1]).toMatchObject({ isSticky: true })
    expect(parts.map(({ isWide, blocks }) => [isWide, blocks.map(({ kind }) => kind)])).toEqual([
      [false, ['paragraph']],
      [true, ['heading', 'paragraph', 'table']],
      [false, ['paragraph']],
    ])
  })

  it('[X92] what is not final says so at the head of every page, and so does a final text that no longer stands', () => {
    const paper = (state: Parameters<typeof paperFacts>[0]) => toPaper(doc(p('x')), paperFacts(state))
    expect(paper({}).band).toBeNull()
    expect(paper({}).label).toBe('Final text')
    const superseded = paper({ state: { ...finalState, notices: ['Superseded by SAM 1 v3'] } })
    expect(superseded).toMatchObject({ band: 'Superseded by SAM 1 v3', label: 'Superseded by SAM 1 v3' })
    expect(JSON.stringify(superseded)).not.toContain('Final text')
    const frozen = paper({ state: { kind: 'frozen', name: 'sent to capitals' } })
    expect(frozen.band).toBe('Not a final text · Version 2 · sent to capitals')
    expect(frozen.isFinal).toBe(false)
    expect(frozen.lead).toMatch(/^No country has agreed/)
    expect(frozen.reservations).toBeNull()
  })

  it('[X161] corrigenda take nothing from a final text that stands, and stand in a box of their own', () => {
    const paper = (state: Parameters<typeof paperFacts>[0]) => toPaper(doc(p('x')), paperFacts(state))
    const corrigenda = ['Corrigendum 1: “a” is read “b”.', 'Corrigendum 2: “c” is left out.']
    const corrected = paper({ state: { ...finalState, corrigenda: corrigenda.slice(0, 1) } })
    expect(corrected).toMatchObject({ isFinal: true, label: 'Final text', band: null })
    expect(corrected.headline).toBe('Final text · SAM 12AB34 v2 · with 1 corrigendum')
    expect(corrected.corrigenda).toEqual({ title: 'Corrigenda', lines: corrigenda.slice(0, 1) })
    const superseded = paper({ state: { ...finalState, corrigenda, notices: ['Superseded'] } })
    expect(superseded).toMatchObject({ isFinal: false, label: 'Superseded', band: 'Superseded' })
    expect(superseded.headline).toBe('SAM 12AB34 v2 · with 2 corrigenda')
    expect(paper({}).corrigenda).toBeNull()
    for (const language of ['sv', 'da', 'nb', 'fi', 'is'] as const) {
      const said = paper({ language, state: { ...finalState, corrigenda } }).headline
      expect(said, language).toMatch(/ v2 · \p{L}+ 2 \p{L}+$/u)
    }
  })

  it('[X93] [X136] the reservations stand by country before the text', () => {
    const state = {
      ...finalState,
      reservations: reservationsOf({ country: 'FI', kind: 'parliamentary scrutiny reservation' }),
    }
    expect(toPaper(doc(p('x')), paperFacts({ state })).reservations).toEqual({
      title: 'Reservations',
      lines: [{ name: 'FI', value: 'parliamentary scrutiny reservation.' }],
    })
  })

  it('[X91] breaks, lists and their numbers are kept', () => {
    expect(first(p('a', br, 'b'))).toMatchObject({
      content: [{ text: 'a' }, { kind: 'break' }, { text: 'b' }],
    })
    expect(first(ol(4, li('x')))).toMatchObject({ kind: 'list', start: 4 })
    expect(first(ul(li('x')))).toMatchObject({ kind: 'list', start: null })
  })
})
