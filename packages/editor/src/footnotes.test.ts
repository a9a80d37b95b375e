import type { Editor } from '@tiptap/core'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { describe, expect, it } from 'vitest'
import { openLine, select, shown } from '../test/bracket-line.ts'
import { alternative, bracket, note, text } from '../test/builders.ts'
import { suggester } from '../test/suggesting.ts'
import { copiedText } from './copied-text.ts'
import type { InlineJson } from './index.ts'
import { suggestTransaction } from './suggesting/suggest-transaction.ts'

const words = (content: string): InlineJson[] => [text(content)]
const noted = (): InlineJson[] => [
  text('It'),
  note('n', text('One')),
  text(' acts'),
  note('m', text('Two')),
  text('.'),
]

describe('[E150] a footnote is put in', () => {
  it('at the caret, with the caret in it', () => {
    const editor = openLine(words('It acts.'))
    select(editor, 'It')
    expect(editor.commands.insertFootnote()).toBe(true)
    expect(shown(editor.state)).toBe('It^|^ acts.')
  })

  it('behind what is selected, which stays, and before the blank at its end', () => {
    const editor = openLine(words('It acts.'))
    select(editor, '', 'It ')
    editor.commands.insertFootnote()
    expect(shown(editor.state)).toBe('It^|^ acts.')
  })

  it('in a wording, with an id of its own', () => {
    const editor = openLine([bracket('b', alternative('w', [], text('shall')))])
    select(editor, 'shall')
    editor.commands.insertFootnote()
    expect(shown(editor.state)).toBe('⟦a(shall^|^)⟧')
    expect(editor.state.selection.$from.parent.attrs.id).not.toBe('')
  })

  it('neither in a title nor in a footnote', () => {
    const editor = openLine(noted())
    select(editor, 'On')
    expect(editor.commands.insertFootnote()).toBe(false)
    editor.commands.setTextSelection(2)
    expect(editor.commands.insertFootnote()).toBe(false)
  })
})

describe('[E151] the caret goes', () => {
  it('from a footnote to behind its mark, and back to the end of its words', () => {
    const editor = openLine(noted())
    select(editor, 'O')
    expect(editor.commands.crossFootnoteMark()).toBe(true)
    expect(shown(editor.state)).toBe('It^One^| acts^Two^.')
    editor.commands.crossFootnoteMark()
    expect(shown(editor.state)).toBe('It^One|^ acts^Two^.')
    select(editor, 'It')
    editor.commands.crossFootnoteMark()
    expect(shown(editor.state)).toBe('It^One|^ acts^Two^.')
    select(editor, ' act')
    expect(editor.commands.crossFootnoteMark()).toBe(false)
  })

  it('to the next footnote and the one before, and no further than to the last', () => {
    const editor = openLine(noted())
    expect(editor.commands.goToFootnote(-1)).toBe(false)
    editor.commands.goToFootnote(1)
    expect(shown(editor.state)).toBe('It^One|^ acts^Two^.')
    editor.commands.goToFootnote(1)
    expect(shown(editor.state)).toBe('It^One^ acts^Two|^.')
    expect(editor.commands.goToFootnote(1)).toBe(false)
    editor.commands.goToFootnote(-1)
    expect(shown(editor.state)).toBe('It^One|^ acts^Two^.')
    select(editor, ' act')
    editor.commands.goToFootnote(-1)
    expect(shown(editor.state)).toBe('It^One|^ acts^Two^.')
  })
})

describe('[E152] a footnote is taken out', () => {
  it('with its words, from inside it and where it is selected', () => {
    const editor = openLine(noted())
    select(editor, 'On')
    editor.commands.removeFootnote()
    expect(shown(editor.state)).toBe('It| acts^Two^.')
    const at = 'It acts'.length + 5
    editor.commands.setNodeSelection(at)
    editor.commands.removeFootnote()
    expect(shown(editor.state)).toBe('It acts|.')
    expect(editor.commands.removeFootnote()).toBe(false)
  })
})

describe('[E153] while one suggests', () => {
  /** What a command does, as a suggestion of the person at the page. */
  const suggestion = (editor: Editor, work: (editor: Editor) => boolean) => {
    const { state } = editor
    const done: Transaction[] = []
    editor.on('transaction', ({ transaction }) => void done.push(transaction))
    work(editor)
    const [transaction] = done
    const made = transaction && suggestTransaction(state, transaction, suggester('me'))
    if (!made?.ok) throw new Error('It was refused')
    return made.transaction
  }

  it('a footnote that is put in is a suggestion as a whole, with the caret in it', () => {
    const editor = openLine(words('It acts.'))
    select(editor, 'It')
    const made = suggestion(editor, ({ commands }) => commands.insertFootnote())
    expect(shown(made)).toBe('It^|^ acts.')
    expect(made.doc.nodeAt(7)?.attrs.suggestedInsertion).toBe('me-1')
  })

  it('one that is taken out stays until that is accepted', () => {
    const editor = openLine(noted())
    select(editor, 'On')
    const made = suggestion(editor, ({ commands }) => commands.removeFootnote())
    expect(shown(made).replace('|', '')).toBe('It^One^ acts^Two^.')
    expect(made.doc.nodeAt(7)?.attrs.suggestedDeletion).toBe('me-1')
  })

  it('words in a footnote are suggested as any', () => {
    const editor = openLine(noted())
    select(editor, 'On')
    const made = suggestion(editor, ({ commands }) => commands.insertContent({ type: 'text', text: 'ly ' }))
    expect(made.doc.nodeAt(7)?.toJSON().content).toEqual([
      text('On'),
      text('ly ', [{ type: 'insertion', attrs: { id: 'me-1' } }]),
      text('e'),
    ])
  })
})

describe('[E154] copied as plain text', () => {
  const copied = (content: InlineJson[], from: number, to: number) => {
    const editor = openLine(content)
    editor.commands.setTextSelection({ from, to })
    return copiedText(editor.state)
  }

  it('a footnote is its number, raised, with the note below', () => {
    expect(copied(noted(), 5, 23)).toBe('It¹ acts².\n\n¹ One\n² Two')
    // The number that it has in the text.
    expect(copied(noted(), 12, 23)).toBe(' acts².\n\n² Two')
  })

  it('also in a bracket', () => {
    const rival = bracket(
      'b',
      alternative('w', ['DK'], text('shall'), note('n', text('One'))),
      alternative('v', []),
    )
    expect(copied([text('It '), rival, text('.')], 5, 25)).toBe('It [DK: shall¹] [–].\n\n¹ One')
  })

  it('a part of one is mere text', () => {
    expect(copied(noted(), 8, 10)).toBe('On')
  })

  it('is what comes on the clipboard', () => {
    const { state, extensionManager } = openLine(noted())
    const { plugins } = extensionManager
    const { from, to } = { from: 5, to: 23 }
    const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
    const asked = plugins.find(({ props }) => props.clipboardTextSerializer)
    const view = { state: selected } as EditorView
    expect(asked?.props.clipboardTextSerializer?.call(asked, state.doc.slice(from, to), view)).toContain(
      '² Two',
    )
  })
})
