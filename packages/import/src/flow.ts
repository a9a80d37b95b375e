import type { TableJson } from '@samsyn/editor'
import type { Reading } from './context.ts'
import { type Line, readLine } from './lines.ts'
import { isEdge } from './places.ts'
import { firstChoice } from './runs.ts'
import { isSuggested, type Suggested, suggested } from './suggested.ts'
import { bookmarkPrefixes, styleNames } from './word-names.ts'
import { childOf, childrenOf, textIn, type XmlElement } from './xml.ts'

/** What holds lines and tables together that Word has no word for. */
export interface Container {
  readonly type: keyof typeof bookmarkPrefixes
}

/** A line or a table of the body or of a cell, in its order. */
export type Entry = { readonly containers: readonly Container[] } & (
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'table'; readonly table: TableJson }
)

/** Reads a table; it is given by the caller, since cells hold lines and tables again. */
export type ReadTable = (table: XmlElement, reading: Reading) => TableJson | null

const pageMatter = new Set([styleNames.front, styleNames.end].map((name) => name.toLowerCase()))
const transparent = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:customXml',
  'w:smartTag',
  'w:ins',
  'w:moveTo',
  'w:del',
  'w:moveFrom',
])

/** The lines and tables of a body or a cell. */
export function readFlow(element: XmlElement, reading: Reading, readTable: ReadTable): readonly Entry[] {
  const flow = new FlowReader(reading, readTable)
  flow.read(element)
  return flow.entries
}

class FlowReader {
  readonly entries: Entry[] = []
  readonly #reading: Reading
  readonly #readTable: ReadTable
  /** Containers that have begun and not ended, the innermost last. */
  #open: readonly (Container & { readonly name: string })[] = []
  /** The names of bookmarks by their ids. */
  readonly #names = new Map<string, string>()
  /** What is suggested of the break before the next line. */
  #breaks: Suggested = {}

  constructor(reading: Reading, readTable: ReadTable) {
    this.#reading = reading
    this.#readTable = readTable
  }

  read(element: XmlElement): void {
    for (const child of childrenOf(element)) this.#readOne(child)
  }

