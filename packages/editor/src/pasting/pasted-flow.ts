import type { Losses } from '../losses.ts'
import { htmlOf, type PastedBlock } from './pasted-blocks.ts'
import { childElements, isBlock, isElement, nameOf, styleOf, unread, wordsOf } from './pasted-elements.ts'
import { headingLevel } from './pasted-headings.ts'
import { isLeftOut } from './pasted-left-out.ts'
import type { PasteLossKind } from './pasted-losses.ts'
import { type Look, lookIn, marked, plainLook } from './pasted-marks.ts'
import type { PastedNotes } from './pasted-notes.ts'
import { cellHtml, cellsOf, hasWordsBesideCells, rowsOf, useOf } from './pasted-tables.ts'
import { countingOf, isMarker, type WordItem, webWordItem, wordItem } from './word-lists.ts'

/** What is known of all that is pasted while a part of it is read. */
export interface Pasting {
  readonly notes: PastedNotes
  readonly losses: Losses<PasteLossKind>
}

/** Reads what is in an element as blocks of the schema. */
export function blocksIn(element: Element, pasting: Pasting, look: Look = plainLook): readonly PastedBlock[] {
  const reader = new BlockReader(pasting)
  reader.readChildren(element, look)
  reader.endLine()
  return reader.blocks
}

class BlockReader {
  readonly blocks: PastedBlock[] = []
  readonly #pasting: Pasting
  /** The line that is being read. */
  #line = ''

  constructor(pasting: Pasting) {
    this.#pasting = pasting
  }

  readChildren(element: Element, look: Look): void {
    for (const child of element.childNodes) {
      if (isElement(child)) this.#read(child, look)
      else if (child.nodeType === 3) this.#text(child.nodeValue ?? '', look)
    }
  }

  /** Ends the line as a paragraph; one without words is space. */
  endLine(): void {
    const html = takeLine(this.#line)
    this.#line = ''
    if (html !== '') this.blocks.push({ kind: 'paragraph', html })
  }

  #text(text: string, look: Look): void {
    const words = text.replace(/[ \t\r\n\f]+/g, ' ')
    if (look.isOther && words.trim() !== '') this.#pasting.losses.add('look', words)
    if (words !== '') this.#line += marked(words, look)
  }

