import type { InlineJson, Numbering, SectionKind } from '@samsyn/editor'
import { inlineOf } from './brackets.ts'
import type { Reading } from './context.ts'
import type { ListMark } from './numbering.ts'
import type { Piece } from './pieces.ts'
import { readPieces } from './runs.ts'
import { type Styles, sectionKindOf } from './styles.ts'
import { type Suggested, suggested } from './suggested.ts'
import { styleNames } from './word-names.ts'
import { childOf, numberOf, wordValue, type XmlElement } from './xml.ts'

/** A paragraph of a file. */
export interface Line {
  /** In lower case. */
  readonly styleName: string
  readonly content: readonly InlineJson[]
  /** From 1; null where it is no heading. */
  readonly headingLevel: number | null
  /** Of a section whose title it is by its style. */
  readonly sectionKind: SectionKind | null
  readonly list: ListMark | null
  readonly numbering: Numbering | null
  readonly baseNumber: string | null
  /** What is suggested of the break before it. */
  readonly breaks: Suggested
  /** The same of its own mark, which is the break behind it. */
  readonly mark: Suggested
}

const numberings = new Map<string, Numbering>(
  // The keys of the record are the kinds.
  Object.entries(styleNames.numbered).map(([kind, name]) => [name.toLowerCase(), kind as Numbering]),
)

/** Reads a paragraph, and counts it in its list. */
export function readLine(paragraph: XmlElement, breaks: Suggested, reading: Reading): Line {
  const { styles, numberings: lists, losses, newId } = reading
  const properties = childOf(paragraph, 'w:pPr')
  const styleId = wordValue(childOf(properties, 'w:pStyle'))
  const styleName = styles.nameOf(styleId)
  const pieces = readPieces(paragraph, reading)
  const mark = readMark(properties, reading)
  if (childOf(properties, 'w:pPrChange')) losses.add('change')
  const headingLevel = headingLevelOf(paragraph, styles)
  const list = lists.next(numberingOf(properties, styles.numbering(styleId)))
  if (headingLevel !== null && list?.isOrdered) losses.add('heading_number', textOf(pieces))
  const [base, heading] = styleName.split(/ (?=heading \d$)/)
  const numbered = numberings.get(base ?? '')
  return {
    styleName,
    content: inlineOf(
      pieces.filter((piece) => !isNumber(piece) && !isComputed(piece)),
      newId,
    ),
    headingLevel: heading === undefined || numbered === undefined ? headingLevel : Number(heading.at(-1)),
    sectionKind: sectionKindOf(styleName),
    list: headingLevel === null ? list : null,
    numbering: numbered ?? null,
    baseNumber: textOf(pieces.filter(isNumber)).trim() || null,
    breaks,
    mark,
  }
}

/** What is suggested of a paragraph's mark. */
function readMark(properties: XmlElement | undefined, { changes }: Reading): Suggested {
  const look = childOf(properties, 'w:rPr')
  const [inserted, deleted] = [
    childOf(look, 'w:ins') ?? childOf(look, 'w:moveTo'),
    childOf(look, 'w:del') ?? childOf(look, 'w:moveFrom'),
  ]
  if (!inserted && !deleted) changes.passUnchanged()
  return suggested(inserted && changes.idOf(inserted), deleted && changes.idOf(deleted))
}

/** The level of a paragraph that is a heading, from 1; null for any other. */
export function headingLevelOf(paragraph: XmlElement, styles: Styles): number | null {
  const properties = childOf(paragraph, 'w:pPr')
  const outline = numberOf(wordValue(childOf(properties, 'w:outlineLvl')))
  if (outline === null) return styles.headingLevel(wordValue(childOf(properties, 'w:pStyle')))
  return outline < 9 ? outline + 1 : null
}

/** Its own numbering, as far as it says one, over that of its style. */
function numberingOf(
  properties: XmlElement | undefined,
  byStyle: XmlElement | undefined,
): XmlElement | undefined {
  const own = childOf(properties, 'w:numPr')
  if (!own || !byStyle) return own ?? byStyle
  return { ...own, children: [...own.children, ...byStyle.children] }
}

function isNumber(piece: Piece): boolean {
  return piece.kind === 'text' && piece.role === 'number'
}

/** No number is longer; what somebody wrote in Word right behind one is in its style, and is no number. */
const longestLabel = 24

function isComputed(piece: Piece): boolean {
  return piece.kind === 'text' && piece.role === 'computed_number' && piece.text.length <= longestLabel
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
}
