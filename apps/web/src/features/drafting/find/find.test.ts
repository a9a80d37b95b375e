import { type DocJson, extensions, type InlineJson, Suggesting } from '@samsyn/editor'
import { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { Find, findIn, goToFound, replaceAllIn, replaceIn, showSearch } from './find.ts'
import { lineStarts, matchesOf } from './matches.ts'

const words = (text: string, ...marks: readonly object[]): InlineJson =>
  ({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }) as InlineJson
const insertion = (id: string) => ({ type: 'insertion', attrs: { id } })
const deletion = (id: string) => ({ type: 'deletion', attrs: { id } })
const wording = (id: string, text: string) => ({
  type: 'alternative',
  attrs: { id, FI: true },
  ...(text === '' ? {} : { content: [words(text)] }),
})
const bracket = (...wordings: readonly object[]): InlineJson =>
  ({ type: 'bracket', attrs: { id: 'b', kind: 'alternative' }, content: wordings }) as unknown as InlineJson
const footnote = (text: string): InlineJson =>
  ({ type: 'footnote', attrs: { id: 'n' }, content: [words(text)] }) as unknown as InlineJson

const open = (lines: readonly (readonly InlineJson[])[], { isSuggesting = false } = {}) => {
  let count = 0
  const editor = new Editor({
    element: null,
    extensions: [
      ...extensions,
      Find,
      Suggesting.configure({
        isOwn: (id) => id.startsWith('me'),
        newId: () => {
          count += 1
          return `me-${count}`
        },
        isSuggesting: () => isSuggesting,
      }),
    ],
    content: {
      type: 'doc',
      content: [
        {
          type: 'section',
          attrs: { id: 's', kind: 'position' },
          content: [
            { type: 'sectionTitle', content: [words('T')] },
            ...lines.map((content) => ({ type: 'paragraph', content })),
          ],
        },
      ],
    } as DocJson as object,
  })
  // A page without a view dispatches as one with a view does.
  const { view } = editor
  const dispatch = editor.extensionManager.dispatchTransaction((transaction) => view.dispatch(transaction))
  const shownBy = {
    get state() {
      return editor.state
    },
    updateState: (state: EditorState) => view.updateState(state),
    dispatch,
  }
  Object.defineProperties(editor, { view: { value: shownBy }, isDestroyed: { value: false } })
  view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }))
  return editor
}
const searching = (editor: Editor, sought: string, { isCase = false, isWhole = false } = {}) => {
  showSearch(editor, { words: sought, isCase, isWhole })
  return editor
}
/** The lines; what is in a suggestion with its mark's first letter and id before it. */
const shown = ({ state: { doc } }: Editor) => {
  const said = (node: Node): string => {
    if (node.isText) {
      const marks = node.marks.map(({ type, attrs }) => `${type.name.charAt(0)}:${String(attrs.id)} `)
      return marks.length > 0 ? `<${marks.join('')}${node.text}>` : (node.text ?? '')
    }
    const inside = node.children.map(said).join('')
    if (node.type.name === 'alternative') return `(${node.attrs.FI ? 'FI:' : ''}${inside})`
    return node.isInline ? `[${inside}]` : inside
  }
  return lineStarts(doc)
    .slice(1)
    .map((at) => said(doc.nodeAt(at) ?? doc))
}

