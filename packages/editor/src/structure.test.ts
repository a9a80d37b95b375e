import { Editor } from '@tiptap/core'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { doc, li, list, p, section, table } from '../test/builders.ts'
import { type DocJson, extensions } from './index.ts'

const fromOthers = { isChangeOrigin: true }

function stateOf(text: DocJson): EditorState {
  const editor = new Editor({ element: null, extensions, content: structuredClone(text) as object })
  return EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
}

const after = (state: EditorState, transaction: Transaction) => state.applyTransaction(transaction).state

describe('structure', () => {
  const text = doc(section('a', 'T', [p('x'), list(li(p('one')))]), section('b', 'U', [p('end')]))

  it('[E15] what this page leaves empty goes, and a section gets a paragraph with the caret in it', () => {
    const before = stateOf(text)
    const state = before.apply(before.tr.setSelection(TextSelection.create(before.doc, 6)))
    // Everything between the title and the end of the section.
    const end = (state.doc.firstChild?.nodeSize ?? 0) - 1
    const { doc: changed, selection } = after(state, state.tr.delete(4, end))
    expect(changed.firstChild?.toString()).toBe('section(sectionTitle("T"), paragraph)')
    expect(selection.$from.parent.type.name).toBe('paragraph')
    expect(selection.$from.index(0)).toBe(0)
    const list = after(state, state.tr.delete(8, 15))
    expect(list.doc.firstChild?.toString()).toBe('section(sectionTitle("T"), paragraph("x"))')
  })

  it('[E15] what others left empty is not touched on arrival', () => {
    const state = stateOf(text)
    const { doc: changed } = after(state, state.tr.delete(8, 15).setMeta(ySyncPluginKey, fromOthers))
    expect(changed.firstChild?.toString()).toContain('bulletList')
  })

  it('[E7] a table is repaired by the page that changed it, not when others changed it', () => {
    const state = stateOf(doc(section('a', 'T', [table(['one', 'two'], ['three', 'four'])])))
    const cells = (transaction: Transaction) => {
      let count = 0
      after(state, transaction).doc.descendants((node) => {
        if (node.type.name === 'tableCell') count += 1
      })
      return count
    }
    let last = 0
    state.doc.descendants((node, position) => {
      if (node.type.name === 'tableCell') last = position
    })
    const lessOneCell = () => state.tr.delete(last, last + (state.doc.nodeAt(last)?.nodeSize ?? 0))
    expect(cells(lessOneCell())).toBe(2)
    expect(cells(lessOneCell().setMeta(ySyncPluginKey, fromOthers))).toBe(1)
  })
})
