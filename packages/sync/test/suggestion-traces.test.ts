import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHistory, type SuggestionNames } from '../src/index.ts'
import { elementWith, instant, Writing } from './support/writing.ts'

const names: SuggestionNames = {
  formats: { insertion: 'inserted', deletion: 'deleted', formatting: 'formatted' },
  attributes: { suggestedInsertion: 'inserted', suggestedDeletion: 'deleted' },
  signs: { paragraph: '¶' },
}

/** A text of Finland's, `shall be sent`, on the pages of two. */
function begun(): Writing {
  const writing = new Writing()
  writing.addSection('fi', 's', 'Title', 'shall be sent')
  return writing
}

/** The name of a format as y-tiptap writes it, with a hash behind it. */
const format = (name: string, id: string) => `${name}--${id.padEnd(8, '+')}`

const traces = (writing: Writing) => readHistory(writing.entries).suggestions('default', names)

const insert = (writing: Writing, person: string, at: number, words: string, id: string) =>
  writing.line(person, 0, 1).insert(at, words, { [format('insertion', id)]: { id } })

const accept = (writing: Writing, person: string, from: number, length: number, id: string) =>
  writing.line(person, 0, 1).format(from, length, { [format('insertion', id)]: null })

const strike = (writing: Writing, person: string, from: number, length: number, id: string) =>
  writing.line(person, 0, 1).format(from, length, { [format('deletion', id)]: { id } })

