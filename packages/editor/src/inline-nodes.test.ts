import { Editor } from '@tiptap/core'
import { EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { alternative, bracket, doc, line, note, p, section, text } from '../test/builders.ts'
import { extensions } from './index.ts'

const rival = bracket(
  'b',
  alternative('x', ['DK'], text('shall')),
  alternative('y', [], note('n', text('note'))),
)

function open(): EditorState {
  const content = structuredClone(doc(section('s', 'T', [line(text('It '), rival), p('end')]))) as object
  const editor = new Editor({ element: null, extensions, content })
  editor.storage.brackets.rights = { supportsFor: [], mayResolve: true }
  return EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
}

/** The ids of all brackets, wordings and footnotes, in order. */
function idsIn({ doc: root }: EditorState): string[] {
  const ids: string[] = []
  root.descendants(({ type, attrs }) => {
    if (['bracket', 'alternative', 'footnote'].includes(type.name)) ids.push(String(attrs.id))
  })
  return ids
}

describe('brackets, wordings and footnotes in the editor', () => {
  // Behind the title, inside the paragraph.
  const at = 1 + 3 + 1
  const pasted = (state: EditorState) => state.tr.insert(at, state.doc.nodeAt(at + 3) ?? [])

  it('[E4] get ids of their own when they are pasted, and those that were there keep theirs', () => {
    const state = open()
    const ids = idsIn(state.applyTransaction(pasted(state)).state)
    expect(ids).toHaveLength(8)
    expect(new Set(ids).size).toBe(8)
    expect(ids.slice(4)).toEqual(['b', 'x', 'y', 'n'])
  })

  it('[E4] keep the ids that others gave them', () => {
    const state = open()
    const change = pasted(state).setMeta(ySyncPluginKey, { isChangeOrigin: true })
    expect(idsIn(state.applyTransaction(change).state).slice(4)).toEqual(['b', 'x', 'y', 'n'])
  })

  it('[E4] get an id when a command gives them none', () => {
    const state = open()
    const footnote = state.schema.nodes.footnote?.create()
    const [id] = idsIn(state.applyTransaction(state.tr.insert(at, footnote ?? [])).state)
    expect(id).toMatch(/.{10}/)
  })

  it('[E9] [E15] a bracket goes with its last wording, and keeps an empty one', () => {
    const state = open()
    const start = at + 3 + 1
    const [first, second] = ['x', 'y'].map((id) => {
      let size = 0
      state.doc.descendants((node) => {
        if (node.attrs.id === id) size = node.nodeSize
      })
      return size
    }) as [number, number]
    const one = state.applyTransaction(state.tr.delete(start, start + first)).state
    expect(idsIn(one)).toEqual(['b', 'y', 'n'])
    expect(idsIn(one.applyTransaction(one.tr.delete(start, start + second)).state)).toEqual([])
    const emptied = state.applyTransaction(state.tr.delete(start + 1, start + first - 1)).state
    expect(idsIn(emptied)).toEqual(['b', 'x', 'y', 'n'])
  })
})
