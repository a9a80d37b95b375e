import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { paragraphs } from '../test/builders.ts'
import { docToUpdate } from './conversion.ts'
import { findPassage } from './passages.ts'

describe('[E60] words in a draft', () => {
  const state = docToUpdate(paragraphs('One line.', 'At least eight weeks before the date.'))
  const resolve = (ydoc: Y.Doc, encoded: string) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(bytes), ydoc)
  }

  it('have ends that stay with them', () => {
    const passage = findPassage(state, 'eight weeks')
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    const start = passage && resolve(ydoc, passage.start)
    if (!passage || !(start?.type instanceof Y.XmlText)) throw new Error('There is no such passage')
    const line = start.type
    line.insert(start.index + 'eight'.length, ' whole')
    line.insert(0, 'Send it. ')
    line.insert(line.length, ' Thank you.')
    const [from, to] = [resolve(ydoc, passage.start)?.index, resolve(ydoc, passage.end)?.index]
    expect(line.toString().slice(from, to)).toBe('eight whole weeks')
    expect(passage.quote).toBe('eight weeks')
  })

  it('are not found where no line has them', () => {
    expect(findPassage(state, 'line.At')).toBeNull()
    expect(findPassage(state, 'nine weeks')).toBeNull()
  })
})
