import { isElement, nameOf, styleOf } from './pasted-elements.ts'

/** Footnotes of something pasted: what each mark in the text leads to. */
export interface PastedNotes {
  /** What the note of a mark is in; null for a link that is no mark of a note. */
  readonly noteOf: (mark: Element) => Element | null
  /** Whether an element is a note, which stands where its mark is. */
  readonly isNote: (element: Element) => boolean
  /** Whether a link leads from a note back to its mark. */
  readonly isWayBack: (link: Element) => boolean
}

/**
 * Finds footnotes by what Word, Google Docs and EUR-Lex have in common: a link to a place whose own link leads back to it.
 */
export function notesIn(root: Element): PastedNotes {
  const elements = [...root.querySelectorAll('*')]
  const places = new Map<string, Element>()
  for (const element of elements)
    for (const name of namesOf(element)) if (!places.has(name)) places.set(name, element)
  const order = new Map(elements.map((element, index) => [element, index]))
  const notes = new Map<Element, Element>()
  const ways = new Set<Element>()
  for (const mark of elements) {
    const target = targetOf(mark)
    const place = target === null ? undefined : places.get(target)
    if (!place || (order.get(place) ?? 0) < (order.get(mark) ?? 0)) continue
    const note = blockAround(place)
    if (!note || note.contains(mark)) continue
    const names = [mark, mark.parentElement].flatMap((element) => (element ? namesOf(element) : []))
    const back = [...note.querySelectorAll('a')].find((link) => names.includes(targetOf(link) ?? ''))
    if (!back) continue
    notes.set(mark, note)
    ways.add(back)
  }
  const blocks = new Set(notes.values())
  return {
    noteOf: (mark) => notes.get(mark) ?? null,
    isNote: (element) => blocks.has(element),
    isWayBack: (link) => ways.has(link),
  }
}

function namesOf(element: Element): readonly string[] {
  return [element.getAttribute('id'), element.getAttribute('name')].flatMap((name) => (name ? [name] : []))
}

function targetOf(element: Element): string | null {
  const href = nameOf(element) === 'a' ? element.getAttribute('href') : null
  return href?.startsWith('#') && href.length > 1 ? href.slice(1) : null
}

/** What of the text a note is: Word's own element for it, otherwise the line. */
function blockAround(place: Element): Element | null {
  for (let element: Element | null = place; element; element = element.parentElement) {
    if (/^(?:foot|end)note$/.test(styleOf(element).get('mso-element') ?? '')) return element
  }
  for (let element: Node | null = place; element && isElement(element); element = element.parentNode) {
    if (['p', 'li', 'div', 'dd'].includes(nameOf(element))) return element
  }
  return null
}
