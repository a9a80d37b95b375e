import { type DocJson, editorSchema, type InlineJson } from '@samsyn/editor'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { isPlain, passageAt, placesOfWords } from './passages.ts'
import { takeIn } from './take-in.ts'

const words = (text: string, ...marks: readonly object[]): InlineJson =>
  ({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }) as InlineJson

const bracket = {
  type: 'bracket',
  attrs: { id: 'b', kind: 'alternative' },
  content: [{ type: 'alternative', attrs: { id: 'w' }, content: [words('six')] }],
} as InlineJson

const stateOf = (...lines: (readonly InlineJson[])[]) =>
  EditorState.create({
    doc: editorSchema().nodeFromJSON({
      type: 'doc',
      content: [
        {
          type: 'section',
          attrs: { id: 's', kind: 'position' },
          content: [
            { type: 'sectionTitle' },
            ...lines.map((content) => ({ type: 'paragraph', ...(content.length > 0 ? { content } : {}) })),
          ],
        },
      ],
    } as DocJson),
  })

const selecting = (state: EditorState, passage: string, end = passage) => {
  const [from] = placesOfWords(state.doc, passage)
  const [to] = placesOfWords(state.doc, end)
  if (!from || !to) throw new Error(`The text has no “${passage}”`)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from.from, to.to)))
}
const caretAt = (state: EditorState, behind: string) => {
  const [place] = placesOfWords(state.doc, behind)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, place?.to ?? 3)))
}
const saidOf = (state: EditorState) => {
  const passage = passageAt(state)
  return passage && [passage.kind, state.doc.textBetween(passage.from, passage.to, '¶', '�')]
}

describe('the passage of a proposal', () => {
  it('[W130] is what is selected, without the blanks around it', () => {
    const state = stateOf([words('We ask for eight weeks.')])
    expect(saidOf(selecting(state, 'eight weeks'))).toEqual(['replace', 'eight weeks'])
    const [place] = placesOfWords(state.doc, 'for eight')
    const { from, to } = place ?? { from: 0, to: 0 }
    const wide = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from + 3, to + 1)))
    expect(saidOf(wide)).toEqual(['replace', 'eight'])
  })

  it('[W130] is text of one line alone', () => {
    const state = stateOf([words('We ask for '), bracket, words(' weeks.')], [words('Another line.')])
    expect(saidOf(selecting(state, 'weeks.', 'Another'))).toBeNull()
    expect(saidOf(selecting(state, 'for', 'weeks'))).toBeNull()
    expect(saidOf(selecting(state, 'six'))).toEqual(['replace', 'six'])
  })

  it('[W130] is what stands before the caret, or behind it where nothing stands before it', () => {
    const state = stateOf([words('We ask for eight weeks.')], [])
    expect(saidOf(caretAt(state, 'We ask'))).toEqual(['insert_after', 'We ask'])
    const [place] = placesOfWords(state.doc, 'We ask')
    const atStart = TextSelection.create(state.doc, place?.from ?? 0)
    expect(saidOf(state.apply(state.tr.setSelection(atStart)))).toEqual([
      'insert_before',
      'We ask for eight weeks.',
    ])
    const atEmpty = TextSelection.create(state.doc, state.doc.content.size - 2)
    expect(saidOf(state.apply(state.tr.setSelection(atEmpty)))).toBeNull()
  })

  it('[W130] beside the caret is no longer than it takes to tell the place', () => {
    const long =
      'One word after another, and many more of them, until there are more than anybody needs here.'
    const said = saidOf(caretAt(stateOf([words(long)]), 'anybody needs'))
    expect(said?.[1]).toMatch(/^\S.{20,59}anybody needs$/)
    expect(long.split(' ')).toContain(said?.[1]?.split(' ')[0])
  })

  it('[W130] is found by its words, each place of them', () => {
    const state = stateOf(
      [words('Six, '), words('six', { type: 'bold' }), words(' and sixty.')],
      [words('six')],
    )
    expect(placesOfWords(state.doc, ' six ')).toHaveLength(3)
    expect(placesOfWords(state.doc, 'six and sixty')).toHaveLength(1)
    expect(placesOfWords(state.doc, 'seven')).toEqual([])
    expect(placesOfWords(state.doc, '  ')).toEqual([])
  })

  it('[W133] no longer takes plain words where it became more than text of one line', () => {
    const state = stateOf([words('a '), bracket, words(' b')], [words('c')])
    const [a, b, c] = ['a', 'b', 'c'].map((each) => placesOfWords(state.doc, each)[0])
    if (!a || !b || !c) throw new Error('The text lacks its words')
    expect(isPlain(state.doc, a)).toBe(true)
    expect(isPlain(state.doc, { from: a.from, to: b.to })).toBe(false)
    expect(isPlain(state.doc, { from: b.from, to: c.to })).toBe(false)
  })
})

describe('taking a proposal in', () => {
  const taken = (state: EditorState, passage: string, proposal: Parameters<typeof takeIn>[1]) => {
    const [place] = placesOfWords(state.doc, passage)
    const { tr } = state
    if (place) takeIn(tr, proposal, place)
    return tr.doc
  }
  const result = (text: string, passage: string, proposal: Parameters<typeof takeIn>[1]) =>
    taken(stateOf([words(text)]), passage, proposal).textContent

  it.each([
    ['replace', 'ask', 'beg', 'We beg for eight, not six.'],
    ['replace', 'for eight', '', 'We ask, not six.'],
    ['replace', 'We', '', 'ask for eight, not six.'],
    ['replace', ', not six', '', 'We ask for eight.'],
    ['insert_after', 'eight', 'weeks', 'We ask for eight weeks, not six.'],
    ['insert_after', 'ask', 'again', 'We ask again for eight, not six.'],
    ['insert_after', 'eight', ', at most', 'We ask for eight, at most, not six.'],
    ['insert_before', 'eight', 'at most', 'We ask for at most eight, not six.'],
    ['insert_before', 'We', 'Today', 'Today We ask for eight, not six.'],
    ['insert_after', 'not six.', 'Thanks.', 'We ask for eight, not six. Thanks.'],
  ] as const)(
    '[W132] puts its words where they belong, with their blanks: %s “%s” “%s”',
    (kind, passage, text, after) => {
      expect(result('We ask for eight, not six.', passage, { kind, text })).toBe(after)
    },
  )

  it('[W132] new words look like those they replace, and are in nobody’s suggestion', () => {
    const bold = { type: 'bold' }
    const insertion = { type: 'insertion', attrs: { id: 'of-somebody' } }
    const state = stateOf([words('We ask for '), words('eight', bold, insertion), words(' weeks.')])
    const doc = taken(state, 'eight', { kind: 'replace', text: 'six' })
    const marks = new Map<string, readonly string[]>()
    doc.descendants((node) => {
      if (node.isText)
        marks.set(
          node.text ?? '',
          node.marks.map(({ type }) => type.name),
        )
    })
    expect(marks.get('six')).toEqual(['bold'])
  })
})