  #read(element: Element, around: Look): void {
    const { notes, losses } = this.#pasting
    const name = nameOf(element)
    if (unread.has(name) || isMarker(element) || notes.isNote(element) || notes.isWayBack(element)) return
    if (isLeftOut(element, losses)) return
    const note = notes.noteOf(element)
    if (note) {
      this.#line += `<span data-footnote="">${this.#noteText(note)}</span>`
      return
    }
    if (name === 'br') {
      if (styleOf(element).get('page-break-before') !== 'always') this.#line += '<br>'
      return
    }
    // The look of a mark of a note is not lost: it has one of its own.
    const look = holdsNote(element, notes) ? around : lookIn(element, around)
    if (!isBlock(element)) {
      if (name === 'a') this.#nameLostLink(element)
      this.readChildren(element, look)
      return
    }
    this.endLine()
    this.#block(element, look)
    this.endLine()
  }

  #nameLostLink(link: Element): void {
    const href = link.getAttribute('href')
    const isLost = href !== null && !href.startsWith('#') && lookIn(link, plainLook).href === null
    if (isLost && wordsOf(link) !== '') this.#pasting.losses.add('link', wordsOf(link))
  }

  #block(element: Element, look: Look): void {
    const { losses } = this.#pasting
    const name = nameOf(element)
    const level = headingLevel(element)
    if (level !== null) {
      if (wordItem(element)) losses.add('heading_number', wordsOf(element))
      const html = this.#lineIn(element, plainLook)
      if (html !== '') this.blocks.push({ kind: 'heading', level, html, words: wordsOf(element) })
      return
    }
    const item = name === 'p' ? wordItem(element) : name === 'li' ? webWordItem(element) : null
    if (item) {
      this.#item(item, this.#lineIn(element, look))
      return
    }
    switch (name) {
      case 'ul':
      case 'ol':
        if (childElements(element, 'li').some((each) => webWordItem(each))) this.readChildren(element, look)
        else this.#done(this.#list(element, look))
        return
      case 'blockquote': {
        const inside = htmlOf(blocksIn(element, this.#pasting, look), 'bold')
        this.#done(inside === '' ? '' : `<blockquote>${inside}</blockquote>`)
        return
      }
      case 'table':
        this.#table(element, look)
        return
      case 'pre':
        for (const line of (element.textContent ?? '').split('\n')) {
          this.#text(line, look)
          this.endLine()
        }
        return
      default:
        this.readChildren(element, look)
    }
  }

  #item({ isLettered, ...item }: WordItem, html: string): void {
    if (isLettered) this.#pasting.losses.add('list_format')
    if (html !== '') this.blocks.push({ kind: 'item', ...item, html })
  }

  #done(html: string): void {
    if (html !== '') this.blocks.push({ kind: 'done', html })
  }

  #list(list: Element, look: Look): string {
    const isOrdered = nameOf(list) === 'ol'
    const items: string[] = []
    for (const child of list.childNodes) {
      if (isElement(child) && ['ul', 'ol'].includes(nameOf(child))) {
        // As Google Docs nests: beside the item that it belongs to.
        const inner = this.#list(child, look)
        const last = items.pop()
        items.push(last === undefined ? `<li><p></p>${inner}</li>` : last.replace(/<\/li>$/, `${inner}</li>`))
        continue
      }
      const inside = htmlOf(this.#blocksOf(child, look), 'bold')
      // An item begins with a paragraph.
      if (inside !== '') items.push(`<li>${inside.startsWith('<p>') ? '' : '<p></p>'}${inside}</li>`)
    }
    if (items.length === 0) return ''
    if (!isOrdered) return `<ul>${items.join('')}</ul>`
    const type = list.getAttribute('type') ?? styleOf(list).get('list-style-type') ?? ''
    const first = childElements(list, 'li')[0]
    const counted = type || (first ? (styleOf(first).get('list-style-type') ?? '') : '')
    if (/^[ai]$|alpha|roman/i.test(counted)) this.#pasting.losses.add('list_format')
    return `<ol start="${Number(list.getAttribute('start') ?? 1)}">${items.join('')}</ol>`
  }

  /** An item, or what stands in a list without being one. */
  #blocksOf(child: Node, look: Look): readonly PastedBlock[] {
    const reader = new BlockReader(this.#pasting)
    if (!isElement(child)) reader.#text(child.nodeType === 3 ? (child.nodeValue ?? '') : '', look)
    else if (nameOf(child) === 'li') reader.readChildren(child, lookIn(child, look))
    else reader.#read(child, look)
    reader.endLine()
    return reader.blocks
  }

  #table(table: Element, look: Look): void {
    if (hasWordsBesideCells(table)) {
      this.readChildren(table, look)
      return
    }
    const rows = rowsOf(table)
    for (const caption of childElements(table, 'caption')) {
      this.readChildren(caption, look)
      this.endLine()
    }
    switch (useOf(table)) {
      case 'frame':
        for (const cell of rows.flatMap(cellsOf)) this.blocks.push(...blocksIn(cell, this.#pasting, look))
        return
      case 'marked_lines':
        for (const row of rows) this.#markedLine(row, look)
        return
      case 'table': {
        const inside = rows.map((row) =>
          cellsOf(row)
            .map((cell) => cellHtml(cell, this.#cell(cell, look)))
            .join(''),
        )
        const html = inside.map((cells) => (cells === '' ? '' : `<tr>${cells}</tr>`)).join('')
        this.#done(html === '' ? '' : `<table><tbody>${html}</tbody></table>`)
      }
    }
  }

  /** A sign and the text beside it, as one line: what counts points of an act is part of its text. */
  #markedLine(row: Element, look: Look): void {
    const [sign, ...cells] = cellsOf(row)
    const blocks = cells.flatMap((cell) => blocksIn(cell, this.#pasting, look))
    const marker = sign ? wordsOf(sign) : ''
    const [first, ...others] = blocks
    if (!countingOf(marker).isOrdered && /^[—–•\-·]$/.test(marker)) {
      this.#done(blocks.length === 0 ? '' : `<ul><li>${htmlOf(blocks, 'bold')}</li></ul>`)
      return
    }
    const before = `${marked(marker, plainLook)} `
    if (first?.kind === 'paragraph') this.blocks.push({ ...first, html: before + first.html }, ...others)
    else this.blocks.push({ kind: 'paragraph', html: before.trim() }, ...blocks)
  }

  #cell(cell: Element, look: Look): string {
    for (const inner of cell.querySelectorAll('table')) {
      if (useOf(inner) === 'table') this.#pasting.losses.add('nested_table', wordsOf(inner))
    }
    const blocks = blocksIn(cell, this.#pasting, lookIn(cell, look))
    return htmlOf(blocks.flatMap(unnested), 'bold')
  }

  /** The words of an element as one line. */
  #lineIn(element: Element, look: Look): string {
    const reader = new BlockReader(this.#pasting)
    reader.readChildren(element, look)
    reader.endLine()
    return reader.blocks.map(asLine).join('<br>')
  }

  #noteText(note: Element): string {
    const reader = new BlockReader(this.#pasting)
    reader.readChildren(note, plainLook)
    reader.endLine()
    const lines = reader.blocks.map((block) => block.html.replaceAll('<br>', ' '))
    return lines.join(' ').trim()
  }
}

/** A line without the blanks and breaks around it, and without space that somebody made of blanks. */
function takeLine(line: string): string {
  const html = line.replace(/[\u00a0 ]{2,}/g, ' ').replace(/^(?:\s|<br>)+|(?:\s|<br>)+$/g, '')
  const words = html.replace(/<(?!span)[^>]*>/g, '').replace(/\s+/g, '')
  return words === '' ? '' : html
}

/** A block inside of a line, which holds none: its lines, one below the other. */
function asLine({ kind, html }: PastedBlock): string {
  if (kind !== 'done') return html
  return html
    .replace(/<\/(?:p|h3|h4)>/g, '<br>')
    .replace(/<\/?(?:p|h3|h4|ul|ol|li|blockquote|table|tbody|tr|td|th)\b[^>]*>/g, '')
    .replace(/(?:<br>)+$/, '')
}

function holdsNote(element: Element, notes: PastedNotes): boolean {
  return [...element.querySelectorAll('a')].some((link) => notes.noteOf(link) || notes.isWayBack(link))
}

/** A table that lies in a cell, as its lines. */
function unnested(block: PastedBlock): readonly PastedBlock[] {
  if (block.kind !== 'done' || !block.html.startsWith('<table>')) return [block]
  const lines = block.html.replace(/<\/?(?:table|tbody|tr|td|th)[^>]*>/g, '')
  return [{ kind: 'done', html: lines.replaceAll('<p></p>', '') }]
}
