import {
  type BracketKind,
  type FormattingName,
  formattingNames,
  isPassageLanguage,
  isSafeHref,
  type MarkJson,
  type SuggestionMarkJson,
} from '@samsyn/editor'
import type { ChangeType } from './changes.ts'
import type { Reading } from './context.ts'
import { drawingLoss } from './drawings.ts'
import type { Piece } from './pieces.ts'
import { type Look, lookOf, primary } from './styles.ts'
import { styleNames } from './word-names.ts'
import { childOf, childrenOf, textIn, wordValue, type XmlElement } from './xml.ts'

/** What lies around a run. */
interface Around {
  /** The outermost first. */
  readonly changes: readonly SuggestionMarkJson[]
  readonly href: string | null
}

const changing: Readonly<Record<string, ChangeType>> = {
  'w:ins': 'insertion',
  'w:moveTo': 'insertion',
  'w:del': 'deletion',
  'w:moveFrom': 'deletion',
}
const transparent = new Set([
  'w:smartTag',
  'w:customXml',
  'w:sdtContent',
  'w:dir',
  'w:bdo',
  'w:fldSimple',
  'mc:Choice',
])

const roles = new Map<string, BracketKind | 'number' | 'computed_number' | 'amended_away'>([
  [styleNames.number.toLowerCase(), 'number'],
  [styleNames.computedNumber.toLowerCase(), 'computed_number'],
  [styleNames.amendedAway.toLowerCase(), 'amended_away'],
  // The keys of the record are the kinds.
  ...Object.entries(styleNames.bracket).map(
    ([kind, name]) => [name.toLowerCase(), kind as BracketKind] as const,
  ),
])

/** What stands in a paragraph, in order. */
export function readPieces(paragraph: XmlElement, reading: Reading): readonly Piece[] {
  const pieces = inside(paragraph, { changes: [], href: null }, reading)
  if (!reading.isOwn) return pieces
  const away = textOf(pieces.filter(isAway))
  // What somebody typed among them in Word is no computed word.
  const isComputed = away !== '' && (reading.ownWords?.(away) ?? true)
  return isComputed ? pieces.filter((piece) => !isAway(piece)) : pieces
}

function isAway(piece: Piece): boolean {
  return piece.kind === 'text' && piece.role === 'amended_away'
}

function inside(element: XmlElement, around: Around, reading: Reading): readonly Piece[] {
  return childrenOf(element).flatMap((child) => piecesOf(child, around, reading))
}

function piecesOf(element: XmlElement, around: Around, reading: Reading): readonly Piece[] {
  const { losses } = reading
  const type = changing[element.name]
  if (type) {
    const change: SuggestionMarkJson = { type, attrs: { id: reading.changes.idOf(element) } }
    return inside(element, { ...around, changes: [...around.changes, change] }, reading)
  }
  if (transparent.has(element.name)) return inside(element, around, reading)
  switch (element.name) {
    case 'w:r':
      return readRun(element, around, reading)
    case 'w:hyperlink':
      return inside(element, { ...around, href: hrefOf(element, reading) }, reading)
    case 'w:sdt':
      return inside(element, around, reading)
    case 'mc:AlternateContent':
      return inside(firstChoice(element), around, reading)
    case 'w:moveFromRangeStart':
    case 'w:moveToRangeStart':
      reading.changes.beginMove(element)
      return []
    case 'w:moveFromRangeEnd':
    case 'w:moveToRangeEnd':
      reading.changes.endMove(element)
      return []
    case 'w:commentRangeStart':
    case 'w:commentRangeEnd':
      return [
        {
          kind: 'edge',
          edge: {
            commentId: element.attributes['w:id'] ?? '',
            isEnd: element.name === 'w:commentRangeEnd',
          },
        },
      ]
    case 'm:oMath':
    case 'm:oMathPara':
      losses.add('equation', textIn(element))
      return []
    case 'w:subDoc':
      losses.add('embedded_text')
      return []
    default:
      return []
  }
}

