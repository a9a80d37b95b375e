import { EditorState, NodeSelection, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { openLine, shown } from '../test/bracket-line.ts'
import { alternative, bracket, text } from '../test/builders.ts'
import type { BracketRights, InlineJson, SupporterCountry } from './index.ts'

const drafter: BracketRights = { supportsFor: ['DK'], mayResolve: false }

const line = (): InlineJson[] => [
  text('It '),
  bracket('b', alternative('x', ['SE', 'FI'], text('shall')), alternative('y', ['DK'], text('should'))),
  text(' act.'),
]
const asItWas = 'It ⟦a(FI,SE:shall)(DK:should)⟧ act.'

/** Where the bracket begins and ends in that line, and where its line does. */
const [start, end, lineStart, lineEnd] = [8, 25, 5, 30] as const

/** What the text is after an edit, and whose support the editor says it would have taken. */
function after(work: (tr: Transaction) => Transaction, rights = drafter, content = line()) {
  const editor = openLine(content, rights)
  const said: (readonly SupporterCountry[])[] = []
  editor.on('wordingKept', ({ countries }) => void said.push(countries))
  const state = EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
  const { state: then } = state.applyTransaction(work(state.tr))
  return { text: shown(then).replace(/[|{}]/g, ''), said }
}

const withBracket = (tr: Transaction) => tr.setSelection(NodeSelection.create(tr.doc, start))

describe('[E115] a wording that another delegation supports is not taken out by who may not settle brackets', () => {
  it.each<[string, (tr: Transaction) => Transaction]>([
    ['by deleting the bracket', (tr) => withBracket(tr).deleteSelection()],
    ['by deleting more', (tr) => tr.delete(lineStart, lineEnd)],
    ['by typing over it', (tr) => withBracket(tr).insertText('x')],
    ['by pasting or dropping over it', (tr) => tr.replaceWith(start, end, tr.doc.type.schema.text('new'))],
    ['by deleting the wording alone', (tr) => tr.delete(start + 1, start + 8)],
    ['by several steps', (tr) => tr.insertText('Yes: ', lineStart).delete(start + 5, end + 5)],
    ['with the paragraph that it is in', (tr) => tr.delete(lineStart - 1, lineEnd + 1)],
  ])('%s: nothing of it is done, and it is said', (_name, work) => {
    const { text: left, said } = after(work)
    expect(left).toBe(asItWas)
    expect(said).toEqual([['FI', 'SE']])
  })

  it.each<[string, BracketRights, InlineJson[]]>([
    ['by who settles brackets', { supportsFor: ['DK'], mayResolve: true }, line()],
    ['one’s own', { supportsFor: ['FI', 'DK', 'SE'], mayResolve: false }, line()],
    ['nobody’s', drafter, [text('It '), bracket('b', alternative('x', [], text('shall'))), text(' act.')]],
  ])('but %s is', (_name, rights, content) => {
    expect(after((tr) => withBracket(tr).deleteSelection(), rights, content)).toEqual({
      text: 'It  act.',
      said: [],
    })
  })

  it.each<[string, (tr: Transaction) => Transaction, string]>([
    [
      'words in it and around it are written on',
      (tr) => tr.insertText('X', start + 4).delete(lineStart, start),
      '⟦a(FI,SE:shXall)(DK:should)⟧ act.',
    ],
    ['the own wording beside it goes', (tr) => tr.delete(start + 8, end - 1), 'It ⟦a(FI,SE:shall)⟧ act.'],
    [
      'what is moved in one edit stands',
      (tr) => tr.delete(start, end).insert(lineStart, tr.docs[0]?.nodeAt(start) ?? []),
      '⟦a(FI,SE:shall)(DK:should)⟧It  act.',
    ],
    [
      'what others write, and an undo, comes in',
      (tr) => tr.delete(start, end).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
      'It  act.',
    ],
  ])('%s', (_name, work, expected) => {
    expect(after(work)).toEqual({ text: expected, said: [] })
  })
})
