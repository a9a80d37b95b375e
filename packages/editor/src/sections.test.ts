import { Editor } from '@tiptap/core'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { doc, p, section } from '../test/builders.ts'
import { type DocJson, extensions, isSafeHref } from './index.ts'

/** An editor without a view: commands and plugins run as in a browser. */
function open(content: DocJson): Editor {
  return new Editor({ element: null, extensions, content: structuredClone(content) as object })
}

const ids = (editor: Editor) => (editor.getJSON() as unknown as DocJson).content.map(({ attrs }) => attrs.id)
const two = doc(section('a', 'First', [p('one')]), section('b', 'Second', [p('two')]))

describe('sections', () => {
  it('[E6] are added after the present one, with an id of their own', () => {
    const editor = open(two)
    editor.chain().setTextSelection(3).insertSection('background', 'Background').run()
    expect(ids(editor)).toHaveLength(3)
    expect(new Set(ids(editor)).size).toBe(3)
    expect(ids(editor)[0]).toBe('a')
    expect(ids(editor)[2]).toBe('b')
    expect((editor.getJSON() as unknown as DocJson).content[1]?.attrs.kind).toBe('background')
  })

  it('[E6] move, and the last one stays', () => {
    const editor = open(two)
    editor.chain().setTextSelection(3).moveSectionDown().run()
    expect(ids(editor)).toEqual(['b', 'a'])
    editor.commands.moveSectionUp()
    expect(ids(editor)).toEqual(['a', 'b'])
    expect(editor.commands.moveSectionUp()).toBe(false)
    editor.commands.removeSection()
    expect(ids(editor)).toEqual(['b'])
    expect(editor.commands.removeSection()).toBe(false)
  })

  describe('[E4] a doubled id', () => {
    const editor = open(two)
    const state = EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
    const paste = () =>
      state.tr.insert(state.doc.content.size, editor.schema.nodeFromJSON(section('a', 'Copy', [p('one')])))
    const idsAfter = (transaction: Transaction) => {
      const found: unknown[] = []
      state.applyTransaction(transaction).state.doc.forEach(({ attrs }) => {
        found.push(attrs.id)
      })
      return found
    }

    it('is replaced in the later section by the page that made it', () => {
      const [first, second, third] = idsAfter(paste())
      expect([first, second]).toEqual(['a', 'b'])
      expect(third).toMatch(/^[0-9a-f-]{36}$/)
    })

    it('is left alone when it came from others', () => {
      expect(idsAfter(paste().setMeta(ySyncPluginKey, { isChangeOrigin: true }))).toEqual(['a', 'b', 'a'])
    })
  })

  it.each([
    ['https://example.org/a', true],
    ['mailto:post@example.org', true],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    [' java\nscript:alert(1)', false],
    ['/relative', false],
  ])('[E3] %j is a safe address: %s', (href, isSafe) => expect(isSafeHref(href)).toBe(isSafe))
})
