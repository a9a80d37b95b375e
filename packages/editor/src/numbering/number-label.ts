import type { Numbering } from '../doc-json.ts'
import type { TemplateLanguage } from '../templates.ts'
import type { LineNumber } from './numbers.ts'

/** What an article is called in each language, the number where the `#` is. */
const articles: Readonly<Record<TemplateLanguage, string>> = {
  en: 'Article #',
  sv: 'Artikel #',
  da: 'Artikel #',
  nb: 'Artikkel #',
  fi: '# artikla',
  is: '#. gr.',
}

/** The number of a line as it is printed before it, in the language of the text. */
export function numberLabel({ numbering, number }: LineNumber, language: TemplateLanguage): string {
  if (number === '') return ''
  const text = language === 'fi' ? number.replace(/(?<=\d)(?=-?[a-z])/g, ' ') : number
  switch (numbering) {
    case 'article':
      return language === 'is' ? icelandic(number) : articles[language].replace('#', text)
    case 'recital':
      return `(${text})`
    case 'paragraph':
      return `${text}.`
    case 'point':
      return language === 'en' ? `(${text})` : `${text})`
    case 'heading':
      return /[.)]$/.test(text) ? text : `${text}.`
    case null:
      return text
  }
}

/** Icelandic acts put the letter behind the word: 3. gr. a. */
function icelandic(number: string): string {
  const [, start = number, suffix = ''] = /^(-?\d+)(.*)$/.exec(number) ?? []
  return `${articles.is.replace('#', start)}${suffix === '' ? '' : ` ${suffix}`}`
}

const starts: Readonly<Record<Numbering, RegExp>> = {
  article:
    /^\s*(?:(?:article|artikel|artikkel)\s+(-?\d{1,4}(?: ?[a-z]{1,2})?)|(-?\d{1,4}(?: [a-z]{1,2})?)\s+artikla|(-?\d{1,4})\.\s+gr\.(?: ([a-z]{1,2})(?![a-z]))?)(?![\p{L}\d])\s*[–—:.-]?\s*/iu,
  recital: /^\s*\((-?\d{1,4}(?: ?[a-z]{1,2})?)\)\s+/iu,
  paragraph: /^\s*(-?\d{1,4}[a-z]{0,2})\.\s+/iu,
  point: /^\s*\(?(-?[a-z]{1,3})\)\s+/iu,
  heading: /^\s*(\d{1,3}|[IVXLC]+)\.\s+/u,
}

/** The number that a line begins with as text, where it stands before such a line in an act; and how many characters it takes. */
export function writtenNumber(
  text: string,
  numbering: Numbering,
): { readonly number: string; readonly length: number } | null {
  const match = starts[numbering].exec(text)
  if (!match) return null
  const [whole, ...groups] = match
  return { number: groups.join('').replaceAll(' ', ''), length: whole.length }
}
