import { isElement, nameOf, styleOf, wordsOf } from './pasted-elements.ts'

/** An item of a list as Word writes it into HTML: a paragraph that says it is one. */
export interface WordItem {
  readonly level: number
  readonly list: string
  readonly isOrdered: boolean
  readonly number: number | null
  /** Whether it is counted by letters or Roman numerals. */
  readonly isLettered: boolean
}

/** The item of a list that a paragraph is; null for every other one. */
export function wordItem(paragraph: Element): WordItem | null {
  const said = /^(\S+) level(\d+)( \S+)?/.exec(styleOf(paragraph).get('mso-list') ?? '')
  if (!said) return null
  const [, list = '', level = '1', override = ''] = said
  const marker = markerOf(paragraph)
  return { level: Number(level), list: list + override, ...countingOf(marker) }
}

/** Whether an element is the sign in front of an item. */
export function isMarker(element: Element): boolean {
  return styleOf(element).get('mso-list') === 'ignore'
}

/** How a sign in front of an item counts. A bullet of Word is a letter of a symbol font, often `o`. */
export function countingOf(marker: string): Omit<WordItem, 'level' | 'list'> {
  const number = /^\(?(?:\d+\.)*(\d+)[.):\]]?$/.exec(marker)?.[1]
  if (number !== undefined) return { isOrdered: true, number: Number(number), isLettered: false }
  const letters = /^\(?([a-z]{1,2}|[ivxlcdm]+)[.):\]]$/i.exec(marker)?.[1]
  if (letters === undefined) return { isOrdered: false, number: null, isLettered: false }
  return { isOrdered: true, number: placeOf(letters.toLowerCase()), isLettered: true }
}

/** Where letters stand in their row, where that is sure. */
function placeOf(letters: string): number | null {
  if (letters === 'i') return 1
  return letters.length === 1 ? letters.charCodeAt(0) - 'a'.charCodeAt(0) + 1 : null
}

function markerOf(paragraph: Element): string {
  const markers = [...paragraph.querySelectorAll('*')].filter(isMarker)
  return markers.map(wordsOf).join('').replaceAll('\u00a0', '').trim()
}

/** An item as Word for the web writes it: in a list of its own, which says how deep it lies. */
export function webWordItem(item: Element): WordItem | null {
  const list = item.getAttribute('data-listid')
  const level = Number(item.getAttribute('data-aria-level') ?? item.getAttribute('aria-level'))
  const parent = item.parentNode
  if (list === null || !Number.isInteger(level) || level < 1 || !parent || !isElement(parent)) return null
  const isOrdered = nameOf(parent) === 'ol'
  const start = Number(parent.getAttribute('start') ?? 1)
  return { level, list, isOrdered, number: isOrdered ? start : null, isLettered: false }
}
