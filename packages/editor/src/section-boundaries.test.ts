import { getSchema } from '@tiptap/core'
import { AllSelection, EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { doc, li, list, p, section, table } from '../test/builders.ts'
import { type DocJson, extensions, plainText } from './index.ts'
import { erased } from './section-boundaries.ts'

const schema = getSchema(extensions)
const two = doc(
  section('a', 'First', [p('one alpha'), p('two beta')]),
  section('b', 'Second', [p('three gamma'), p('four delta')]),
)

/** The document after deleting from one word up to another, and the ids of its sections. */
function without(text: DocJson, from: string, to: string): { lines: string; ids: string[] } | null {
  const node = schema.nodeFromJSON(text)
  const place = (word: string) => {
    let found = -1
    node.descendants((child, position) => {
      const offset = child.text?.indexOf(word) ?? -1
      if (offset >= 0 && found < 0) found = position + offset
    })
    return found
  }
  const selection = TextSelection.create(node, place(from), place(to))
  return result(EditorState.create({ doc: node, selection }))
}

function result(state: EditorState): { lines: string; ids: string[] } | null {
  const after = erased(state)?.doc
  if (!after) return null
  after.check()
  const json = after.toJSON() as DocJson
  return { lines: plainText(json), ids: json.content.map(({ attrs }) => attrs.id) }
}

describe('a selection over the border of sections', () => {
  it.each([
    ['alpha', 'gamma', 'First\none \n\ngamma\nfour delta', ['a', 'b']],
    ['alpha', 'cond', 'First\none \ncond\nthree gamma\nfour delta', ['a', 'b']],
    ['rst', 'alpha', 'Fi\nalpha\ntwo beta\nSecond\nthree gamma\nfour delta', ['a', 'b']],
    ['rst', 'beta', 'Fi\nbeta\nSecond\nthree gamma\nfour delta', ['a', 'b']],
    ['First', 'gamma', '\ngamma\nfour delta', ['b']],
    ['one', 'delta', 'First\n\n\ndelta', ['a', 'b']],
  ])('[E5] from %s to %s takes what is selected and keeps the sections apart', (from, to, lines, ids) => {
    expect(without(two, from, to)).toEqual({ lines, ids })
  })

  it('[E5] takes a section that is selected whole, and leaves its neighbours', () => {
    const three = doc(...two.content, section('c', 'Third', [p('five epsilon')]))
    expect(without(three, 'beta', 'epsilon')).toEqual({
      lines: 'First\none alpha\ntwo \n\nepsilon',
      ids: ['a', 'c'],
    })
  })

  it('[E5] from a title into a list or a table keeps the rest of it', () => {
    const text = doc(
      section('a', 'First', [list(li(p('one')), li(p('two beta')))]),
      section('b', 'Second', [table(['y gamma']), p('end')]),
    )
    expect(without(text, 'rst', 'beta')?.lines).toBe('Fi\nbeta\nSecond\ny gamma\nend')
    expect(without(text, 'beta', 'gamma')?.lines).toBe('First\none\ntwo \n\ngamma\nend')
  })

  it('[E5] everything selected leaves one empty section with its id', () => {
    const node = schema.nodeFromJSON(two)
    expect(result(EditorState.create({ doc: node, selection: new AllSelection(node) }))).toEqual({
      lines: '\n',
      ids: ['a'],
    })
  })

  it('[E5] within the text of one section nothing is special', () => {
    expect(without(two, 'alpha', 'beta')).toBeNull()
    expect(without(two, 'F', 'rst')).toBeNull()
  })
})