  #readOne(element: XmlElement): void {
    const { losses } = this.#reading
    if (transparent.has(element.name)) {
      this.read(element)
      return
    }
    switch (element.name) {
      case 'w:p':
        this.#paragraph(element)
        break
      case 'w:tbl': {
        const table = this.#readTable(element, this.#reading)
        this.#dropBreaks()
        if (table) this.entries.push({ kind: 'table', table, containers: this.#open })
        break
      }
      case 'w:bookmarkStart':
        this.#begin(element)
        break
      case 'w:bookmarkEnd':
        this.#end(element)
        break
      case 'w:moveFromRangeStart':
      case 'w:moveToRangeStart':
        this.#reading.changes.beginMove(element)
        break
      case 'w:moveFromRangeEnd':
      case 'w:moveToRangeEnd':
        this.#reading.changes.endMove(element)
        break
      case 'mc:AlternateContent':
        this.read(firstChoice(element))
        break
      case 'm:oMathPara':
        losses.add('equation', textIn(element))
        break
      case 'w:altChunk':
        losses.add('embedded_text')
        break
    }
  }

  #paragraph(element: XmlElement): void {
    // Word itself puts the ends of bookmarks into paragraphs: before the words, or behind them.
    const bookmarks = bookmarksIn(element)
    for (const { mark, isBehind } of bookmarks)
      if (mark.name === 'w:bookmarkEnd' && !isBehind) this.#end(mark)
    for (const { mark } of bookmarks) if (mark.name === 'w:bookmarkStart') this.#begin(mark)
    const line = readLine(element, this.#breaks, this.#reading)
    if (this.#reading.isOwn && endsPages(element, line)) this.#breaks = { ...line.breaks, ...line.mark }
    else this.#line(line)
    for (const { mark, isBehind } of bookmarks) if (mark.name === 'w:bookmarkEnd' && isBehind) this.#end(mark)
  }

  #line(line: Line): void {
    const { losses, isOwn } = this.#reading
    this.#breaks = line.mark
    if (isOwn && pageMatter.has(line.styleName) && this.#isMatter(line)) return
    const isEmpty = line.content.length === 0
    if (isEmpty && line.styleName === styleNames.separator.toLowerCase()) {
      this.#breaks = { ...line.breaks, ...line.mark }
      return
    }
    if (/^toc( heading|\d| \d)/.test(line.styleName)) {
      losses.add('contents')
      return
    }
    this.entries.push({ kind: 'line', line, containers: this.#open })
  }

  /** Whether a line in the style of those beside the text is one that Samsyn wrote; what somebody wrote there is text. */
  #isMatter({ content }: Line): boolean {
    const { losses, ownWords } = this.#reading
    const words = content
      .map((inline) => (inline.type === 'text' ? inline.text : ' '))
      .join('')
      .trim()
    if (words === '' && content.every(({ type }) => type === 'text' || type === 'hardBreak')) return true
    if (ownWords) return ownWords(words)
    losses.add('page_text', words)
    return true
  }

  /** A container begins where its name is met first: some programs write its beginning twice, under two ids. */
  #begin({ attributes }: XmlElement): void {
    const name = attributes['w:name'] ?? ''
    // The keys of the record are the types.
    const type = (Object.keys(bookmarkPrefixes) as Container['type'][]).find((each) =>
      name.startsWith(bookmarkPrefixes[each]),
    )
    if (!type) return
    this.#names.set(attributes['w:id'] ?? '', name)
    if (!this.#open.some((each) => each.name === name)) this.#open = [...this.#open, { type, name }]
  }

  #end({ attributes }: XmlElement): void {
    const name = this.#names.get(attributes['w:id'] ?? '')
    const at = this.#open.findIndex((each) => each.name === name)
    const ended = this.#open[at]
    if (!ended) return
    this.#open = this.#open.slice(0, at)
    this.#breaks = withoutMarksOf(ended.type, this.#breaks)
  }

  /** A table has no break before it that could be suggested. */
  #dropBreaks(): void {
    const left = this.#open.reduce((breaks, { type }) => withoutMarksOf(type, breaks), this.#breaks)
    if (isSuggested(left)) this.#reading.losses.add('change')
    this.#breaks = {}
  }
}

/** Whether a paragraph is there only to say what the pages before it are like, as LibreOffice puts one in. */
function endsPages(paragraph: XmlElement, { content, styleName }: Line): boolean {
  return content.length === 0 && styleName === '' && childOf(paragraph, 'w:pPr', 'w:sectPr') !== undefined
}

/** The ends of bookmarks in a paragraph, and whether they stand behind any of its words. */
function bookmarksIn(paragraph: XmlElement) {
  const found: { readonly mark: XmlElement; readonly isBehind: boolean }[] = []
  let isBehind = false
  const visit = (element: XmlElement) => {
    for (const child of childrenOf(element)) {
      if (child.name === 'w:bookmarkStart' || child.name === 'w:bookmarkEnd')
        found.push({ mark: child, isBehind })
      else if (child.name === 'w:r') isBehind = true
      else visit(child)
    }
  }
  visit(paragraph)
  return found
}

/** The paragraph marks in a suggested quotation are suggested with it, and are no suggestions of their own. */
function withoutMarksOf(
  type: Container['type'],
  { suggestedInsertion, suggestedDeletion }: Suggested,
): Suggested {
  return suggested(
    type === 'insertedQuotation' ? undefined : suggestedInsertion,
    type === 'deletedQuotation' ? undefined : suggestedDeletion,
  )
}

/** Whether a line has neither words nor anything else. */
export function isBlank({ content, breaks }: Line): boolean {
  return content.every(isEdge) && !isSuggested(breaks)
}
