import type { Editor } from '@tiptap/core'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { denmark, openLine, select, shown } from '../test/bracket-line.ts'
import { alternative, bracket, doc, line, note, p, section, text } from '../test/builders.ts'
import { bracketKinds, type InlineJson, Suggesting } from './index.ts'
import { suggestTransaction } from './suggesting/suggest-transaction.ts'

const words = (content: string): InlineJson[] => [text(content)]

const rival = (): InlineJson[] => [
  text('It '),
  bracket('b', alternative('x', ['SE'], text('shall')), alternative('y', ['DK'], text('should'))),
  text(' act.'),
]

describe('[E100] text is put in a bracket', () => {
  it.each(bracketKinds)(
    'of the kind that was chosen (%s), without anybody’s support, and stays selected',
    (kind) => {
      const editor = openLine(words('It shall act.'))
      select(editor, 'It ', 'shall')
      expect(editor.commands.putInBracket(kind)).toBe(true)
      expect(shown(editor.state)).toBe(`It ⟦${kind.charAt(0)}({shall})⟧ act.`)
    },
  )

  it('without the blanks around it', () => {
    const editor = openLine(words('It shall act.'))
    select(editor, 'It', ' shall ')
    editor.commands.putInBracket('unagreed')
    expect(shown(editor.state)).toBe('It ⟦u({shall})⟧ act.')
  })

  it('empty, to write in, where nothing is selected', () => {
    const editor = openLine(words('It acts.'))
    select(editor, 'It ')
    editor.commands.putInBracket('placeholder')
    expect(shown(editor.state)).toBe('It ⟦p(|)⟧acts.')
  })

  it('with the footnotes and brackets in it', () => {
    const editor = openLine([...rival(), note('n', text('Note'))])
    editor.commands.setTextSelection({ from: 5, to: editor.state.doc.content.size - 2 })
    editor.commands.putInBracket('unagreed')
    expect(shown(editor.state)).toBe('⟦u({It ⟦a(SE:shall)(DK:should)⟧ act.^Note^})⟧')
  })

  it('each line in a bracket of its own, and no title', () => {
    const editor = openLine(words('First'))
    editor.commands.setContent(doc(section('s', 'Title', [p('First'), line(), p('Third')])) as object)
    editor.commands.setTextSelection({ from: 4, to: editor.state.doc.content.size - 4 })
    editor.commands.putInBracket('national_check')
    expect(shown(editor.state)).toBe('⟦n(|First)⟧ ¶  ¶ ⟦n(Thi)⟧rd')
    const ids: unknown[] = []
    editor.state.doc.descendants((node) => {
      if (node.type.name === 'bracket' || node.type.name === 'alternative') ids.push(node.attrs.id)
    })
    expect(new Set(ids).size).toBe(4)
    editor.commands.setTextSelection(3)
    expect(editor.commands.putInBracket('unagreed')).toBe(false)
  })
})

describe('[E101] a wording is added', () => {
  it('with the support of one’s delegations, and the caret in it', () => {
    const editor = openLine(rival(), { supportsFor: ['FI', 'NO'], mayResolve: false })
    select(editor, 'sho')
    expect(editor.commands.addWording()).toBe(true)
    expect(shown(editor.state)).toBe('It ⟦a(SE:shall)(DK:should)(FI,NO:|)⟧ act.')
  })

  it('to a bracket that is selected as a whole', () => {
    const editor = openLine(rival())
    const size = editor.state.doc.nodeAt(8)?.nodeSize ?? 0
    editor.commands.setTextSelection({ from: 8, to: 8 + size })
    editor.commands.addWording()
    expect(shown(editor.state)).toBe('It ⟦a(SE:shall)(DK:should)(DK:|)⟧ act.')
  })

  it('to a bracket elsewhere by its id, which then says that wordings are rivals', () => {
    const editor = openLine(words('It shall act.'))
    select(editor, 'It ', 'shall')
    editor.commands.putInBracket('unagreed')
    let id = ''
    editor.state.doc.descendants(({ type, attrs }) => {
      if (type.name === 'bracket') id = String(attrs.id)
    })
    editor.commands.setTextSelection(5)
    expect(editor.commands.addWording()).toBe(false)
    expect(editor.commands.addWording(id)).toBe(true)
    expect(shown(editor.state)).toBe('It ⟦a(shall)(DK:|)⟧ act.')
  })

  it('and what a bracket was marked as otherwise stays', () => {
    const editor = openLine(words('It acts.'))
    select(editor, 'It ')
    editor.commands.putInBracket('national_check')
    editor.commands.addWording()
    expect(shown(editor.state)).toBe('It ⟦n()(DK:|)⟧acts.')
  })
})