function readRun(run: XmlElement, around: Around, reading: Reading): readonly Piece[] {
  const properties = childOf(run, 'w:rPr')
  const styleName = reading.styles.nameOf(wordValue(childOf(properties, 'w:rStyle')))
  const look = lookIn(properties, reading)
  if (look.hidden) {
    const words = childrenOf(run, 'w:t').map(textIn).join('')
    if (words !== '') reading.losses.add('hidden_text', words)
    return []
  }
  const marks = marksOf(properties, look, around, reading)
  const role = roles.get(styleName) ?? null
  const pieces = inRun(run, marks, reading)
  if (reading.isOwn && role === 'amended_away')
    return pieces.flatMap((piece) => {
      if (piece.kind === 'break') return [{ kind: 'text', text: ' ', marks, role }]
      return piece.kind === 'text' ? [{ ...piece, role }] : []
    })
  const seen = pieces.filter((piece) => piece.kind !== 'edge')
  if (seen.length > 0 && around.changes.length === 0) reading.changes.passUnchanged()
  if (lookOf(properties).raised && seen.some(({ kind }) => kind === 'text')) {
    reading.losses.add('look', textOf(pieces))
  }
  return pieces.map((piece) => (piece.kind === 'text' ? { ...piece, role } : piece))
}

function inRun(run: XmlElement, marks: readonly MarkJson[], reading: Reading): readonly Piece[] {
  const { fields, losses } = reading
  const text = (words: string): readonly Piece[] =>
    words === '' || fields.some(({ isResult }) => !isResult)
      ? []
      : [{ kind: 'text', text: words, marks, role: null }]
  return childrenOf(run).flatMap((child): readonly Piece[] => {
    switch (child.name) {
      case 'w:t':
      case 'w:delText':
        return text(wordsOf(child))
      case 'w:tab':
      case 'w:ptab':
        return text('\t')
      case 'w:br':
        return isLineBreak(child) ? [{ kind: 'break', marks }] : []
      case 'w:cr':
        return [{ kind: 'break', marks }]
      case 'w:noBreakHyphen':
        return text('\u2011')
      case 'w:softHyphen':
        return text('\u00ad')
      case 'w:sym':
        return text(symbolOf(child, reading))
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        const kind = child.name === 'w:footnoteReference' ? 'footnote' : 'endnote'
        const content = reading.noteOf(kind, child.attributes['w:id'] ?? '')
        return content ? [{ kind: 'note', content, marks }] : []
      }
      case 'w:fldChar':
        passField(child, reading)
        return []
      case 'w:instrText': {
        const field = fields.at(-1)
        if (field && !field.isResult) field.instruction += textIn(child)
        return []
      }
      case 'mc:AlternateContent':
        return inRun(firstChoice(child), marks, reading)
      case 'w:drawing':
      case 'w:pict':
      case 'w:object': {
        const loss = drawingLoss(child)
        if (loss) losses.add(loss.kind, loss.words)
        return []
      }
      default:
        return []
    }
  })
}

/** Without `xml:space`, the space around words is the file's layout and none of the text's. */
function wordsOf(element: XmlElement): string {
  const words = textIn(element).replace(/\s*\n\s*/g, ' ')
  return element.attributes['xml:space'] === 'preserve' ? words : words.trim()
}

function isLineBreak({ attributes }: XmlElement): boolean {
  return (attributes['w:type'] ?? 'textWrapping') === 'textWrapping'
}

/** A sign of a symbol font has no letter of its own: which one it looks like only the font knows. */
function symbolOf({ attributes }: XmlElement, { losses }: Reading): string {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16)
  const isLetter = code >= 0x20 && code < 0xe000
  if (!isLetter) losses.add('symbol', attributes['w:font'])
  return isLetter ? String.fromCodePoint(code) : ''
}

