import { getTextBetween, getTextSerializersFromSchema } from '@tiptap/core'
import type { Slice } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import { openLine, shown } from '../test/bracket-line.ts'
import { alternative, bracket, note, text } from '../test/builders.ts'
import { bodyOf } from '../test/pasted.ts'
import { CopySerializer, isOwnCopy } from './copied-html.ts'

const rival = bracket(
  'b',
  alternative('x', ['DK', 'SE'], text('shall')),
  alternative('y', ['FI']),
  alternative('z', [], text('should'), note('n', text('Note'))),
)

/** The line in Denmark’s editor, with its plugins. */
function open(): EditorState {
  const editor = openLine([text('It '), rival, text(' act.')])
  return EditorState.create({ doc: editor.state.doc, plugins: editor.extensionManager.plugins })
}

const at = 8
const after = (state: EditorState, change: Transaction) => state.applyTransaction(change).state
const copyOf = (state: EditorState) => state.doc.nodeAt(at) ?? []
/** The line without caret and selection. */
const line = (state: EditorState) => shown(state).replace(/[|{}]/g, '')
const wordingIds = ({ doc }: EditorState) => {
  const ids: unknown[] = []
  doc.descendants((node) => {
    if (node.type.name === 'alternative') ids.push(node.attrs.id)
  })
  return ids
}

describe('[E111] a bracket that is put in', () => {
  it('a second time brings no support but one’s own', () => {
    const state = open()
    const end = state.doc.content.size - 2
    expect(line(after(state, state.tr.insert(end, copyOf(state))))).toBe(
      'It ⟦a(DK,SE:shall)(FI:)(should^Note^)⟧ act.⟦a(DK:shall)()(should^Note^)⟧',
    )
    expect(line(after(state, state.tr.insert(5, copyOf(state))))).toBe(
      '⟦a(DK:shall)()(should^Note^)⟧It ⟦a(DK,SE:shall)(FI:)(should^Note^)⟧ act.',
    )
  })

  it('from another text brings none either', () => {
    const elsewhere = openLine([bracket('c', alternative('w', ['NO', 'DK'], text('may')))])
    const state = open()
    const foreign = state.schema.nodeFromJSON(elsewhere.state.doc.nodeAt(5)?.toJSON())
    expect(line(after(state, state.tr.insert(5, foreign)))).toMatch(/^⟦a\(DK:may\)⟧It/)
  })

  it('at another place after it was cut is the same, with all support', () => {
    const state = open()
    const bracketNode = copyOf(state)
    const cut = after(state, state.tr.delete(at, at + 25))
    expect(line(cut)).toBe('It  act.')
    const put = after(cut, cut.tr.insert(5, bracketNode))
    expect(line(put)).toBe('⟦a(DK,SE:shall)(FI:)(should^Note^)⟧It  act.')
    expect(wordingIds(put)).toEqual(['x', 'y', 'z'])
    // Once more, and it is a copy.
    const twice = after(put, put.tr.insert(5, bracketNode))
    expect(line(twice)).toMatch(/^⟦a\(DK:shall\)\(\)/)
  })

  it('by somebody else is left as it came, and is known from then on', () => {
    const state = open()
    const theirs = openLine([bracket('c', alternative('w', ['NO'], text('may')))]).state.doc.nodeAt(5)
    const foreign = state.schema.nodeFromJSON(theirs?.toJSON())
    const change = state.tr.insert(5, foreign).setMeta(ySyncPluginKey, { isChangeOrigin: true })
    const come = after(state, change)
    expect(line(come)).toMatch(/^⟦a\(NO:may\)⟧/)
    const cut = after(come, come.tr.delete(5, 5 + foreign.nodeSize))
    expect(line(after(cut, cut.tr.insert(8, foreign)))).toContain('It ⟦a(NO:may)⟧')
  })
})

describe('[E112] copied as plain text', () => {
  const copied = (from: number, to: number) => {
    const { doc, schema } = open()
    return getTextBetween(doc, { from, to }, { textSerializers: getTextSerializersFromSchema(schema) })
  }

  it('a bracket prints as the Council prints it', () => {
    expect(copied(5, open().doc.content.size - 2)).toBe('It [DK, SE: shall] [FI: –] [should] act.')
    expect(copied(at, at + 25)).toBe('[DK, SE: shall] [FI: –] [should]')
  })

  it('a part of one wording is mere text', () => {
    expect(copied(at + 2, at + 6)).toBe('shal')
  })
})

describe('[E170] copied as HTML', () => {
  const rivals = [
    bracket('b', alternative('x', ['DK', 'SE'], text('shall')), alternative('y', ['FI'])),
    bracket('c', alternative('z', [], text('soon'))),
  ] as const
  const { state } = openLine([text('It '), rivals[0], text(' act '), rivals[1], text('.')])
  /** Its words in another program, as the browser gives them: ProseMirror takes off what all of it stands in. */
  const copied = (slice: Slice) => {
    let { content, openStart, openEnd } = slice
    while (openStart > 1 && openEnd > 1 && content.childCount === 1 && content.firstChild?.childCount === 1) {
      content = content.firstChild.content
      openStart -= 1
      openEnd -= 1
    }
    const body = bodyOf('') as HTMLElement
    return new CopySerializer(state.schema).serializeFragment(
      content,
      { document: body.ownerDocument },
      body,
    ) as HTMLElement
  }

  it('says that it is of a text like these, and what another editor of this kind copied does not', () => {
    const body = bodyOf('') as HTMLElement
    const { content } = state.doc.slice(0, state.doc.content.size)
    const copy = new CopySerializer(state.schema).serializeFragment(content, { document: body.ownerDocument })
    body.append(copy)
    expect(isOwnCopy(body.innerHTML)).toBe(true)
    expect(isOwnCopy('<p data-pm-slice="1 1 []">From elsewhere</p>')).toBe(false)
  })

  it('a bracket stands in its signs as the Council prints it', () => {
    const whole = state.doc.slice(5, state.doc.content.size - 2, true)
    expect(copied(whole).textContent).toBe('It [DK, SE: shall] [FI: –] act [soon].')
  })

  it('a part of one wording is mere text', () => {
    const part = copied(state.doc.slice(at + 2, at + 5, true))
    expect(part.textContent).toBe('sha')
    expect(part.querySelector('[data-sign]')).toBeNull()
  })

  it('all of a wording is, too: the bracket is not copied with it', () => {
    expect(copied(state.doc.slice(at + 2, at + 7, true)).textContent).toBe('shall')
  })
})
