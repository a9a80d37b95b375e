import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { openLine, select } from '../../test/bracket-line.ts'
import { text } from '../../test/builders.ts'
import { suggester } from '../../test/suggesting.ts'
import { type AmendmentColumns, amendmentColumns, amendmentWords, type InlineJson } from '../index.ts'
import { suggestTransaction } from '../suggesting/suggest-transaction.ts'

const words = (content: string): InlineJson[] => [text(content)]
const open = (columns: AmendmentColumns, line = ''): Editor => {
  const editor = openLine(line === '' ? [] : words(line))
  editor.commands.insertAmendmentTable({ columns, language: 'en', markingKey: amendmentWords.en.key })
  return editor
}
/** The blocks of the section behind its title: a table as its rows, header cells in capitals. */
const shown = ({ state: { doc } }: Editor): unknown[] =>
  (doc.firstChild?.children ?? [])
    .slice(1)
    .map((block) =>
      block.type.name === 'table'
        ? block.children.map((row) =>
            row.children.map(({ type, textContent }) =>
              type.name === 'tableHeader' ? `${textContent}!` : textContent,
            ),
          )
        : block.textContent,
    )
const write = (editor: Editor, content: string) =>
  editor.commands.insertContent({ type: 'text', text: content })
/** Goes to the next cell. */
const next = (editor: Editor) => editor.commands.goToNextCell()

describe('[E157] an amendment table is put in', () => {
  it.each([
    [2, ['Text of the act!', 'Nordic proposal!'], ['', '']],
    [3, ['Text of the act!', 'Nordic proposal!', 'Justification!'], ['', '', '']],
    [4, ['Article!', 'Text of the act!', 'Nordic proposal!', 'Justification!'], ['!', '', '', '']],
  ] as const)(
    'with %i columns, its key and a row to write in, before the empty line',
    (columns, head, body) => {
      const editor = open(columns)
      expect(shown(editor)).toEqual([[head, body], ''])
      write(editor, 'here')
      expect(shown(editor)[0]).toEqual([head, [body[0] === '!' ? 'here!' : 'here', ...body.slice(1)]])
      expect(editor.state.doc.firstChild?.child(1).attrs).toMatchObject({
        form: 'amendment',
        markingKey: amendmentWords.en.key,
      })
    },
  )

  it('behind a line with words, with a line to go on in', () => {
    expect(shown(open(2, 'Words.'))).toEqual(['Words.', expect.anything(), ''])
  })

  it('in every language, and not in another table', () => {
    for (const language of ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const) {
      expect(new Set(Object.values(amendmentWords[language])).size).toBe(5)
    }
    expect(
      amendmentColumns.some((columns) =>
        open(2).can().insertAmendmentTable({ columns, language: 'en', markingKey: '' }),
      ),
    ).toBe(false)
  })

  it('while one suggests, as one suggestion', () => {
    const editor = openLine([])
    const { state } = editor
    const done: Transaction[] = []
    editor.on('transaction', ({ transaction }) => void done.push(transaction))
    editor.commands.insertAmendmentTable({ columns: 2, language: 'en', markingKey: 'Key.' })
    const [transaction] = done
    const made = transaction && suggestTransaction(state, transaction, suggester('me'))
    if (!made?.ok) throw new Error('It was refused')
    expect(made.transaction.doc.firstChild?.child(1).attrs.suggestedInsertion).toBe('me-1')
  })
})

describe('[E158] proposals', () => {
  it('that are empty are filled with the text of the act, and the caret goes to the first', () => {
    const editor = open(3)
    write(editor, 'Six weeks.')
    editor.commands.addRowBelow()
    write(editor, 'One year.')
    next(editor)
    write(editor, 'Two years.')
    expect(editor.commands.fillProposals()).toBe(true)
    const [, ...rows] = shown(editor)[0] as string[][]
    expect(rows).toEqual([
      ['Six weeks.', 'Six weeks.', ''],
      ['One year.', 'Two years.', ''],
    ])
    write(editor, 'At least ')
    expect((shown(editor)[0] as string[][])[1]?.[1]).toBe('At least Six weeks.')
    expect(editor.commands.fillProposals()).toBe(false)
  })

  it('with what stands in the text, and nothing that is only suggested', () => {
    const editor = open(2)
    editor.commands.insertContent([
      text('Six '),
      text('eight ', [{ type: 'insertion', attrs: { id: 's' } }]),
      text('weeks.', [{ type: 'deletion', attrs: { id: 's' } }]),
    ] as never)
    editor.commands.fillProposals()
    const [, row] = shown(editor)[0] as string[][]
    expect(row?.[1]).toBe('Six weeks.')
    let marks = 0
    editor.state.doc.descendants((node) => {
      if (node.isText) marks += node.marks.length
    })
    expect(marks).toBe(2)
  })

  it('of no other table', () => {
    const editor = openLine([])
    editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true })
    expect(editor.commands.fillProposals()).toBe(false)
    expect(editor.commands.setMarkingKey('Key.')).toBe(false)
  })
})

describe('[E159] rows and the key', () => {
  it('a row comes below that of the caret, also below the head, with cells like the others', () => {
    const editor = open(4)
    write(editor, '1')
    select(editor, 'Articl')
    editor.commands.addRowBelow()
    write(editor, '0')
    expect((shown(editor)[0] as string[][]).slice(1)).toEqual([
      ['0!', '', '', ''],
      ['1!', '', '', ''],
    ])
    editor.commands.deleteRow()
    expect((shown(editor)[0] as string[][]).slice(1)).toEqual([['1!', '', '', '']])
  })

  it('the key is what somebody writes there', () => {
    const editor = open(2)
    editor.commands.setMarkingKey(' New words are bold. ')
    expect(editor.state.doc.firstChild?.child(1).attrs.markingKey).toBe('New words are bold.')
    editor.commands.setMarkingKey('')
    expect(editor.state.doc.firstChild?.child(1).attrs.markingKey).toBe(null)
  })
})
