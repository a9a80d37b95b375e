import type { Editor } from '@tiptap/core'
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { openLine, select, shown } from '../test/bracket-line.ts'
import { alternative, bracket, note, text } from '../test/builders.ts'
import { deletion, lineBreak, step } from './inline-edge-keys.ts'

const open = (): Editor =>
  openLine([
    text('a '),
    bracket('b', alternative('x', ['SE'], text('one')), alternative('y', [])),
    text(' z'),
    note('n', text('N')),
  ])

/** The line at each stop of an arrow, from the caret on. */
function stops(editor: Editor, direction: 1 | -1): readonly string[] {
  const found = [shown(editor.state)]
  for (let { state } = editor; ; ) {
    const { pos } = state.selection.$head
    const over = step(state, direction)
    const beside = direction > 0 ? state.selection.$head.nodeAfter : state.selection.$head.nodeBefore
    if (!over && !beside?.isText) return found
    // Where the keys leave it to the browser, it goes one character on.
    const next = over ?? state.tr.setSelection(TextSelection.create(state.doc, pos + direction))
    state = state.apply(next)
    found.push(shown(state))
  }
}

const withPlugins = (editor: Editor) =>
  EditorState.create({
    doc: editor.state.doc,
    selection: editor.state.selection,
    plugins: editor.extensionManager.plugins,
  })

describe('edges of brackets, wordings and footnotes', () => {
  const forth = [
    '|a ⟦a(SE:one)()⟧ z^N^',
    'a| ⟦a(SE:one)()⟧ z^N^',
    'a |⟦a(SE:one)()⟧ z^N^',
    'a ⟦a(SE:|one)()⟧ z^N^',
    'a ⟦a(SE:o|ne)()⟧ z^N^',
    'a ⟦a(SE:on|e)()⟧ z^N^',
    'a ⟦a(SE:one|)()⟧ z^N^',
    'a ⟦a(SE:one)(|)⟧ z^N^',
    'a ⟦a(SE:one)()⟧| z^N^',
    'a ⟦a(SE:one)()⟧ |z^N^',
    'a ⟦a(SE:one)()⟧ z|^N^',
    'a ⟦a(SE:one)()⟧ z^|N^',
    'a ⟦a(SE:one)()⟧ z^N|^',
    'a ⟦a(SE:one)()⟧ z^N^|',
  ]

  it('[E107] have a place for the caret on either side, also in an empty wording, and arrows go through all of them', () => {
    const editor = open()
    expect(stops(editor, 1)).toEqual(forth)
    editor.commands.setTextSelection(editor.state.doc.content.size - 2)
    expect(stops(editor, -1)).toEqual([...forth].reverse())
  })

  it('[E107] a caret between two wordings goes into the one it was moving to', () => {
    const editor = open()
    const state = withPlugins(editor)
    // Behind the first wording, in the bracket and in neither of them.
    const between = 5 + 2 + 1 + 5
    const at = (from: number, to: number) =>
      shown(
        state
          .apply(state.tr.setSelection(TextSelection.create(state.doc, from)))
          .applyTransaction(state.tr.setSelection(TextSelection.create(state.doc, to))).state,
      )
    expect(at(between - 2, between)).toBe('a ⟦a(SE:one)(|)⟧ z^N^')
    expect(at(between + 5, between)).toBe('a ⟦a(SE:one|)()⟧ z^N^')
  })

  it('[E108] a deletion stops at the edge from inside, and selects the whole from outside before it takes it', () => {
    const editor = open()
    const after = (place: number, direction: 1 | -1) => {
      const state = editor.state.apply(
        editor.state.tr.setSelection(TextSelection.create(editor.state.doc, place)),
      )
      const done = deletion(state, direction, 'character')
      return done && state.apply(done)
    }
    // Inside, at the start of the first wording; in the empty one.
    expect(shown(after(9, -1) as EditorState)).toBe('a ⟦a(SE:|one)()⟧ z^N^')
    expect(shown(after(9, 1) as EditorState)).toBe('a ⟦a(SE:|ne)()⟧ z^N^')
    expect(shown(after(14, -1) as EditorState)).toBe('a ⟦a(SE:one)(|)⟧ z^N^')
    expect(shown(after(14, 1) as EditorState)).toBe('a ⟦a(SE:one)(|)⟧ z^N^')
    for (const selected of [after(7, 1), after(16, -1)]) {
      expect(selected?.selection).toBeInstanceOf(NodeSelection)
      expect(shown(selected as EditorState)).toBe('a {⟦a(SE:one)()⟧} z^N^')
    }
    // Beside a bracket the browser is not asked, which takes the edge for one place.
    expect(shown(after(16, 1) as EditorState)).toBe('a ⟦a(SE:one)()⟧|z^N^')
    expect(shown(after(7, -1) as EditorState)).toBe('a|⟦a(SE:one)()⟧ z^N^')
  })

  it('[E108] takes what a reader sees as one character, or one word', () => {
    const editor = openLine([bracket('b', alternative('x', [], text('so, naïve 👩‍🚀')))])
    select(editor, '👩‍🚀')
    const once = (unit: 'character' | 'word') => {
      const done = deletion(editor.state, -1, unit)
      if (done) editor.view.dispatch(done)
      return shown(editor.state)
    }
    expect(once('character')).toBe('⟦a(so, naïve |)⟧')
    expect(once('word')).toBe('⟦a(so, |)⟧')
  })

  it('[E109] Enter breaks the line inside a wording and splits none; in a footnote it does nothing', () => {
    const editor = open()
    select(editor, 'o')
    expect(shown(editor.state.apply(lineBreak(editor.state) ?? editor.state.tr))).toBe(
      'a ⟦a(SE:o↵|ne)()⟧ z^N^',
    )
    select(editor, 'N')
    expect(lineBreak(editor.state)?.docChanged).toBe(false)
    editor.commands.setTextSelection(6)
    expect(lineBreak(editor.state)).toBeNull()
  })

  it.each([
    ['from inside out', 10, 17, 'a {⟦a(SE:one)()⟧ }z^N^'],
    ['from outside in', 6, 10, 'a{ ⟦a(SE:one)()⟧} z^N^'],
    ['backwards out', 10, 6, 'a{ ⟦a(SE:one)()⟧} z^N^'],
    ['from one wording into the next', 10, 14, 'a {⟦a(SE:one)()⟧} z^N^'],
    ['inside one wording', 9, 11, 'a ⟦a(SE:{on}e)()⟧ z^N^'],
  ])('[E110] a selection over an edge takes the whole bracket: %s', (_how, anchor, head, expected) => {
    const state = withPlugins(open())
    const change = state.tr.setSelection(TextSelection.create(state.doc, anchor, head))
    expect(shown(state.applyTransaction(change).state)).toBe(expected)
  })
})
