import { isSafeHref } from '../href.ts'
import { escaped, nameOf, styleOf } from './pasted-elements.ts'

/** How words look, as far as the schema knows it. */
export interface Look {
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly strike: boolean
  readonly href: string | null
  /** Raised, lowered or highlighted, which the schema does not know. */
  readonly isOther: boolean
}

export const plainLook: Look = {
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  href: null,
  isOther: false,
}

/** The look of what is in an element, from its name and its styles; a style outdoes the name. */
export function lookIn(element: Element, around: Look): Look {
  const name = nameOf(element)
  const style = styleOf(element)
  const weight = style.get('font-weight')
  const slant = style.get('font-style')
  const line = style.get('text-decoration-line') ?? style.get('text-decoration')
  const raised = style.get('vertical-align')
  const behind = style.get('mso-highlight') ?? style.get('background-color') ?? style.get('background')
  const href = name === 'a' ? element.getAttribute('href') : null
  return {
    bold: weight === undefined ? around.bold || name === 'b' || name === 'strong' : isBold(weight),
    italic:
      slant === undefined ? around.italic || name === 'i' || name === 'em' : /italic|oblique/.test(slant),
    underline: name === 'u' || (line === undefined ? around.underline : /underline/.test(line)),
    strike:
      around.strike ||
      ['s', 'strike', 'del'].includes(name) ||
      (line !== undefined && /line-through/.test(line)),
    href: href !== null && isSafeHref(href) ? href : around.href,
    isOther:
      around.isOther ||
      ['sup', 'sub', 'mark'].includes(name) ||
      raised === 'super' ||
      raised === 'sub' ||
      (behind !== undefined && name === 'span' && isHighlight(behind)),
  }
}

function isBold(weight: string): boolean {
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600
}

function isHighlight(background: string): boolean {
  return !/^(?:none|white|transparent|inherit|initial|window|#fff(?:fff)?|rgb\(255, ?255, ?255\)|rgba\(.*, ?0\))/.test(
    background,
  )
}

/** Words in their look, as HTML of the schema. */
export function marked(text: string, { bold, italic, underline, strike, href }: Look): string {
  let html = escaped(text)
  // A link is underlined by itself.
  if (underline && href === null) html = `<u>${html}</u>`
  if (strike) html = `<s>${html}</s>`
  if (italic) html = `<em>${html}</em>`
  if (bold) html = `<strong>${html}</strong>`
  return href === null ? html : `<a href="${escaped(href)}">${html}</a>`
}
