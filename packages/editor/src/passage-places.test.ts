import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { alternative, bracket, doc, line, paragraphs, section, text } from '../test/builders.ts'
import { docToUpdate, findPassage, fragmentName, passagePlaces } from './index.ts'

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
    const garbage = { start: 'AQID', end: 'not base64!' }
    expect(passagePlaces(without, [passage, garbage])).toEqual([null, null])
  })

  it('is looked for without changing the state', () => {
    const copy = state.slice()
    passagePlaces(state, [found(state, 'eight weeks')])
    expect(state).toEqual(copy)
  })
})