function passField(element: XmlElement, { fields, losses }: Reading): void {
  switch (element.attributes['w:fldCharType']) {
    case 'begin':
      fields.push({ instruction: '', isResult: false })
      if (childOf(element, 'w:ffData')) losses.add('form_field')
      break
    case 'separate': {
      const field = fields.at(-1)
      if (field) field.isResult = true
      break
    }
    case 'end':
      fields.pop()
      break
  }
}

function hrefOf(element: XmlElement, { links, losses }: Reading): string | null {
  const id = element.attributes['r:id']
  if (id === undefined) return null
  const anchor = element.attributes['w:anchor']
  const href = `${links.get(id) ?? ''}${anchor === undefined ? '' : `#${anchor}`}`
  if (isSafeHref(href)) return href
  losses.add('link', textIn(element))
  return null
}

/** The address of the innermost field that is a link. */
function fieldHref({ fields }: Reading): string | null {
  for (const { instruction, isResult } of [...fields].reverse()) {
    const [, href] = (isResult && /^\s*HYPERLINK\s+"([^"]+)"/i.exec(instruction)) || []
    if (isSafeHref(href)) return href
  }
  return null
}

function lookIn(properties: XmlElement | undefined, { styles }: Reading): Look {
  const id = wordValue(childOf(properties, 'w:rStyle'))
  // What a proposal adds looks so because it is compared with the act.
  if (styles.nameOf(id) === styleNames.amendedIn.toLowerCase()) return lookOf(properties)
  const { underline, raised, ...byStyle } = styles.look(id)
  // Every link is underlined, and every mark of a footnote raised.
  const isLink = styles.nameOf(id).endsWith('hyperlink')
  return { ...byStyle, ...(underline !== undefined && !isLink ? { underline } : {}), ...lookOf(properties) }
}

function marksOf(
  properties: XmlElement | undefined,
  look: Look,
  { changes, href }: Around,
  reading: Reading,
): readonly MarkJson[] {
  const change = childOf(properties, 'w:rPrChange')
  const before = change ? lookIn(childOf(change, 'w:rPr'), reading) : look
  const lang = languageOf(properties, reading)
  const address = href ?? fieldHref(reading)
  return [
    ...changes,
    ...(change ? formattingOf(change, before, look, reading) : []),
    ...(lang === null ? [] : [{ type: 'language' as const, attrs: { lang } }]),
    ...(address === null ? [] : [{ type: 'link' as const, attrs: { href: address } }]),
    ...formattingNames.filter((name) => before[name]).map((type) => ({ type })),
  ]
}

/** A tracked change of formats, one mark for each pair of what is added and removed. */
function formattingOf(
  element: XmlElement,
  before: Look,
  after: Look,
  { changes, losses }: Reading,
): readonly MarkJson[] {
  const added = formattingNames.filter((name) => after[name] && !before[name])
  const removed = formattingNames.filter((name) => before[name] && !after[name])
  const count = Math.max(added.length, removed.length)
  if (count === 0) {
    losses.add('change')
    return []
  }
  const id = changes.idOf(element)
  const nothing: FormattingName | '' = ''
  return Array.from({ length: count }, (_each, index) => ({
    type: 'formatting' as const,
    attrs: { id, add: added[index] ?? nothing, remove: removed[index] ?? nothing },
  }))
}

/** The language of words, where it is said for them in particular: Word itself says it of all sorts of runs. */
function languageOf(properties: XmlElement | undefined, { styles, isOwn }: Reading): string | null {
  const said = primary(wordValue(childOf(properties, 'w:lang')))
  const lang = said === 'no' ? 'nb' : said
  return isPassageLanguage(lang) && (isOwn || lang !== styles.language) ? lang : null
}

/** Of contents in several forms the first: the later ones are for older programs. */
export function firstChoice(element: XmlElement): XmlElement {
  return childOf(element, 'mc:Choice') ?? childOf(element, 'mc:Fallback') ?? element
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('')
}