describe('[E102] support', () => {
  it('is added and withdrawn for a delegation that one speaks for', () => {
    const editor = openLine(rival())
    expect(editor.commands.setSupport('x', 'DK', true)).toBe(true)
    expect(editor.commands.setSupport('y', 'DK', false)).toBe(true)
    expect(shown(editor.state)).toBe('|It ⟦a(DK,SE:shall)(should)⟧ act.')
  })

  it('is refused for any other delegation, and where there is no such wording', () => {
    const editor = openLine(rival())
    expect(editor.commands.setSupport('x', 'SE', false)).toBe(false)
    expect(editor.commands.setSupport('x', 'FI', true)).toBe(false)
    expect(editor.commands.setSupport('none', 'DK', true)).toBe(false)
    expect(shown(editor.state)).toBe('|It ⟦a(SE:shall)(DK:should)⟧ act.')
  })
})

describe('[E103] a wording is accepted', () => {
  it('its words stay without the bracket, the others go, and the caret stands behind them', () => {
    const editor = openLine(rival())
    expect(editor.commands.acceptWording('x')).toBe(true)
    expect(shown(editor.state)).toBe('It shall| act.')
  })

  it('an empty one leaves the text out', () => {
    const editor = openLine([
      text('It '),
      bracket('b', alternative('x', [], text('shall ')), alternative('y', ['FI'])),
      text('act.'),
    ])
    editor.commands.acceptWording('y')
    expect(shown(editor.state)).toBe('It |act.')
  })

  it.each([
    ['It ', ' act.', 'It| act.'],
    ['It acts ', '.', 'It acts|.'],
    ['It acts ', '', 'It acts|'],
    ['', ' act.', '| act.'],
    ['It ', 'act.', 'It |act.'],
  ])(
    'and with it the blank that would stand there twice, or at the end: “%s…%s”',
    (before, after, expected) => {
      const around = (content: string) => (content === '' ? [] : words(content))
      const left = bracket('b', alternative('x', ['DK'], text('shall')), alternative('y', []))
      const editor = openLine([...around(before), left, ...around(after)])
      editor.commands.acceptWording('y')
      expect(shown(editor.state)).toBe(expected)
    },
  )

  it('with what is in it: a bracket, a footnote, a format', () => {
    const inner = bracket('c', alternative('z', ['NO'], text('now')))
    const editor = openLine([
      bracket(
        'b',
        alternative('x', ['SE'], text('shall ', [{ type: 'bold' }]), inner, note('n', text('Note'))),
      ),
    ])
    editor.commands.acceptWording('x')
    expect(shown(editor.state)).toBe('shall ⟦a(NO:now)⟧^Note^|')
    expect(editor.state.doc.nodeAt(5)?.marks.map(({ type }) => type.name)).toEqual(['bold'])
  })
})

it('[E104] a bracket is taken off without a decision: its wordings stand side by side in brackets that are characters', () => {
  const editor = openLine([
    text('It '),
    bracket('b', alternative('x', ['SE'], text('shall')), alternative('y', [])),
    text(' act.'),
  ])
  expect(editor.commands.dissolveBracket('b')).toBe(true)
  expect(shown(editor.state)).toBe('It [shall] [–]| act.')
})

it('[E105] a wording is removed unless another delegation supports it or it is the last one', () => {
  const editor = openLine(rival())
  expect(editor.commands.removeWording('x')).toBe(false)
  expect(editor.commands.removeWording('y')).toBe(true)
  expect(shown(editor.state)).toBe('|It ⟦a(SE:shall)⟧ act.')
  const last = openLine([bracket('b', alternative('x', [], text('shall')))])
  expect(last.commands.removeWording('x')).toBe(false)
})

