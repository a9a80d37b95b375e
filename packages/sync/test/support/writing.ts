import * as Y from 'yjs'
import type { StoredEntry } from '../../src/index.ts'

/** A second for each step. */
export const instant = (step: number) => new Date(Date.UTC(2026, 2, 2, 8, 0, step)).toISOString()

/** A log being written by several people, each on a page of their own that hears the others at once. */
export class Writing {
  readonly entries: StoredEntry[] = []
  readonly #pages = new Map<string, Y.Doc>()
  #waited = 0

  /** So many seconds pass in which nobody writes. */
  wait(seconds: number): void {
    this.#waited += seconds
  }

  page(personId: string): Y.Doc {
    const known = this.#pages.get(personId)
    if (known) return known
    const ydoc = new Y.Doc()
    for (const { update } of this.entries) Y.applyUpdate(ydoc, update, 'log')
    this.#pages.set(personId, ydoc)
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'log') return
      const sequence = this.entries.length + 1
      this.entries.push({ draftId: 'p', personId, at: instant(sequence + this.#waited), update, sequence })
      for (const page of this.#pages.values()) if (page !== ydoc) Y.applyUpdate(page, update, 'log')
    })
    return ydoc
  }

  /** A section with an id, a title and a line, as the schema of the drafts has them; at the end. */
  addSection(personId: string, id: string, title: string, text: string): void {
    const page = this.page(personId)
    page.transact(() => {
      const section = new Y.XmlElement('section')
      page.getXmlFragment('default').push([section])
      section.setAttribute('id', id)
      section.insert(0, [elementWith('sectionTitle', title), elementWith('paragraph', text)])
    })
  }

  /** The element with that index in a section, as one of its pages holds it; the title is the first. */
  block(personId: string, section: number, index: number): Y.XmlElement {
    const around = this.page(personId).getXmlFragment('default').get(section)
    const block = around instanceof Y.XmlElement ? around.get(index) : null
    if (!(block instanceof Y.XmlElement)) throw new Error('There is no such block')
    return block
  }

  line(personId: string, section: number, index: number): Y.XmlText {
    const line = this.block(personId, section, index).get(0)
    if (!(line instanceof Y.XmlText)) throw new Error('There is no such line')
    return line
  }

  /** What Enter in the middle of a paragraph does in a ydoc: its tail is taken away and written behind it. */
  split(personId: string, section: number, index: number, at: number): void {
    const page = this.page(personId)
    page.transact(() => {
      const line = this.line(personId, section, index)
      const tail = line.toString().slice(at)
      line.delete(at, tail.length)
      const parent = this.block(personId, section, index).parent
      if (parent instanceof Y.XmlElement) parent.insert(index + 1, [elementWith('paragraph', tail)])
    })
  }

  insert(personId: string, index: number, text: string): void {
    this.page(personId).getText('t').insert(index, text)
  }

  remove(personId: string, index: number, length: number): void {
    this.page(personId).getText('t').delete(index, length)
  }
}

/** An element with one line. */
export function elementWith(name: string, text: string): Y.XmlElement {
  const element = new Y.XmlElement(name)
  element.insert(0, [new Y.XmlText(text)])
  return element
}
