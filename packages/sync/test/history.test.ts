import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHistory, type StoredEntry, stateAt } from '../src/index.ts'
import { instant, Writing } from './support/writing.ts'

const textAt = (entries: readonly StoredEntry[], at: string) => {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, stateAt(entries, at))
  return ydoc.getText('t').toString()
}

describe('history', () => {
  it('[H1] says what the text was at any time', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'six weeks')
    writing.remove('bo', 0, 3)
    writing.insert('bo', 0, 'eight')
    const said = [0, 1, 2, 3, 9].map((step) => textAt(writing.entries, instant(step)))
    expect(said).toEqual(['', 'six weeks', ' weeks', 'eight weeks', 'eight weeks'])
  })

  it('[H1] says a text that once was, where the clock was set back', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'six')
    writing.insert('bo', 3, ' weeks')
    writing.insert('anna', 9, ' or more')
    const clock = [instant(1), instant(90), instant(3)]
    const entries = writing.entries.map((entry, index) => ({ ...entry, at: clock[index] ?? '' }))
    expect([2, 3, 99].map((step) => textAt(entries, instant(step)))).toEqual([
      'six',
      'six weeks or more',
      'six weeks or more',
    ])
  })

  it('[H3] who repeats a deletion has not made it', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'six weeks')
    writing.remove('bo', 0, 3)
    const eva = writing.page('eva')
    const { entries } = writing
    writing.insert('eva', 0, 'eight')
    const sequence = entries.length
    // As after a time offline: what is new, and everything that was ever removed.
    const whole = { draftId: 'p', personId: 'eva', at: instant(sequence), sequence }
    const last = { ...whole, update: Y.encodeStateAsUpdate(eva) }
    expect(readHistory([...entries.slice(0, -1), last]).removedPassages('t')).toMatchObject([
      { text: 'six', removed: { personId: 'bo', at: instant(2) } },
    ])
  })

  it('[H2] names who wrote each passage and when, and [H3] who removed one', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'six weeks')
    writing.remove('bo', 0, 3)
    writing.insert('bo', 0, 'eight')
    const history = readHistory(writing.entries)
    expect(history.passages('t')).toEqual([
      { personId: 'bo', at: instant(3), text: 'eight' },
      { personId: 'anna', at: instant(1), text: ' weeks' },
    ])
    expect(history.removedPassages('t')).toEqual([
      { personId: 'anna', at: instant(1), text: 'six', removed: { personId: 'bo', at: instant(2) } },
    ])
  })

  it('[H3] text that went with the paragraph around it was removed by whoever removed that', () => {
    const writing = new Writing()
    const page = writing.page('anna')
    const paragraph = new Y.XmlElement('paragraph')
    page.transact(() => {
      page.getXmlFragment('doc').insert(0, [paragraph])
      paragraph.insert(0, [new Y.XmlText('gone with it')])
    })
    writing.page('bo').getXmlFragment('doc').delete(0, 1)
    expect(readHistory(writing.entries).removedPassages('doc')).toMatchObject([
      { personId: 'anna', text: 'gone with it', removed: { personId: 'bo', at: instant(2) } },
    ])
  })

  it('[H4] says what changed between two instants, also what came and went', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'old ')
    writing.insert('bo', 4, 'new ')
    writing.insert('eva', 8, 'passing')
    writing.remove('anna', 8, 7)
    writing.remove('eva', 0, 4)
    const history = readHistory(writing.entries)
    const { written, removed } = history.changes('t', instant(1), instant(4))
    expect(written.map(({ text }) => text)).toEqual(['new ', 'passing'])
    expect(removed.map(({ text, removed: mark }) => [text, mark.personId])).toEqual([['passing', 'anna']])
  })

  it('[H5] believes the entry and not the bytes', () => {
    const writing = new Writing()
    writing.insert('anna', 0, 'mine')
    const entries = writing.entries.map((entry) => ({ ...entry, personId: 'bo' }))
    expect(readHistory(entries).passages('t')).toEqual([{ personId: 'bo', at: instant(1), text: 'mine' }])
  })

  it('[H6] agrees with a record that tags every character', () => {
    const step = fc.record({
      person: fc.constantFrom('anna', 'bo', 'eva'),
      place: fc.nat(),
      text: fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'b', 'ö', '𝄞') }),
      removes: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const writing = new Writing()
        let record: { unit: string; personId: string; at: string }[] = []
        for (const { person, place, text, removes } of steps) {
          const index = place % (record.length + 1)
          // Whole characters only: half of one is no text.
          const isInside = record[index - 1]?.unit.charCodeAt(0) === 0xd834
          if (removes > 0 && !isInside) {
            const end = Math.min(record.length, index + removes)
            const cutsOne = record[end - 1]?.unit.charCodeAt(0) === 0xd834
            if (end === index || cutsOne) continue
            writing.remove(person, index, end - index)
            record = [...record.slice(0, index), ...record.slice(end)]
          } else if (!isInside) {
            writing.insert(person, index, text)
            const at = instant(writing.entries.length)
            const units = text.split('').map((unit) => ({ unit, personId: person, at }))
            record = [...record.slice(0, index), ...units, ...record.slice(index)]
          }
        }
        const told = readHistory(writing.entries)
          .passages('t')
          .flatMap(({ text, personId, at }) => text.split('').map((unit) => ({ unit, personId, at })))
        expect(told).toEqual(record)
        expect(textAt(writing.entries, instant(1000))).toBe(record.map(({ unit }) => unit).join(''))
      }),
      { numRuns: 300, seed: 20260302 },
    )
  })
})
