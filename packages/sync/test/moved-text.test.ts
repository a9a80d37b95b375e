import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHistory } from '../src/index.ts'
import { elementWith, Writing } from './support/writing.ts'

const sentence = 'Definitions should be comparable with those in the act.'

/** A draft in which Finland wrote a sentence. */
function written(): Writing {
  const writing = new Writing()
  writing.addSection('fi', 's1', 'Position', sentence)
  return writing
}

/** The live text with its authors, titles left out. */
const told = (writing: Writing) =>
  readHistory(writing.entries)
    .passages('default')
    .map(({ personId, text }) => `${personId}: ${text}`)
    .filter((passage) => passage !== 'fi: Position')

const taken = (writing: Writing) =>
  readHistory(writing.entries)
    .authorship('default')
    .taken.map(
      ({ text, written: { personId }, removed }) => `${removed.personId} took from ${personId}: ${text}`,
    )

describe('[H7] text that is taken away and put in again stays with who wrote it', () => {
  it('where somebody else splits its paragraph, even before the last character', () => {
    for (const at of [12, sentence.length - 1]) {
      const writing = written()
      writing.split('dk', 0, 1, at)
      expect(told(writing)).toEqual([`fi: Position${sentence}`])
      expect(taken(writing)).toEqual([])
    }
  })

  it('where somebody else joins two paragraphs', () => {
    const writing = written()
    writing.split('fi', 0, 1, 12)
    const page = writing.page('dk')
    page.transact(() => {
      const tail = writing.line('dk', 0, 2).toString()
      const section = page.getXmlFragment('default').get(0) as Y.XmlElement
      section.delete(2, 1)
      writing.line('dk', 0, 1).insert(12, tail)
    })
    expect(told(writing)).toEqual([`fi: Position${sentence}`])
  })

  it('where a whole section moves, which is two entries of the log', () => {
    const writing = written()
    writing.addSection('se', 's2', 'Background', 'In force since 2021.')
    const fragment = writing.page('dk').getXmlFragment('default')
    fragment.delete(0, 1)
    writing.addSection('dk', 's1', 'Position', sentence)
    expect(told(writing)).toEqual(['se: BackgroundIn force since 2021.', `fi: Position${sentence}`])
    expect(taken(writing)).toEqual([])
  })

  it('where it is cut and part of it is put in elsewhere; the rest is gone', () => {
    const writing = written()
    writing.addSection('se', 's2', 'Background', 'Since 2021: ')
    writing.line('dk', 0, 1).delete(0, 'Definitions should be'.length)
    writing.wait(60)
    writing.line('dk', 1, 1).insert(12, 'Definitions')
    expect(told(writing)).toEqual([
      'fi: Position comparable with those in the act.',
      'se: BackgroundSince 2021: ',
      'fi: Definitions',
    ])
    expect(taken(writing)).toEqual(['dk took from fi:  should be'])
  })

  it('where a removal is undone, and where the undoing is done again and undone', () => {
    const writing = written()
    const page = writing.page('dk')
    const undo = new Y.UndoManager(page.getXmlFragment('default'), { captureTimeout: 0 })
    writing.line('dk', 0, 1).delete(4, 20)
    undo.undo()
    expect(told(writing)).toEqual([`fi: Position${sentence}`])
    undo.redo()
    undo.undo()
    expect(told(writing)).toEqual([`fi: Position${sentence}`])
    expect(taken(writing)).toEqual([])
  })

  it('through several moves by several people, beside what they write themselves', () => {
    const writing = written()
    writing.line('dk', 0, 1).insert(sentence.length, ' We agree.')
    writing.split('se', 0, 1, 12)
    writing.split('no', 0, 2, 20)
    expect(told(writing)).toEqual([`fi: Position${sentence}`, 'dk:  We agree.'])
  })

  it('with its marks', () => {
    const writing = written()
    writing.line('fi', 0, 1).format(12, 6, { bold: {} })
    const page = writing.page('dk')
    page.transact(() => {
      const delta = writing.line('dk', 0, 1).toDelta()
      const section = page.getXmlFragment('default').get(0) as Y.XmlElement
      section.delete(1, 1)
      const paragraph = elementWith('paragraph', '')
      section.push([paragraph])
      ;(paragraph.get(0) as Y.XmlText).applyDelta(delta)
    })
    expect(told(writing)).toEqual([`fi: Position${sentence}`])
  })
})

describe('[H7] it is whose who writes it', () => {
  it('when other words are put in for it', () => {
    const writing = written()
    const page = writing.page('dk')
    page.transact(() => {
      writing.line('dk', 0, 1).delete(22, 10)
      writing.line('dk', 0, 1).insert(22, 'identical to')
    })
    expect(told(writing)).toEqual([
      'fi: PositionDefinitions should be ',
      'dk: identical to',
      'fi:  with those in the act.',
    ])
    expect(taken(writing)).toEqual(['dk took from fi: comparable'])
  })

  it('when somebody else puts in what was taken away, or the same person long after', () => {
    for (const [person, seconds] of [
      ['se', 1],
      ['dk', 16 * 60],
    ] as const) {
      const writing = written()
      writing.line('dk', 0, 1).delete(0, 12)
      writing.wait(seconds)
      writing.line(person, 0, 1).insert(0, 'Definitions ')
      expect(told(writing)).toEqual(
        ['fi: Position', `${person}: Definitions `, 'fi: should be comparable with those in the act.'].filter(
          (passage) => passage !== 'fi: Position',
        ),
      )
    }
  })

  it('when it is typed, key by key', () => {
    const writing = written()
    writing.line('dk', 0, 1).delete(0, 3)
    for (const [index, key] of ['D', 'e', 'f'].entries()) writing.line('dk', 0, 1).insert(index, key)
    expect(told(writing)).toEqual(['dk: D', 'dk: e', 'dk: f', `fi: ${sentence.slice(3)}`])
  })
})
