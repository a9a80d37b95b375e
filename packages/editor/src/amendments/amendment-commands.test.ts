import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { openLine, select } from '../../test/bracket-line.ts'
import { text } from '../../test/builders.ts'
import { suggester } from '../../test/suggesting.ts'
import { type AmendmentLayout, amendmentLayouts, amendmentWords, formOf, type InlineJson } from '../index.ts'
import { suggestTransaction } from '../suggesting/suggest-transaction.ts'

const words = (content: string): InlineJson[] => [text(content)]
const open = (layout: AmendmentLayout, line = ''): Editor => {
  const editor = openLine(line === '' ? [] : words(line))
  const markingKey = amendmentWords.en.keys[formOf(layout)]
  editor.commands.insertAmendmentTable({ layout, language: 'en', markingKey })
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
    ['two_columns', ['Text of the act!', 'Nordic proposal!'], ['', '']],
    ['three_columns', ['Text of the act!', 'Nordic proposal!', 'Justification!'], ['', '', '']],
    [
      'four_columns',
      ['Article!', 'Text of the act!', 'Nordic proposal!', 'Justification!'],
      ['!', '', '', ''],
    ],
  ] as const)('with %s, its key and a row to write in, before the empty line', (layout, head, body) => {
    const editor = open(layout)
    expect(shown(editor)).toEqual([[head, body], ''])
    write(editor, 'here')
    expect(shown(editor)[0]).toEqual([head, [body[0] === '!' ? 'here!' : 'here', ...body.slice(1)]])
    expect(editor.state.doc.firstChild?.child(1).attrs).toMatchObject({
      form: 'amendment',
      markingKey: amendmentWords.en.keys.amendment,
    })
  })

  it('behind a line with words, with a line to go on in', () => {
    expect(shown(open('two_columns', 'Words.'))).toEqual(['Words.', expect.anything(), ''])
  })

  it('in every language, and not in another table', () => {
    for (const language of ['en', 'sv', 'da', 'nb', 'fi', 'is'] as const) {
      const { keys, ...titles } = amendmentWords[language]
      expect(new Set([...Object.values(keys), ...Object.values(titles)]).size).toBe(13)
    }
    expect(
      amendmentLayouts.some((layout) =>
        open('two_columns').can().insertAmendmentTable({ layout, language: 'en', markingKey: '' }),
      ),
    ).toBe(false)
  })

  it('while one suggests, as one suggestion', () => {
    const editor = openLine([])
    const { state } = editor
    const done: Transaction[] = []
    editor.on('transaction', ({ transaction }) => void done.push(transaction))
    editor.commands.insertAmendmentTable({ layout: 'two_columns', language: 'en', markingKey: 'Key.' })
    const [transaction] = done
    const made = transaction && suggestTransaction(state, transaction, suggester('me'))
    if (!made?.ok) throw new Error('It was refused')
    expect(made.transaction.doc.firstChild?.child(1).attrs.suggestedInsertion).toBe('me-1')
  })
})

describe('[E158] proposals', () => {
  it('that are empty are filled with the text of the act, and the caret goes to the first', () => {
    const editor = open('three_columns')
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
    const editor = open('two_columns')
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
    const editor = open('four_columns')
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
    const editor = open('two_columns')
    editor.commands.setMarkingKey(' New words are bold. ')
    expect(editor.state.doc.firstChild?.child(1).attrs.markingKey).toBe('New words are bold.')
    editor.commands.setMarkingKey('')
    expect(editor.state.doc.firstChild?.child(1).attrs.markingKey).toBe(null)
  })
})

describe('[E178] a table as the Council has it is put in', () => {
  it.each([
    ['presidency', ['Commission proposal!', 'Presidency text!', 'Nordic suggestion!']],
    ['trilogue', ['Commission proposal!', 'EP mandate!', 'Council mandate!', 'Draft agreement!']],
  ] as const)('%s, with the titles of its columns and what is marked against what', (layout, head) => {
    const editor = open(layout)
    expect(shown(editor)).toEqual([[head, head.map(() => '')], ''])
    const { attrs } = editor.state.doc.firstChild?.child(1) ?? {}
    expect(attrs).toMatchObject({ form: layout, markingKey: amendmentWords.en.keys[layout] })
    expect(attrs?.markingKey).toContain('Commission proposal')
    for (const { keys } of Object.values(amendmentWords)) expect(keys[layout].length).toBeLessThanOrEqual(300)
  })

  it('its last column is filled with what it is compared with, and no other', () => {
    const trilogue = open('trilogue')
    write(trilogue, 'Six weeks.')
    trilogue.commands.addRowBelow()
    expect(trilogue.commands.fillProposals()).toBe(true)
    expect(shown(trilogue)[0]).toEqual([
      expect.anything(),
      ['Six weeks.', '', '', 'Six weeks.'],
      ['', '', '', ''],
    ])

    const presidency = open('presidency')
    write(presidency, 'Six weeks.')
    next(presidency)
    write(presidency, 'Eight weeks.')
    presidency.commands.addRowBelow()
    write(presidency, 'One year.')
    presidency.commands.fillProposals()
    expect((shown(presidency)[0] as string[][]).slice(1)).toEqual([
      ['Six weeks.', 'Eight weeks.', 'Eight weeks.'],
      ['One year.', '', 'One year.'],
    ])
  })

  it('its rows come, go and are suggested like those of any table', () => {
    const editor = open('trilogue')
    const { state } = editor
    const done: Transaction[] = []
    editor.on('transaction', ({ transaction }) => void done.push(transaction))
    editor.commands.addRowBelow()
    const [transaction] = done
    const made = transaction && suggestTransaction(state, transaction, suggester('me'))
    if (!made?.ok) throw new Error('It was refused')
    expect(made.transaction.doc.firstChild?.child(1).lastChild?.attrs.suggestedInsertion).toBe('me-1')
    editor.commands.deleteRow()
    expect(shown(editor)[0]).toHaveLength(2)
  })
})

describe('[E179] the columns of an amendment table', () => {
  it('neither come nor go, and those of another table do', () => {
    const other = openLine([])
    other.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true })
    for (const command of ['addColumnBefore', 'addColumnAfter', 'deleteColumn'] as const) {
      for (const layout of amendmentLayouts) {
        const editor = open(layout)
        const before = editor.state.doc
        expect(editor.can()[command]()).toBe(false)
        expect(editor.commands[command]()).toBe(false)
        expect(editor.state.doc.eq(before)).toBe(true)
      }
      expect(other.can()[command]()).toBe(true)
    }
    other.commands.addColumnAfter()
    expect((shown(other)[0] as string[][])[0]).toHaveLength(3)
  })
})
