import { type BlockJson, compareDocs, type DocJson, editorSchema, type SectionJson } from '@samsyn/editor'
import { describe, expect, it } from 'vitest'
import { changesSince, type SinceChange } from './changes-since.ts'
import { placeChanges, type SinceSpec } from './since-places.ts'

const p = (text: string): BlockJson => ({
  type: 'paragraph',
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
})
const section = (id: string, title: string, ...rest: readonly BlockJson[]): SectionJson => ({
  type: 'section',
  attrs: { id, kind: 'position' },
  content: [{ type: 'sectionTitle', content: [{ type: 'text', text: title }] }, ...rest],
})
const doc = (...content: readonly SectionJson[]): DocJson => ({ type: 'doc', content })
const list = (...items: readonly string[]): BlockJson => ({
  type: 'bulletList',
  content: items.map((item) => ({ type: 'listItem', content: [p(item)] })),
})

const weeks = p('We ask for six weeks before the first date.')
const pilot = p('A pilot comes first, with two authorities.')
const fields = p('Descriptions of the fields keep the figures comparable.')

const since = (before: DocJson, after: DocJson) => changesSince(compareDocs(before, after).blocks)

/** The words of changes as they are placed in an editor's document: what came as +, what went as −, lines by their kind. */
function placed(before: DocJson, after: DocJson): readonly string[] {
  const found = since(before, after)
  const root = editorSchema().nodeFromJSON(after)
  return placeChanges(root, found).map(({ from, to, spec }) => {
    const { change, role } = spec as SinceSpec
    const kind = found.changes[change]?.kind
    if (role === 'line') return `${change} ${kind}: ${root.nodeAt(from)?.textContent}`
    return role === 'added'
      ? `${change} +${root.textBetween(from, to, '|', '¶')}`
      : `${change} −${root.textBetween(Math.max(0, from - 8), from)}`
  })
}

describe('[W115] what changed since somebody last looked', () => {
  it('is counted by changed lines and by blocks that came, went or moved', () => {
    const before = doc(
      section('a', 'Position', weeks, pilot, fields),
      section('b', 'Background', list('One', 'Two')),
    )
    const after = doc(
      section('a', 'Position', p('We ask for eight weeks before the first date.'), fields),
      section('b', 'Background', list('One', 'Two', 'Three'), pilot),
      section('c', 'Annex', p('Figures of last year.')),
    )
    const kinds = since(before, after).changes.map(({ kind }) => kind)
    expect(kinds).toEqual(['changed', 'added', 'moved', 'added'])
    expect(since(after, before).changes.map(({ kind }) => kind)).toEqual([
      'changed',
      'moved',
      'removed',
      'removed',
    ])
    expect(since(before, before).changes).toEqual([])
    // A line without words is no news.
    expect(since(before, doc(...before.content, section('c', '', p('')))).changes).toEqual([])
  })

  it('counts a block that came with nothing but what moved into it as what moved', () => {
    const items = doc(
      section('a', 'Position', list('One point of some length', 'Another point, as long'), pilot),
    )
    const moved = doc(
      section('a', 'Position', list('Another point, as long'), pilot, list('One point of some length')),
    )
    expect(since(items, moved).changes.map(({ kind }) => kind)).toEqual(['moved'])
  })

  it('counts what went along the earlier text, breaks and brackets aside, so that it finds who removed it', () => {
    const before = doc(
      section('a', 'Position', {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'We ask' },
          { type: 'hardBreak' },
          {
            type: 'bracket',
            attrs: { id: 'b1', kind: 'alternative' },
            content: [
              {
                type: 'alternative',
                attrs: { id: 'a1', FI: true },
                content: [{ type: 'text', text: 'soon' }],
              },
            ],
          },
          { type: 'text', text: ' for six weeks.' },
        ],
      }),
      section('b', 'Background', pilot, fields),
    )
    const after = doc(
      section('a', 'Position', {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'We ask' },
          { type: 'hardBreak' },
          {
            type: 'bracket',
            attrs: { id: 'b1', kind: 'alternative' },
            content: [
              {
                type: 'alternative',
                attrs: { id: 'a1', FI: true },
                content: [{ type: 'text', text: 'soon' }],
              },
            ],
          },
          { type: 'text', text: ' for eight weeks.' },
        ],
      }),
      section('b', 'Background', fields),
    )
    const text = 'PositionWe asksoon for six weeks.BackgroundA pilot comes first, with two authorities.'
    const gone = since(before, after).changes.flatMap((change: SinceChange) => [
      ...change.lines.flatMap(({ parts }) => parts.filter((part) => part.kind === 'gone')),
      ...change.goneLines,
    ])
    expect(gone.map(({ offsets }) => text.slice(...(offsets ?? [])))).toEqual([
      'six',
      'A pilot comes first, with two authorities.',
    ])
  })
})

describe('[W116] changes have their places in the text', () => {
  it('word by word, in lists, behind breaks and in brackets', () => {
    const line = (words: string, wording: string): BlockJson => ({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'At least' },
        { type: 'hardBreak' },
        {
          type: 'bracket',
          attrs: { id: 'b1', kind: 'alternative' },
          content: [
            {
              type: 'alternative',
              attrs: { id: 'a1', FI: true },
              content: [{ type: 'text', text: wording }],
            },
          ],
        },
        { type: 'text', text: words },
      ],
    })
    const before = doc(section('a', 'Position', line(' weeks before that', 'six whole'), list('One', 'Two')))
    const after = doc(
      section('a', 'Position', line(' weeks before this', 'six full'), list('One', 'Zero', 'Two')),
    )
    expect(placed(before, after)).toEqual([
      '0 changed: At leastsix full weeks before this',
      '0 −tsix ',
      '0 +full',
      '0 − before ',
      '0 +this',
      '1 added: Zero',
      '1 +Zero',
    ])
  })

  it('what went whole stands behind the line it stood behind, or before all', () => {
    const before = doc(section('z', 'Annex', fields), section('a', 'Position', weeks, pilot))
    const after = doc(section('a', 'Position', weeks))
    expect(placed(before, after)).toEqual(['0 −', '0 −', '1 −st date.'])
  })

  it('a line that the page has and the comparison has not shifts nothing', () => {
    const before = doc(section('a', 'Position', weeks, fields))
    const after = doc(section('a', 'Position', weeks, pilot, fields))
    const found = since(before, after)
    // As after edits at one moment: an empty list item that is no part of the text.
    const live = doc(section('a', 'Position', weeks, list(''), pilot, fields))
    const root = editorSchema().nodeFromJSON(live)
    const lines = placeChanges(root, found).filter(({ spec }) => (spec as SinceSpec).role === 'line')
    expect(lines.map(({ from }) => root.nodeAt(from)?.textContent)).toEqual([
      'A pilot comes first, with two authorities.',
    ])
  })
})