describe('finding words', () => {
  it('[W641] takes no edge of a wording or a footnote for a blank', () => {
    const editor = open([[words('for'), bracket(wording('x', 'six'), wording('y', 'ten')), words(' weeks')]])
    const found = (sought: string) => findIn(searching(editor, sought).state).count
    expect(found('six')).toBe(1)
    expect(found('six ')).toBe(0)
    expect(found(' ten')).toBe(0)
    expect(found('for six')).toBe(0)
    expect(found(' weeks')).toBe(1)
    const noted = searching(open([[words('a'), footnote('note'), words('b')]]), ' note ')
    expect(findIn(noted.state).count).toBe(0)
  })

  it('[W641] finds them across looks, in large letters or small, as whole words where that is asked', () => {
    const { doc } = open([
      [words('Six'), words('ty '), words('si', { type: 'bold' }), words('x, sixths')],
    ]).state
    const found = (asked: { isCase: boolean; isWhole: boolean }) =>
      matchesOf(doc, { words: 'six', ...asked }).map(({ from }) => from - 5)
    expect(found({ isCase: false, isWhole: false })).toEqual([0, 6, 11])
    expect(found({ isCase: true, isWhole: false })).toEqual([6, 11])
    expect(found({ isCase: false, isWhole: true })).toEqual([6])
    // İ is two letters in small ones; what stands behind it is found where it is.
    const { doc: turkish } = open([[words('İzmir six')]]).state
    expect(matchesOf(turkish, { words: 'six', isCase: false, isWhole: false })[0]?.from).toBe(5 + 6)
  })

  it('[W641] goes through the places in the order of the text, around its ends', () => {
    const editor = searching(
      open([[words('a1 '), bracket(wording('x', 'a2')), words(' a3')], [words('a4')]]),
      'a',
    )
    const order = Array.from({ length: 5 }, () => {
      goToFound(editor, 'next')
      const { to } = editor.state.selection
      return editor.state.doc.textBetween(to, to + 1)
    })
    expect(order).toEqual(['1', '2', '3', '4', '1'])
    goToFound(editor, 'previous')
    expect(findIn(editor.state)).toEqual({ count: 4, current: 4 })
  })
})

describe('replacing words', () => {
  it('[W641] puts in what was typed, letter by letter', () => {
    const editor = searching(open([[words('EUR 100 million and EUR 7')]]), 'EUR ')
    expect(replaceAllIn(editor, '$1$$&$')).toBe(0)
    expect(shown(editor)).toEqual(['$1$$&$100 million and $1$$&$7'])
  })

  it('[W641] leaves every wording with its id and who supports it', () => {
    const editor = searching(open([[bracket(wording('x', 'six'), wording('y', ' ten weeks'))]]), ' ten')
    replaceAllIn(editor, ' two')
    expect(shown(editor)).toEqual(['[(FI:six)(FI: two weeks)]'])
    searching(editor, ' two weeks')
    replaceAllIn(editor, '')
    expect(shown(editor)).toEqual(['[(FI:six)(FI:)]'])
  })

  it('[W641] [E124] leaves what is in a suggestion as a whole in it, and what is in one in part as it is', () => {
    const editor = open([
      [words('six '), words('and six', insertion('se-1')), words(' si'), words('x', deletion('dk-1'))],
      [words('Six', deletion('dk-2'))],
    ])
    expect(replaceAllIn(searching(editor, 'six'), 'ten')).toBe(1)
    expect(shown(editor)).toEqual(['ten <i:se-1 and ten> si<d:dk-1 x>', '<d:dk-2 ten>'])
  })

  it('[W641] one by one says so, too, and goes on', () => {
    const editor = open([[words('si'), words('x', insertion('se-1')), words(' six')]])
    searching(editor, 'six')
    expect(replaceIn(editor, 'ten')).toBe(0)
    expect(replaceIn(editor, 'ten')).toBe(1)
    expect(findIn(editor.state).current).toBe(2)
    expect(replaceIn(editor, 'ten')).toBe(0)
    expect(shown(editor)).toEqual(['si<i:se-1 x> ten'])
  })

  it('[W641] is suggested while one suggests, once', () => {
    const editor = searching(open([[words('six or six')]], { isSuggesting: true }), 'six')
    replaceAllIn(editor, 'ten')
    const once = shown(editor)
    expect(
      once
        .join('')
        .replace(/<d:\S+ six>/g, '')
        .replace(/<i:\S+ (ten)>/g, '$1'),
    ).toBe('ten or ten')
    replaceAllIn(editor, 'ten')
    expect(shown(editor)).toEqual(once)
  })
})
