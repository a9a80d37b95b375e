import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readHistory, type WordingNames } from '../src/index.ts'
import { Writing } from './support/writing.ts'

const names: WordingNames = {
  wording: 'alternative',
  id: 'id',
  supporters: ['DK', 'FI', 'SE'],
  unsaid: 'insertion',
  said: ['strike'],
}

function wording(id: string, words: string, supporters: readonly string[]): Y.XmlElement {
  const element = new Y.XmlElement<{ [name: string]: string | boolean }>('alternative')
  element.setAttribute('id', id)
  for (const name of supporters) element.setAttribute(name, true)
  if (words !== '') element.insert(0, [new Y.XmlText(words)])
  return element as Y.XmlElement
}

/** Denmark has put a wording with its support in a bracket. */
class Drafting extends Writing {
  constructor() {
    super()
    this.addSection('fi', 's', 'Position', 'It acts.')
    this.#put('dk', [wording('x', 'shall', ['DK'])])
  }

  #put(personId: string, wordings: Y.XmlElement[]): void {
    this.page(personId).transact(() => {
      const bracket = new Y.XmlElement('bracket')
      bracket.insert(0, wordings)
      this.block(personId, 0, 1).push([bracket])
    })
  }

  /** The wording that stands in the n-th bracket, as one of the pages holds it. */
  wording(personId: string, place = 0): Y.XmlElement {
    const brackets = this.block(personId, 0, 1)
      .toArray()
      .filter((each): each is Y.XmlElement => each instanceof Y.XmlElement)
    const found = brackets[place]?.get(0)
    if (!(found instanceof Y.XmlElement)) throw new Error('There is no such wording')
    return found
  }

  words(personId: string): Y.XmlText {
    return this.wording(personId).get(0) as Y.XmlText
  }

  support(personId: string, name: string, isSupported: boolean): void {
    const element = this.wording(personId) as unknown as Y.XmlElement<{ [name: string]: boolean }>
    if (isSupported) element.setAttribute(name, true)
    else element.removeAttribute(name)
  }

  /** Takes the bracket out and puts a bracket with these wordings in, as a page does that moves a line. */
  move(personId: string, wordings: () => Y.XmlElement[]): void {
    this.page(personId).transact(() => {
      this.block(personId, 0, 1).delete(1, 1)
      this.#put(personId, wordings())
    })
  }

  copy(personId: string, wordings: Y.XmlElement[]): void {
    this.#put(personId, wordings)
  }

  past() {
    return readHistory(this.entries).wordings('default', names)
  }

  /** What was done, as `who +added ~carried -withdrawn` with an `=` where the words stayed. */
  acts(): readonly string[] {
    return this.past().acts.map(({ personId, added, carried, withdrawn, before, after }) =>
      [
        personId,
        ...added.map((name) => `+${name}`),
        ...carried.map((name) => `~${name}`),
        ...withdrawn.map((name) => `-${name}`),
        before === after ? '=' : '≠',
      ].join(' '),
    )
  }
}

describe('[H16] a wording that is gone', () => {
  it('is told with what it said last and who took it out, whoever wrote and changed it', () => {
    const drafting = new Drafting()
    drafting.words('fi').insert(5, ' not')
    drafting.wait(60)
    drafting.block('se', 0, 1).delete(1, 1)
    const { standing, gone, acts } = drafting.past()
    expect(standing).toEqual([])
    expect(gone).toEqual([
      { wordingId: 'x', text: 'shall not', personId: 'se', at: drafting.entries.at(-1)?.at },
    ])
    expect(acts).toHaveLength(2)
  })

  it('is one whose id was changed', () => {
    const drafting = new Drafting()
    drafting.wording('se').setAttribute('id', 'y')
    expect(drafting.past().gone).toMatchObject([{ wordingId: 'x', text: 'shall', personId: 'se' }])
  })

  it('is none that was moved, stands there still or came back', () => {
    const drafting = new Drafting()
    expect(drafting.past().gone).toEqual([])
    drafting.move('se', () => [wording('x', 'shall', ['DK'])])
    expect(drafting.past().gone).toEqual([])
    drafting.block('se', 0, 1).delete(1, 1)
    expect(drafting.past().gone).toHaveLength(1)
    drafting.copy('fi', [wording('x', 'shall', ['DK'])])
    expect(drafting.past().gone).toEqual([])
  })
})

