import { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { doc, li, line, p, section, text } from '../test/builders.ts'
import { type BlockJson, type DocJson, extensions, type Numbering, plainText, printable } from './index.ts'

const open = (...blocks: [BlockJson, ...BlockJson[]]) =>
  new Editor({ element: null, extensions, content: doc(section('s', 'T', blocks)) as object })
const printed = (editor: Editor) =>
  plainText(printable(editor.getJSON() as unknown as DocJson))
    .split('\n')
    .slice(1)

describe('numbered lines', () => {
  it.each([
    ['article', 'Article 3 – Definitions', '3', 'Article 3 Definitions'],
    ['article', 'Artikel 12a Definitioner', '12a', 'Article 12a Definitioner'],
    ['article', '3 a artikla Määritelmät', '3a', 'Article 3a Määritelmät'],
    ['article', '3. gr. a Skilgreiningar', '3a', 'Article 3a Skilgreiningar'],
    ['recital', '(12) Whereas', '12', '(12) Whereas'],
    ['paragraph', '1. Member States', '1', '1. Member States'],
    ['paragraph', '1a. Member States', '1a', '1a. Member States'],
    ['point', '(ca) statistics', 'ca', '(ca) statistics'],
    ['point', 'c) statistics', 'c', '(c) statistics'],
    ['heading', '2. Scope', '2', '2. Scope'],
  ] as const)(
    '[E97] as %s, “%s” has the number %s of the base text',
    (numbering, words, baseNumber, line) => {
      const editor = open(p(words))
      editor.chain().selectAll().setNumbering(numbering).run()
      expect(editor.state.doc.firstChild?.child(1).attrs).toMatchObject({ numbering, baseNumber })
      expect(printed(editor)).toEqual([line])
    },
  )

  it.each([
    ['article', 'Articles of association'],
    ['recital', 'Whereas (12)'],
    ['paragraph', '2026 was a year'],
    ['point', 'a statistic'],
  ] as const)('[E97] as %s, “%s” keeps its words', (numbering, words) => {
    const editor = open(p(words), p('more'))
    editor.chain().selectAll().setNumbering(numbering).run()
    expect(editor.state.doc.firstChild?.child(1).textContent).toBe(words)
    expect(editor.state.doc.firstChild?.child(1).attrs.baseNumber).toBe(null)
  })

  it('[E97] all selected lines, and never a title', () => {
    const editor = open(p('(1) one'), p('(2) two'))
    editor.chain().selectAll().setNumbering('recital').run()
    expect(printed(editor)).toEqual(['(1) one', '(2) two'])
    expect(editor.state.doc.firstChild?.firstChild?.attrs).toEqual({})
    editor.commands.setTextSelection(2)
    expect(editor.can().setNumbering('recital')).toBe(false)
  })

  it.each([
    [1, ['1. one', '2. two', '3. three']],
    [5, ['5. one', '6. two', '6a. three']],
  ])('[E97] out of their list, which begins with %i', (start, lines) => {
    const items = [li(p('one')), li(p('two'))]
    const editor = open({ type: 'orderedList', attrs: { start }, content: items }, p('three'))
    editor.chain().setTextSelection({ from: 7, to: 14 }).setNumbering('paragraph').run()
    expect(editor.state.doc.firstChild?.children.map((node) => node.type.name)).not.toContain('orderedList')
    const last = editor.state.doc.content.size - 3
    editor.chain().setTextSelection(last).setNumbering('paragraph').run()
    expect(printed(editor)).toEqual(lines)
    editor.chain().setTextSelection(last).setNumbering('article').run()
    expect(printed(editor)[2]).toBe('Article 1 three')
  })

  it('[E97] out of a list in a list', () => {
    const editor = open({
      type: 'bulletList',
      content: [li(p('one'), { type: 'bulletList', content: [li(p('two'))] })],
    })
    const at = editor.state.doc.content.size - 7
    expect(editor.state.doc.resolve(at).parent.textContent).toBe('two')
    editor.chain().setTextSelection(at).setNumbering('article').run()
    expect(printed(editor)).toEqual(['one', 'Article 1 two'])
    expect(editor.state.doc.firstChild?.lastChild?.type.name).toBe('heading')
  })

  it('[E97] a number of the base text is given and taken by command, and goes with the numbering', () => {
    const editor = open(p('one'), p('two'))
    editor.chain().selectAll().setNumbering('recital').setTextSelection(5).setBaseNumber(' 12 ').run()
    expect(printed(editor)).toEqual(['(12) one', '(12a) two'])
    editor.commands.setBaseNumber('')
    expect(printed(editor)).toEqual(['(1) one', '(2) two'])
    editor.chain().setBaseNumber('7').setNumbering(null).run()
    expect(printed(editor)).toEqual(['one', '(12a) two'].map((words) => words.replace('(12a) ', '')))
    expect(editor.commands.setBaseNumber('7')).toBe(false)
  })

  it('[E97] a line becomes a heading where articles are headings, and keeps its formatting', () => {
    const bold = line(text('Article 3 ', [{ type: 'bold' }]), text('Scope', [{ type: 'italic' }]))
    const editor = open(bold, p('end'))
    const types = () => editor.state.doc.firstChild?.children.map((node) => node.type.name)
    const set = (numbering: Numbering | null) =>
      editor.chain().setTextSelection(6).setNumbering(numbering).run()
    set('article')
    expect(types()).toEqual(['sectionTitle', 'heading', 'paragraph'])
    expect(editor.state.doc.firstChild?.child(1).firstChild?.marks[0]?.type.name).toBe('italic')
    set('paragraph')
    expect(types()).toEqual(['sectionTitle', 'paragraph', 'paragraph'])
    expect(printed(editor)).toEqual(['1. Scope', 'end'])
  })

  it.each([
    [5 + 4, ['1. one', '1a. two']],
    [5 + 7, ['1. one two', '1a.']],
    [5, ['-1.', '1. one two']],
  ])('[E97] broken at %i, a line and its number go on as %j', (at, lines) => {
    const numbered = { numbering: 'paragraph', baseNumber: '1' } as const
    const editor = open({ type: 'paragraph', attrs: numbered, content: [text('one two')] })
    editor.chain().setTextSelection(at).splitNumberedLine().run()
    expect(printed(editor).map((words) => words.replace(/ +/g, ' ').trimEnd())).toEqual(lines)
  })

  it('[E97] after an article comes a line without a number; an empty numbered line loses its own', () => {
    const article = { level: 4, numbering: 'article', baseNumber: '3' } as const
    const editor = open({ type: 'heading', attrs: article, content: [text('Scope')] })
    editor
      .chain()
      .setTextSelection(5 + 5)
      .splitNumberedLine()
      .run()
    expect(printed(editor)).toEqual(['Article 3 Scope', ''])
    expect(editor.commands.splitNumberedLine()).toBe(false)
    editor.chain().setNumbering('recital').splitNumberedLine().run()
    expect(editor.state.selection.$from.parent.attrs.numbering).toBe(null)
  })
})
