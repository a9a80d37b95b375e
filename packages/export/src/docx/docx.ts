import type { Language } from '@samsyn/domain'
import { type DocJson, docNumbers, type Footnote, footnotesOf, numberLabel } from '@samsyn/editor'
import { originProperty, ownWordsProperties, wordLanguages } from '@samsyn/import'
import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  type IPropertiesOptions,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx'
import type { ExportOptions } from '../context.ts'
import { fileWords } from '../file-words.ts'
import { reservationLines, withReservations } from '../reservations.ts'
import { section } from './blocks.ts'
import { commentOptions, marksOfWhole } from './comments.ts'
import { type DocxContext, docxContext } from './context.ts'
import type { DocxFacts, DocxMargin, DocxThread } from './facts.ts'
import { type PagePart, separator } from './flow.ts'
import { noteChildren } from './inline.ts'
import { margin, pageHeight, pageWidth, textWidth, wideTextWidth } from './measures.ts'
import { numberingOptions } from './numbering.ts'
import { styleIds, stylesOptions } from './styles.ts'
import { cleanText } from './text.ts'

/** A text as a Word file: suggestions as tracked changes, threads as comments, footnotes at the foot of their page. */
export async function toDocx(
  text: DocJson,
  facts: DocxFacts,
  { threads, suggestions, attribution = 'inline' }: DocxMargin & ExportOptions,
): Promise<Uint8Array> {
  const doc = withReservations(text, facts.reservations)
  const notes = footnotesOf(doc, { attribution })
  const numbers = new Map(
    [...docNumbers(doc)].map(([line, number]) => [line, numberLabel(number, facts.language)]),
  )
  const words = fileWords[facts.language]
  const { language } = facts
  const context = docxContext({ threads, suggestions }, { attribution, notes, numbers, words, language })
  const parts = joined([
    { isWide: false, children: front(facts, threads) },
    ...doc.content.flatMap((each) => section(each, context)),
  ])
  const reserved = reservationLines(facts.reservations, notes).map(
    ({ country, text }) => `${country}: ${text}`,
  )
  const below = [...reserved, ...facts.foot].map(cleanText)
  const foot = below.map((text) => new Paragraph({ style: styleIds.end, text }))
  for (const line of [facts.sampleMark ?? '', ...facts.notices, ...facts.head])
    context.ownWords.add(cleanText(line))
  for (const line of below) context.ownWords.add(line)
  const footnotes = Object.fromEntries(notes.map((note) => [note.number, footnote(note, context)]))
  return new Uint8Array(
    await Packer.toArrayBuffer(file({ parts: withFoot(parts, foot), footnotes }, facts, threads, context)),
  )
}

function footnote({ content }: Footnote, context: DocxContext) {
  const children = [new TextRun(' '), ...noteChildren(content, context)]
  return { children: [new Paragraph({ style: 'FootnoteText', children })] }
}

/**
 * Parts on pages of one kind in one. What pages are like Word has in their last paragraph: a separator of our own, so that no
 * line of the text is taken for one that another program put there for it.
 */
function joined(parts: readonly PagePart[]): readonly PagePart[] {
  const all: PagePart[] = []
  for (const part of parts) {
    const last = all.at(-1)
    if (last && last.isWide === part.isWide) {
      all[all.length - 1] = { ...last, children: [...last.children, ...part.children] }
    } else {
      if (last) all[all.length - 1] = { ...last, children: [...last.children, separator()] }
      all.push(part)
    }
  }
  return all
}

/** What is said at the end stands on the last page, of whichever kind that is. */
function withFoot(parts: readonly PagePart[], foot: readonly FileChild[]): readonly PagePart[] {
  return parts.map((part, index) =>
    index === parts.length - 1 ? { ...part, children: [...part.children, ...foot] } : part,
  )
}

interface Written {
  readonly parts: readonly PagePart[]
  readonly footnotes: NonNullable<IPropertiesOptions['footnotes']>
}

function file(
  { parts, footnotes }: Written,
  facts: DocxFacts,
  threads: readonly DocxThread[],
  context: DocxContext,
): Document {
  return new Document({
    title: cleanText(facts.title),
    creator: 'Samsyn',
    lastModifiedBy: 'Samsyn',
    customProperties: [{ name: originProperty, value: '1' }, ...ownWordsProperties(context.ownWords)],
    styles: stylesOptions(wordLanguages[facts.language] ?? facts.language),
    numbering: numberingOptions(context),
    footnotes,
    ...(threads.length === 0 ? {} : { comments: { children: commentOptions(threads) } }),
    sections: parts.map((part) => pages(part, facts)),
  })
}

function pages({ isWide, children }: PagePart, facts: DocxFacts): ISectionOptions {
  const orientation = isWide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
  const width = isWide ? wideTextWidth : textWidth
  const line = (start: readonly string[], end: readonly string[]) => pageLine(start, end, width)
  return {
    properties: {
      page: {
        size: { width: pageWidth, height: pageHeight, orientation },
        margin: { top: margin, bottom: margin, left: margin, right: margin },
      },
    },
    headers: { default: new Header({ children: [line([facts.marking], [facts.state]), ...notices(facts)] }) },
    footers: { default: new Footer({ children: [line([facts.title], pageNumbers(facts.language))] }) },
    children,
  }
}

function front(facts: DocxFacts, threads: readonly DocxThread[]): readonly FileChild[] {
  const { before, behind } = marksOfWhole(threads)
  return [
    ...(facts.sampleMark === null
      ? []
      : [
          new Paragraph({
            style: styleIds.front,
            border: box,
            spacing: { after: 240 },
            children: [new TextRun({ text: cleanText(facts.sampleMark), bold: true })],
          }),
        ]),
    new Paragraph({
      style: styleIds.title,
      children: [...before, new TextRun(cleanText(facts.title)), ...behind],
    }),
    ...facts.notices.map(
      (line) =>
        new Paragraph({
          style: styleIds.front,
          children: [new TextRun({ text: cleanText(line), bold: true, color: warning })],
        }),
    ),
    ...facts.head.map((line) => new Paragraph({ style: styleIds.front, text: cleanText(line) })),
  ]
}

/** What must be known before all else, in a line of its own at the head of every page. */
function notices({ notices: all }: DocxFacts): readonly Paragraph[] {
  if (all.length === 0) return []
  const text = cleanText(all.join(' · '))
  return [
    new Paragraph({
      style: styleIds.page,
      children: [new TextRun({ text, bold: true, color: warning })],
    }),
  ]
}

const warning = '9A1B1B'

const edge = { style: BorderStyle.SINGLE, size: 12, space: 4, color: '9A5B00' }
const box = { top: edge, bottom: edge, left: edge, right: edge }

/** A line at the head or foot of every page: something at its beginning, something at its end. */
function pageLine(start: readonly string[], end: readonly string[], width: number): Paragraph {
  return new Paragraph({
    style: styleIds.page,
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [new TextRun({ children: [...start.map(cleanText), '\t', ...end] })],
  })
}

function pageNumbers(language: Language): readonly string[] {
  const [page, of] = fileWords[language].page
  return [`${page} `, PageNumber.CURRENT, of, PageNumber.TOTAL_PAGES]
}