describe('[H15] what was done about a wording and its support', () => {
  it('is who put it there, who supported it and who took that back, as the log knows them', () => {
    const drafting = new Drafting()
    drafting.support('se', 'SE', true)
    drafting.support('fi', 'DK', false)
    drafting.support('fi', 'FI', true)
    expect(drafting.acts()).toEqual(['dk +DK ≠', 'se +SE =', 'fi -DK =', 'fi +FI ='])
    expect(drafting.past().standing).toMatchObject([
      { wordingId: 'x', supporters: ['FI', 'SE'], isDoubled: false },
    ])
  })

  it('is what was written in it, in a row by one person as one, and the same words have the same number', () => {
    const drafting = new Drafting()
    for (const [index, letter] of [...' not'].entries()) drafting.words('fi').insert(5 + index, letter)
    drafting.words('se').delete(5, 4)
    expect(drafting.acts()).toEqual(['dk +DK ≠', 'fi ≠', 'se ≠'])
    const { acts, standing } = drafting.past()
    expect(acts[2]?.after).toBe(acts[0]?.after)
    expect(standing[0]?.words).toBe(acts[0]?.after)
    expect(acts[1]?.after).not.toBe(acts[0]?.after)
  })

  it('tells support that somebody puts down from support that comes with the wording when it moves', () => {
    const drafting = new Drafting()
    drafting.move('fi', () => [wording('x', 'shall', ['DK'])])
    expect(drafting.acts()).toEqual(['dk +DK ≠'])
    drafting.move('fi', () => [wording('x', 'shall', ['DK', 'SE'])])
    expect(drafting.acts().slice(1)).toEqual(['fi ~SE ='])
    drafting.support('se', 'SE', true)
    expect(drafting.acts().slice(2)).toEqual(['se +SE ='])
  })

  it('goes on where a wording was taken out and came back, and knows of one that stands twice', () => {
    const drafting = new Drafting()
    drafting.page('fi').transact(() => drafting.block('fi', 0, 1).delete(1, 1))
    expect(drafting.past().standing).toEqual([])
    drafting.copy('fi', [wording('x', 'shall', ['DK'])])
    expect(drafting.acts()).toEqual(['dk +DK ≠'])
    drafting.copy('se', [wording('x', 'shall', ['DK'])])
    expect(drafting.past().standing).toMatchObject([{ wordingId: 'x', isDoubled: true }])
  })

  it('counts what is only suggested as not said, and formats that change what is said', () => {
    const drafting = new Drafting()
    drafting.words('fi').insert(5, ' not', { insertion: { id: 'i' } })
    expect(drafting.acts()).toEqual(['dk +DK ≠'])
    drafting.words('fi').format(5, 4, { insertion: null })
    expect(drafting.acts()).toEqual(['dk +DK ≠', 'fi ≠'])
    drafting.words('se').format(0, 5, { bold: {} })
    expect(drafting.acts()).toHaveLength(2)
    drafting.words('se').format(0, 5, { strike: {} })
    expect(drafting.acts().slice(2)).toEqual(['se ≠'])
  })

  it('counts what stands in it, a footnote or a bracket, as its words', () => {
    const drafting = new Drafting()
    const note = new Y.XmlElement('footnote')
    note.insert(0, [new Y.XmlText('Note')])
    drafting.wording('fi').push([note])
    expect(drafting.acts()).toEqual(['dk +DK ≠', 'fi ≠'])
  })
})
