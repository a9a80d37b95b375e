import { type DocJson, docToUpdate, editorSchema, fragmentName } from '@samsyn/editor'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { textIds } from './text-ids.ts'

const line = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] }) as const

/** Everything that text can stand in. */
const doc = {
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 'one', kind: 'position' },
      content: [
        { type: 'sectionTitle', content: [{ type: 'text', text: 'Position' }] },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'At least ' },
            { type: 'text', text: 'eight', marks: [{ type: 'bold' }] },
            {
              type: 'bracket',
              attrs: { id: 'b1', kind: 'alternative' },
              content: [
                {
                  type: 'alternative',
                  attrs: { id: 'a1', FI: true },
                  content: [{ type: 'text', text: 'shall' }],
                },
                { type: 'alternative', attrs: { id: 'a2' } },
              ],
            },
            { type: 'text', text: ' weeks' },
            { type: 'hardBreak' },
            { type: 'text', text: 'before' },
            { type: 'footnote', attrs: { id: 'f1' }, content: [{ type: 'text', text: 'Noted.' }] },
            { type: 'text', text: '.' },
          ],
        },
        { type: 'paragraph' },
        { type: 'bulletList', content: [{ type: 'listItem', content: [line('One'), line('Two')] }] },
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [line('Cell')] }] }],
        },
      ],
    },
    {
      type: 'section',
      attrs: { id: 'two', kind: 'background' },
      content: [
        { type: 'sectionTitle', content: [{ type: 'text', text: 'Background' }] },
        line('Since 2021.'),
      ],
    },
  ],
} as unknown as DocJson

function openDraft() {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, docToUpdate(doc))
  const fragment = ydoc.getXmlFragment(fragmentName)
  return { ydoc, fragment, ...initProseMirrorDoc(fragment, editorSchema()) }
}

describe('[W60] the ids of an editor’s text', () => {
  it('stand where its characters do, in whatever they stand', () => {
    const { doc: shown, fragment } = openDraft()
    const ids = [...textIds(shown, fragment)]
    for (const { from, text } of ids) expect(shown.textBetween(from, from + text.length)).toBe(text)
    expect(ids.map(({ text }) => text).join('')).toBe(shown.textContent)
  })

  it('are those of the ydoc after edits, removed text and marks between them', () => {
    const { ydoc, fragment, doc: shown, meta } = openDraft()
    ydoc.clientID = 77
    const edited = shown.type.schema.nodeFromJSON(
      JSON.parse(
        JSON.stringify(shown.toJSON()).replace('At least ', 'At the very least ').replace('Two', 'Three'),
      ),
    )
    ydoc.transact(() => updateYFragment(ydoc, fragment, edited, meta))
    const ids = [...textIds(edited, fragment)]
    for (const { from, text } of ids) expect(edited.textBetween(from, from + text.length)).toBe(text)
    expect(ids.filter(({ client }) => client === 77).map(({ text }) => text)).toEqual(['the very ', 'hree'])
    const first = ids.find(({ client }) => client === 77)
    expect(
      Y.getItem(ydoc.store, Y.createID(77, first?.clock ?? -1))
        .content.getContent()
        .join(''),
    ).toBe('the very ')
  })

  it('can be had of the lines of a range alone', () => {
    const { doc: shown, fragment } = openDraft()
    const all = [...textIds(shown, fragment)]
    const cell = all.find(({ text }) => text === 'Cell')
    const range = { from: cell?.from ?? 0, to: (cell?.from ?? 0) + 1 }
    expect([...textIds(shown, fragment, range)].map(({ text }) => text)).toEqual(['Cell'])
  })

  it('are left out where document and fragment are not the same text', () => {
    const { fragment } = openDraft()
    const other = editorSchema().nodeFromJSON({ ...doc, content: [doc.content[1]] })
    expect([...textIds(other, fragment)]).toEqual([])
  })
})