describe('[H14] what the log tells of a suggestion', () => {
  it('who proposed it and when, and its words', () => {
    const writing = begun()
    insert(writing, 'dk', 5, ' soon', 'a')
    strike(writing, 'dk', 10, 3, 'a')
    const proposed = { personId: 'dk', at: instant(2) }
    expect(traces(writing)).toEqual([
      {
        id: 'a',
        proposed,
        otherAuthors: [],
        gone: null,
        outcome: null,
        words: { inserted: ' soon', deleted: ' be', formatted: '' },
      },
    ])
    // Whoever types on in it later changes its words, not who proposed it.
    writing.line('dk', 0, 1).insert(10, 'er')
    expect(traces(writing)[0]).toMatchObject({ proposed, words: { inserted: ' sooner' } })
  })

  it('that an insertion was accepted or rejected, by whom and when', () => {
    const writing = begun()
    insert(writing, 'dk', 5, ' soon', 'a')
    insert(writing, 'dk', 18, ' by post', 'b')
    accept(writing, 'fi', 5, 5, 'a')
    writing.line('se', 0, 1).delete(18, 8)
    expect(traces(writing)).toMatchObject([
      {
        id: 'a',
        gone: { personId: 'fi', at: instant(4) },
        outcome: 'accepted',
        words: { inserted: ' soon' },
      },
      {
        id: 'b',
        gone: { personId: 'se', at: instant(5) },
        outcome: 'rejected',
        words: { inserted: ' by post' },
      },
    ])
    // What happens to the words later changes nothing of that.
    writing.line('is', 0, 1).delete(5, 5)
    expect(traces(writing)[0]).toMatchObject({ outcome: 'accepted', words: { inserted: ' soon' } })
  })

  it('that a deletion was accepted or rejected, also where the words went with their line', () => {
    const writing = begun()
    strike(writing, 'dk', 0, 5, 'a')
    writing.line('fi', 0, 1).delete(0, 5)
    strike(writing, 'dk', 1, 2, 'b')
    writing.line('fi', 0, 1).format(1, 2, { [format('deletion', 'b')]: null })
    strike(writing, 'dk', 1, 2, 'c')
    const section = writing.page('se').getXmlFragment('default').get(0) as Y.XmlElement
    section.delete(1, 1)
    expect(traces(writing)).toMatchObject([
      { id: 'a', gone: { personId: 'fi' }, outcome: 'accepted', words: { deleted: 'shall' } },
      { id: 'b', gone: { personId: 'fi' }, outcome: 'rejected', words: { deleted: 'be' } },
      { id: 'c', gone: { personId: 'se' }, outcome: 'accepted', words: { deleted: 'be' } },
    ])
  })

  it('that it was accepted, where its words were moved by the same edit', () => {
    const writing = begun()
    insert(writing, 'dk', 13, ' by registered post', 'a')
    const page = writing.page('fi')
    page.transact(() => {
      writing.line('fi', 0, 1).delete(5, 27)
      const [tail, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
      tail.insert(0, [text])
      text.insert(0, ' be sent by registered post')
      const section = page.getXmlFragment('default').get(0) as Y.XmlElement
      section.insert(2, [tail])
    })
    expect(traces(writing)).toMatchObject([
      { gone: { personId: 'fi' }, outcome: 'accepted', words: { inserted: ' by registered post' } },
    ])
  })

  it('of breaks and whole nodes as of words', () => {
    const writing = begun()
    const page = writing.page('dk')
    page.transact(() => {
      const section = page.getXmlFragment('default').get(0) as Y.XmlElement
      const [line, row] = [elementWith('paragraph', 'settled'), elementWith('tableRow', 'a cell')]
      line.setAttribute('suggestedInsertion', 'a')
      row.setAttribute('suggestedInsertion', 'b')
      section.insert(2, [line, row])
    })
    expect(traces(writing)).toMatchObject([
      { id: 'a', gone: null, words: { inserted: '¶' } },
      { id: 'b', gone: null, words: { inserted: 'a cell' } },
    ])
    writing.block('fi', 0, 2).removeAttribute('suggestedInsertion')
    const section = writing.page('fi').getXmlFragment('default').get(0) as Y.XmlElement
    section.delete(3, 1)
    expect(traces(writing)).toMatchObject([
      { id: 'a', gone: { personId: 'fi', at: instant(3) }, outcome: 'accepted', words: { inserted: '¶' } },
      {
        id: 'b',
        gone: { personId: 'fi', at: instant(4) },
        outcome: 'rejected',
        words: { inserted: 'a cell' },
      },
    ])
  })

  it('who else wrote words under its id, and not who only moved them', () => {
    const writing = begun()
    insert(writing, 'dk', 13, ' by registered post', 'a')
    const page = writing.page('fi')
    page.transact(() => {
      const line = writing.line('fi', 0, 1)
      line.delete(16, 16)
      const [tail, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
      tail.insert(0, [text])
      text.insert(0, ' registered post', { [format('insertion', 'a')]: { id: 'a' } })
      const section = page.getXmlFragment('default').get(0) as Y.XmlElement
      section.insert(2, [tail])
    })
    expect(traces(writing)).toMatchObject([
      { proposed: { personId: 'dk' }, otherAuthors: [], words: { inserted: ' by registered post' } },
    ])
    insert(writing, 'se', 0, 'must not ', 'a')
    expect(traces(writing)).toMatchObject([
      { proposed: { personId: 'dk' }, otherAuthors: ['se'], gone: null },
    ])
  })

  it('who laid it on words, other than who proposed it, or made it run on', () => {
    const writing = begun()
    strike(writing, 'dk', 0, 5, 'a')
    strike(writing, 'dk', 9, 4, 'b')
    expect(traces(writing)).toMatchObject([{ otherAuthors: [] }, { otherAuthors: [] }])
    // Somebody else uses its id elsewhere.
    strike(writing, 'se', 6, 2, 'a')
    // And its end is moved on.
    const more = new Writing()
    more.addSection('fi', 's', 'Title', 'shall be sent')
    strike(more, 'dk', 0, 5, 'a')
    strike(more, 'is', 5, 3, 'a')
    expect(traces(writing)).toMatchObject([{ otherAuthors: ['se'] }, { otherAuthors: [] }])
    expect(traces(more)).toMatchObject([{ proposed: { personId: 'dk' }, otherAuthors: ['is'] }])
  })

  it('and not who took it off and put it on again', () => {
    const writing = begun()
    strike(writing, 'dk', 0, 5, 'a')
    writing.line('fi', 0, 1).format(0, 5, { [format('deletion', 'a')]: null })
    strike(writing, 'fi', 0, 5, 'a')
    expect(traces(writing)).toMatchObject([{ gone: null, otherAuthors: [], words: { deleted: 'shall' } }])
    // Nor whoever writes right behind it.
    writing.line('se', 0, 1).insert(5, ' soon', { [format('deletion', 'a')]: null })
    expect(traces(writing)).toMatchObject([{ gone: null, otherAuthors: [], words: { deleted: 'shall' } }])
  })
})
