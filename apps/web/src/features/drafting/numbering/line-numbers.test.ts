import { type DocJson, extensions, numberings } from '@samsyn/editor'
import { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { Decoration } from '@tiptap/pm/view'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberDecorations, renumbered } from './line-numbers.ts'

const line = (words: string, attrs = {}) => ({
  type: 'paragraph',
  attrs,
  ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }),
})
const text = {
  type: 'doc',
  content: [
    {
      type: 'section',
      attrs: { id: 's1', kind: 'position' },
      content: [
        { type: 'sectionTitle' },
        line('Member States shall', { numbering: 'paragraph', baseNumber: '3' }),
        line('report:', { numbering: 'paragraph' }),
        line('the numbers', { numbering: 'point' }),
        line('the reasons', { numbering: 'point' }),
        line('', { numbering: 'paragraph', baseNumber: '4' }),
        line('Words without a number'),
      ],
    },
  ],
} as unknown as DocJson

/** An editor with the numbers before its lines, kept as the page keeps them. */
function open(content: object) {
  const editor = new Editor({ element: null, extensions, content })
  let numbers = numberDecorations(editor.state.doc, 'en')
  editor.on('transaction', ({ transaction }) => {
    numbers = renumbered(numbers, transaction.before, transaction.doc, 'en')
  })
  return {
    editor,
    shown: () => numbers.find().map((found) => [found.from, found.to, numberOf(found)] as const),
  }
}

/** The library keeps the attributes of a decoration to itself. */
function numberOf(decoration: Decoration): string | undefined {
  const { type } = decoration as unknown as { readonly type: { readonly attrs: Record<string, string> } }
  return type.attrs['data-number']
}

describe('numbers before the lines', () => {
  it('[W120] stand before their lines', () => {
    expect(
      open(text)
        .shown()
        .map(([, , number]) => number),
    ).toEqual(['3.', '3a.', '(a)', '(b)', '4.'])
  })

  it('[W120] after any row of edits they are those of the text as it is then', () => {
    const edit = fc.record({
      what: fc.constantFrom('type', 'colon', 'break', 'delete', 'number', 'replace'),
      at: fc.nat(120),
      to: fc.nat(120),
      numbering: fc.constantFrom(...numberings, null),
    })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const { editor, shown } = open(text)
        const write = (words: string, place: number) =>
          editor.commands.command(({ tr }) => Boolean(tr.insertText(words, place)))
        for (const { what, at, to, numbering } of edits) {
          const { doc } = editor.state
          const near = (place: number) => TextSelection.near(doc.resolve(place % doc.content.size)).from
          editor.commands.setTextSelection({
            from: Math.min(near(at), near(to)),
            to: Math.max(near(at), near(to)),
          })
          if (what === 'type') write('aa', near(at))
          if (what === 'colon') write(':', doc.resolve(near(at)).end())
          if (what === 'break') editor.chain().setTextSelection(near(at)).splitBlock().run()
          if (what === 'delete') editor.commands.deleteSelection()
          if (what === 'number') editor.commands.setNumbering(numbering)
          // As the binding to Yjs does when others write: everything new, whatever of it is.
          if (what === 'replace') {
            const same = doc.type.schema.nodeFromJSON(doc.toJSON())
            editor.commands.command(({ tr }) => Boolean(tr.replaceWith(0, doc.content.size, same.content)))
            write('a', near(at))
          }
        }
        expect(shown()).toEqual(open(editor.getJSON()).shown())
      }),
      { numRuns: 150 },
    )
  })
})