describe('[E106] characters in square brackets become a bracket', () => {
  it.each([
    ['It [shall] [should] act.', 'It ⟦a(|shall)(should)⟧ act.'],
    ['It [sh|all] act.', 'It ⟦u(|shall)⟧ act.'],
    // Nobody says for another what they support; the own delegation is named by whoever speaks for it.
    ['It [DK, SE: shall] [FI: –] act.', 'It ⟦a(DK:|shall)()⟧ act.'],
    ['It [the [full] scope] act.', 'It ⟦u(|the [full] scope)⟧ act.'],
  ])('%s', (before, after) => {
    const editor = openLine(words(before.replace('|', '')))
    select(editor, 'It [')
    expect(editor.commands.typeBracket()).toBe(true)
    expect(shown(editor.state)).toBe(after)
  })

  it('and nothing else does', () => {
    const editor = openLine(words('It shall] act [now.'))
    select(editor, 'It sh')
    expect(editor.commands.typeBracket()).toBe(false)
    const beside = openLine(words('It acts [now] and then.'))
    select(beside, 'and th')
    expect(beside.commands.typeBracket()).toBe(false)
  })
})

describe('[E102] [E103] without the right', () => {
  it('nobody who speaks for no delegation does anything with brackets', () => {
    const editor = openLine([text('[a] '), ...rival()], { supportsFor: [], mayResolve: false })
    const before = shown(editor.state)
    const { commands } = editor
    expect([
      commands.putInBracket('unagreed'),
      commands.addWording('b'),
      commands.setBracketKind('b', 'placeholder'),
      commands.setSupport('x', 'SE', false),
      commands.acceptWording('x'),
      commands.removeWording('y'),
      commands.dissolveBracket('b'),
      commands.typeBracket(),
    ]).toEqual(Array(8).fill(false))
    expect(shown(editor.state)).toBe(before)
  })

  it('whoever only proposes settles nothing', () => {
    const editor = openLine(rival(), { ...denmark, mayResolve: false })
    expect(editor.commands.acceptWording('y')).toBe(false)
    expect(editor.commands.dissolveBracket('b')).toBe(false)
    expect(editor.commands.setBracketKind('b', 'placeholder')).toBe(true)
  })
})

describe('[E114] while one suggests', () => {
  /** What a person does passes the extension on its way to the document. */
  const offered = (transaction: Transaction) => {
    const told: string[] = []
    const { options, config } = Suggesting.configure({
      isSuggesting: () => true,
      onUnsuggestable: (what) => void told.push(what),
    })
    const editor = { state: { tr: transaction, doc: transaction.before, selection: transaction.selection } }
    const next = () => void told.push('done')
    config.dispatchTransaction?.call({ options, editor } as never, { transaction, next })
    return told
  }
  const doing = (work: (editor: Editor) => boolean) => {
    const editor = openLine([text('[a] '), ...rival()])
    const done: Transaction[] = []
    editor.on('transaction', ({ transaction }) => void done.push(transaction))
    expect(work(editor)).toBe(true)
    const [transaction] = done
    if (!transaction) throw new Error('Nothing was done')
    return transaction
  }

  it.each([
    ['typeBracket', (editor: Editor) => editor.commands.typeBracket()],
    ['putInBracket', (editor: Editor) => editor.commands.putInBracket('unagreed')],
    ['addWording', (editor: Editor) => editor.commands.addWording('b')],
    ['setBracketKind', (editor: Editor) => editor.commands.setBracketKind('b', 'placeholder')],
    ['acceptWording', (editor: Editor) => editor.commands.acceptWording('x')],
    ['removeWording', (editor: Editor) => editor.commands.removeWording('y')],
    ['dissolveBracket', (editor: Editor) => editor.commands.dissolveBracket('b')],
  ])('%s is refused, and that is said', (_name, work) => {
    expect(offered(doing(work))).toEqual(['brackets'])
  })

  it('support is given', () => {
    const transaction = doing((editor) => editor.commands.setSupport('x', 'DK', true))
    const { transaction: suggested } = suggestTransaction(
      {
        tr: EditorState.create({ doc: transaction.before }).tr,
        selection: transaction.selection,
      } as EditorState,
      transaction,
      { isOwn: () => false, newId: () => 'i' },
    ) as Extract<ReturnType<typeof suggestTransaction>, { ok: true }>
    expect(shown(suggested)).toContain('(DK,SE:shall)')
  })
})
