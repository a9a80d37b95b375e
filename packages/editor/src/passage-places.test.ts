import { EditorState } from '@tiptap/pm/state'
import { initProseMirrorDoc, updateYFragment } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { alternative, bracket, doc, line, p, paragraphs, section, text } from '../test/builders.ts'
import { type DocJson, docToUpdate, editorSchema, findPassage, fragmentName, passagePlaces } from './index.ts'
import { keepText } from './kept-text.ts'

const found = (state: Uint8Array, words: string) => {
  const passage = findPassage(state, words)
  if (!passage) throw new Error(`The text has no "${words}"`)
  return passage
}

describe('[E61] a passage', () => {
  const state = docToUpdate(paragraphs('One line.', '', 'At least eight weeks before the date.'))

  it('stands in a line that has content, and so far into it', () => {
    expect(passagePlaces(state, [found(state, 'eight weeks')])).toEqual([
      { from: { line: 2, offset: 9 }, to: { line: 2, offset: 20 } },
    ])
  })

  it('goes along with what is written before it', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    const passage = found(state, 'eight weeks')
    const paragraph = (ydoc.getXmlFragment(fragmentName).get(0) as Y.XmlElement).get(3) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).insert(0, 'Now: ')
    expect(passagePlaces(Y.encodeStateAsUpdate(ydoc), [passage])).toEqual([
      { from: { line: 2, offset: 14 }, to: { line: 2, offset: 25 } },
    ])
  })

  it('before which somebody broke its line is found in the next one; one that was taken out of its line is not, wherever its words stand', () => {
    const words = 'At least eight weeks before the date.'
    const places = (...after: Parameters<typeof paragraphs>) => {
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, docToUpdate(paragraphs(`Now then. ${words}`, 'Between.', words)))
      const passage = found(Y.encodeStateAsUpdate(ydoc), 'At least eight weeks before the date')
      const fragment = ydoc.getXmlFragment(fragmentName)
      const { meta } = initProseMirrorDoc(fragment, editorSchema())
      const later = editorSchema().nodeFromJSON(paragraphs(...after))
      ydoc.transact(() => updateYFragment(ydoc, fragment, later, meta))
      return passagePlaces(Y.encodeStateAsUpdate(ydoc), [passage])
    }
    expect(places('Now then. ', words, 'Between.', words)).toEqual([
      { from: { line: 2, offset: 0 }, to: { line: 2, offset: 36 } },
    ])
    expect(places('Now then. ', 'Between.', words)).toEqual([null])
  })

  it('that moved with its section is found again where its words stand alone', () => {
    const [moved, other] = [
      section('a', '', [p('At least eight weeks before the date.')]),
      section('b', '', [p('Another line.')]),
    ]
    const places = (...after: readonly DocJson[]) => {
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, docToUpdate(doc(moved, other)))
      const passage = found(Y.encodeStateAsUpdate(ydoc), 'eight weeks before the date')
      const short = found(Y.encodeStateAsUpdate(ydoc), 'eight weeks')
      const fragment = ydoc.getXmlFragment(fragmentName)
      for (const each of after) {
        const { meta } = initProseMirrorDoc(fragment, editorSchema())
        ydoc.transact(() => updateYFragment(ydoc, fragment, editorSchema().nodeFromJSON(each), meta))
      }
      return passagePlaces(Y.encodeStateAsUpdate(ydoc), [passage, short])
    }
    expect(places(doc(other), doc(other, moved))).toEqual([
      { from: { line: 1, offset: 9 }, to: { line: 1, offset: 36 } },
      null,
    ])
    expect(places(doc(other))).toEqual([null, null])
    const twice = section('c', '', [p('Not eight weeks before the date.')])
    expect(places(doc(other), doc(other, moved, twice))).toEqual([null, null])
  })

  it('is counted as the editor counts inside brackets', () => {
    const inBracket = docToUpdate(
      doc(section('s1', '', [line(text('The '), bracket('b1', alternative('a1', ['DK'], text('shall'))))])),
    )
    expect(passagePlaces(inBracket, [found(inBracket, 'shall')])).toEqual([
      { from: { line: 0, offset: 6 }, to: { line: 0, offset: 11 } },
    ])
  })

  it('whose words are gone, or that is none, stands nowhere', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    const passage = found(state, 'One line.')
    const paragraph = (ydoc.getXmlFragment(fragmentName).get(0) as Y.XmlElement).get(1) as Y.XmlElement
    ;(paragraph.get(0) as Y.XmlText).delete(0, 'One line.'.length)
    const without = Y.encodeStateAsUpdate(ydoc)
    const garbage = { start: 'AQID', end: 'not base64!', quote: 'x' }
    expect(passagePlaces(without, [passage, garbage])).toEqual([null, null])
  })

  describe('in a line where a bracket is put', () => {
    const before = docToUpdate(paragraphs('It shall act soon, and shall report.'))
    const after = (words: string, ...wordings: readonly string[]) => {
      const ydoc = new Y.Doc()
      Y.applyUpdate(ydoc, before)
      const fragment = ydoc.getXmlFragment(fragmentName)
      const { doc: old, meta } = initProseMirrorDoc(fragment, editorSchema())
      const at = 1 + 'Position'.length + 2 + 1 + 'It '.length
      const content = wordings.map((each, index) => alternative(`a${index}`, [], text(each)))
      const node = editorSchema().nodeFromJSON(bracket('b', ...content))
      const changed = EditorState.create({ doc: old }).tr.replaceWith(at, at + words.length, node).doc
      keepText(fragment, old, changed)
      ydoc.transact(() => updateYFragment(ydoc, fragment, changed, meta))
      return Y.encodeStateAsUpdate(ydoc)
    }
    const places = (state: Uint8Array, words: string) => passagePlaces(state, [found(before, words)])

    it('and its words go into the bracket, it stands there', () => {
      const state = after('shall act', 'shall act', 'should act')
      expect(places(state, 'shall')).toEqual([{ from: { line: 1, offset: 5 }, to: { line: 1, offset: 10 } }])
      expect(places(state, 'shall act')).toEqual([
        { from: { line: 1, offset: 5 }, to: { line: 1, offset: 14 } },
      ])
    })

    it('and stands behind it, it stays behind it', () => {
      const state = after('shall', 'shall')
      const from = 'It '.length + 4 + 'shall'.length
      expect(places(state, 'report')).toEqual([
        { from: { line: 1, offset: from + 21 }, to: { line: 1, offset: from + 27 } },
      ])
    })

    it('and reaches over it, it reaches over it', () => {
      expect(places(after('shall', 'shall'), 'It shall act')).toEqual([
        { from: { line: 1, offset: 0 }, to: { line: 1, offset: 3 } },
      ])
    })

    it('and its words are not in the bracket, they are gone', () => {
      expect(places(after('shall act soon', 'acts'), 'soon')).toEqual([null])
    })
  })

  it('is looked for without changing the state', () => {
    const copy = state.slice()
    passagePlaces(state, [found(state, 'eight weeks')])
    expect(state).toEqual(copy)
  })
})
