import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { doc, p, paragraphs, section, table } from '../test/builders.ts'
import { meet, openPages, type Page } from '../test/pages.ts'
import { type DocJson, setters } from './index.ts'

const [finland, denmark] = [1001, 2002]

function openAs(seed: DocJson): readonly [Page, Page] {
  const pages = openPages(seed)
  pages[0].ydoc.clientID = finland
  pages[1].ydoc.clientID = denmark
  return pages
}

const lineOf = ({ ydoc }: Page): Y.XmlText => {
  const [paragraph] = ydoc.getXmlFragment('default').querySelectorAll('paragraph')
  const line = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(line instanceof Y.XmlText)) throw new Error('The paragraph has no line')
  return line
}

const marksOf = ({ ydoc }: Page) =>
  setters(ydoc).formats.map(({ name, from, to, client, closedBy }) => ({
    name,
    from,
    to,
    client,
    closedBy: closedBy?.client ?? null,
  }))

describe('setters', () => {
  it('[E70] tells of every attribute who set its present value, whoever wrote the element', () => {
    const pages = openAs(doc(section('s1', 'Title', [p('x'), table(['a'], ['b'])])))
    const of = (page: Page, name: string) => setters(page.ydoc).attributes.filter((one) => one.name === name)
    const element = ({ ydoc }: Page) => ydoc.getXmlFragment('default').get(0) as Y.XmlElement
    element(pages[0]).setAttribute('support', 'FI')
    element(pages[0]).setAttribute('kind', 'background')
    meet(pages)
    element(pages[1]).setAttribute('support', 'FI, DK')
    meet(pages)
    for (const page of pages) {
      expect(of(page, 'support')).toEqual([
        { element: element(page), name: 'support', value: 'FI, DK', client: denmark, clock: 0 },
      ])
      expect(of(page, 'kind')).toMatchObject([{ value: 'background', client: finland, clock: 1 }])
    }
    const [id] = of(pages[0], 'id')
    expect([finland, denmark]).not.toContain(id?.client)
    element(pages[0]).removeAttribute('support')
    expect(of(pages[0], 'support')).toEqual([])
  })

  it('[E70] of two who set one attribute at the same moment names the one whose value counts', () => {
    const pages = openAs(paragraphs('x'))
    for (const [index, page] of pages.entries()) {
      const [paragraph] = page.ydoc.getXmlFragment('default').querySelectorAll('paragraph')
      if (paragraph instanceof Y.XmlElement) paragraph.setAttribute('support', String(index))
    }
    meet(pages)
    const found = pages.map(({ ydoc }) => setters(ydoc).attributes.filter(({ name }) => name === 'support'))
    for (const one of found) {
      expect(one).toHaveLength(1)
      expect(one[0]?.client).toBe(one[0]?.value === '0' ? finland : denmark)
    }
  })

  it('[E71] tells of every format over a line who set it, also where others typed inside and beside it', () => {
    const pages = openAs(paragraphs('At least eight weeks before.'))
    lineOf(pages[0]).format(9, 5, { bold: { reason: 'FI' } })
    meet(pages)
    lineOf(pages[1]).format(0, 14, { italic: true })
    lineOf(pages[1]).insert(12, 'een')
    lineOf(pages[1]).insert(0, 'Now: ')
    meet(pages)
    for (const page of pages) {
      expect(marksOf(page)).toEqual([
        { name: 'italic', from: 5, to: 22, client: denmark, closedBy: denmark },
        { name: 'bold', from: 14, to: 22, client: finland, closedBy: finland },
      ])
      const [, bold] = setters(page.ydoc).formats
      expect(bold).toMatchObject({ line: lineOf(page), value: { reason: 'FI' } })
    }
  })

  it('[E71] gives a format that another took over to that other, from where on it holds', () => {
    const pages = openAs(paragraphs('eight weeks'))
    lineOf(pages[0]).format(0, 11, { link: 'one' })
    meet(pages)
    lineOf(pages[1]).format(6, 5, { link: 'two' })
    expect(marksOf(pages[1])).toEqual([
      { name: 'link', from: 0, to: 6, client: finland, closedBy: denmark },
      { name: 'link', from: 6, to: 11, client: denmark, closedBy: denmark },
    ])
    lineOf(pages[1]).format(0, 11, { link: null })
    expect(marksOf(pages[1])).toEqual([])
  })

  it('[E72] shows where another moved the end of a format over words it was not set on', () => {
    const pages = openAs(paragraphs('shall be sent'))
    lineOf(pages[0]).format(0, 5, { bold: {} })
    meet(pages)
    // Yjs has no command for this; whoever builds the bytes by hand can delete the end alone.
    const { ydoc } = pages[1]
    ydoc.transact((transaction) => {
      for (let item = lineOf(pages[1])._start; item !== null; item = item.right) {
        if (item.content instanceof Y.ContentFormat && item.content.value === null) item.delete(transaction)
      }
    })
    expect(marksOf(pages[1])).toEqual([{ name: 'bold', from: 0, to: 13, client: finland, closedBy: null }])
  })

  it('[E73] gives what a page moves or splits to the one who did, and changes nothing by reading', () => {
    const pages = openAs(paragraphs('One. Two.'))
    lineOf(pages[0]).format(5, 4, { bold: {} })
    meet(pages)
    pages[1].edit(
      doc(
        section('s1', 'Position', [
          p('One.'),
          { type: 'paragraph', content: [{ type: 'text', text: 'Two.', marks: [{ type: 'bold' }] }] },
        ]),
      ),
    )
    expect(marksOf(pages[1])).toMatchObject([{ name: 'bold', from: 0, to: 4, client: denmark }])
    const before = Y.encodeStateAsUpdate(pages[1].ydoc)
    setters(pages[1].ydoc)
    expect(Y.encodeStateAsUpdate(pages[1].ydoc)).toEqual(before)
  })
})
