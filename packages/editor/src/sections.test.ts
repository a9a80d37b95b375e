import { Editor } from '@tiptap/core'
import { EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { yCursorPluginKey, ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { doc, p, section } from '../test/builders.ts'
import { meet, openPages } from '../test/pages.ts'
import { type DocJson, extensions, isSafeHref, parseDoc, plainText } from './index.ts'

/** An editor without a view: commands and plugins run as in a browser. */
function open(content: DocJson): Editor {
  return new Editor({ element: null, extensions, content: structuredClone(content) as object })
}

const ids = (editor: Editor) => (editor.getJSON() as unknown as DocJson).content.map(({ attrs }) => attrs.id)

/** The position before a word. */
function placeOf(editor: Editor, word: string): number {
  let place = -1
  editor.state.doc.descendants((node, position) => {
    const offset = node.text?.indexOf(word) ?? -1
    if (offset >= 0 && place < 0) place = position + offset
  })
  return place
}

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

  it('[E161] are added where their kind usually stands', () => {
    const editor = open(two)
    const kinds = () => (editor.getJSON() as unknown as DocJson).content.map(({ attrs }) => attrs.kind)
    editor.commands.insertSectionInOrder('background', 'Background')
    editor.commands.insertSectionInOrder('speaking_points', 'Speaking points')
    editor.commands.insertSectionInOrder('justification', '')
    expect(kinds()).toEqual(['speaking_points', 'position', 'position', 'justification', 'background'])
    expect(editor.state.selection.$from.node(1).attrs.kind).toBe('justification')
    expect(editor.state.selection.$from.parent.type.name).toBe('paragraph')
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

  it('[E6] no command fails while everything is selected', () => {
    const editor = open(two)
    editor.commands.selectAll()
    expect(editor.commands.moveSectionUp()).toBe(false)
    expect(editor.commands.removeSection()).toBe(false)
    expect(editor.commands.insertSection('background', 'Background')).toBe(true)
    expect(ids(editor)).toHaveLength(3)
  })

  it.each([
    ['down by one', 'a', 1],
    ['up by one', 'c', -1],
    ['past two', 'a', 2],
    ['up past two', 'c', -2],
  ] as const)(
    '[E8] that moves %s leaves its neighbours as they are, with what others type into them',
    (_way, id, by) => {
      const texts = { a: 'one alpha', b: 'two beta', c: 'three gamma' }
      const all = (typed: string) =>
        doc(
          section('a', 'First', [p(texts.a)]),
          section('b', 'Second', [p(`${texts.b}${typed}`)]),
          section('c', 'Third', [p(texts.c)]),
        )
      const pages = openPages(all(''))
      const elements = () =>
        new Map(
          pages[0].ydoc
            .getXmlFragment('default')
            .toArray()
            .map((each) => [(each as Y.XmlElement).getAttribute('id'), each._item?.id]),
        )
      const before = elements()
      const editor = open(pages[0].read())
      editor.on('update', () => pages[0].edit(editor.getJSON() as unknown as DocJson))
      editor.commands.setTextSelection(placeOf(editor, texts[id]))
      editor.commands.moveSectionBy(by)
      pages[1].edit(all(', typed'))
      meet(pages)
      const order = ['a', 'b', 'c'].filter((each) => each !== id)
      order.splice(['a', 'b', 'c'].indexOf(id) + by, 0, id)
      expect(pages[1].read().content.map(({ attrs }) => attrs.id)).toEqual(order)
      expect(plainText(pages[1].read())).toContain('two beta, typed')
      for (const [each, element] of elements()) {
        if (each === id) expect(element).not.toEqual(before.get(each))
        else expect(element).toEqual(before.get(each))
      }
      expect(editor.state.selection.$from.parent.textContent).toBe(texts[id])
    },
  )

  it.each([
    ['a', 1, 'is seen'],
    ['c', -2, 'is seen'],
    ['a', 1, 'was seen a moment ago'],
    ['c', -2, 'was seen a moment ago'],
  ] as const)(
    '[E8] in which somebody writes stays as it is, and those that it passes move: %s by %s, whose caret %s',
    (id, by, seen) => {
      const texts = { a: 'one alpha', b: 'two beta', c: 'three gamma' }
      const all = (typed: string) => {
        const lineOf = (each: keyof typeof texts) => p(`${texts[each]}${each === id ? typed : ''}`)
        return doc(
          section('a', 'First', [lineOf('a')]),
          section('b', 'Second', [lineOf('b')]),
          section('c', 'Third', [lineOf('c')]),
        )
      }
      const pages = openPages(all(''))
      const editor = open(pages[0].read())
      const caret = Decoration.widget(placeOf(editor, texts[id]), () => document.createElement('span'), {
        key: '7',
      })
      // Not on any screen, it has none by itself.
      for (const plugin of editor.extensionManager.plugins) editor.registerPlugin(plugin)
      editor.registerPlugin(
        new Plugin({
          key: yCursorPluginKey,
          state: {
            init: () => DecorationSet.create(editor.state.doc, [caret]),
            apply: (transaction, carets: DecorationSet) =>
              transaction.getMeta('gone')
                ? DecorationSet.empty
                : carets.map(transaction.mapping, transaction.doc),
          },
        }),
      )
      editor.on('update', () => pages[0].edit(editor.getJSON() as unknown as DocJson))
      editor.commands.setTextSelection(placeOf(editor, texts[id]))
      // As when its next letter has not come yet.
      if (seen !== 'is seen') editor.view.dispatch(editor.state.tr.setMeta('gone', true))
      editor.commands.moveSectionBy(by)
      pages[1].edit(all(', typed'))
      meet(pages)
      expect(pages[1].read().content.map(({ attrs }) => attrs.id)).toEqual(
        id === 'a' ? ['b', 'a', 'c'] : ['c', 'a', 'b'],
      )
      expect(plainText(pages[1].read())).toContain(`${texts[id]}, typed`)
      expect(editor.state.selection.$from.parent.textContent).toBe(texts[id])
    },
  )

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

  it('[E4] ids come from where the page says', () => {
    const withIds = extensions.map((extension) =>
      extension.name === 'sectionIds' ? extension.configure({ newId: () => 'fresh' }) : extension,
    )
    const editor = new Editor({ element: null, extensions: withIds, content: structuredClone(two) as object })
    const state = EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
    const copy = editor.schema.nodeFromJSON(section('a', 'Copy', [p('one')]))
    const { doc: after } = state.applyTransaction(state.tr.insert(0, copy)).state
    expect(after.children.map(({ attrs }) => attrs.id)).toEqual(['a', 'fresh', 'b'])
  })

  it('[E3] keeps the words of a link that is not allowed', () => {
    const link = (href: string) => ({ type: 'link' as const, attrs: { href } })
    const text = (href: string) =>
      doc(
        section('a', 'T', [
          { type: 'paragraph', content: [{ type: 'text', text: 'here', marks: [link(href)] }] },
        ]),
      )
    expect(openPages(text('javascript:alert(1)'))[0].read()).toEqual(doc(section('a', 'T', [p('here')])))
    expect(openPages(text('https://example.org/'))[0].read()).toEqual(text('https://example.org/'))
    expect(parseDoc(text('javascript:alert(1)'))).toMatchObject({ code: 'doc_invalid' })
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
