import type { TableJson, TableRowJson } from '../doc-json.ts'
import { type ActNumber, formatActNumber, numbersBetween } from '../numbering/act-number.ts'
import type { TemplateLanguage } from '../templates.ts'

/** What the numbers of rows are called at their head. */
export const rowWords: Readonly<Record<TemplateLanguage, string>> = {
  en: 'Row',
  sv: 'Rad',
  da: 'Række',
  nb: 'Rad',
  fi: 'Rivi',
  is: 'Röð',
}

/**
 * What is printed before each row of a table whose rows are numbered, as those of a trilogue are: at the head what the
 * numbers are, below it the numbers. Null for any other table. A row that is only suggested gets the number of an insertion, so
 * that the numbers of the rows that stand do not change before it is decided.
 */
export function rowLabels(
  { attrs, content }: TableJson,
  language: TemplateLanguage,
): readonly string[] | null {
  if (attrs?.form !== 'trilogue') return null
  const first = content.findIndex((row) => !isHead(row))
  const head = first < 0 ? content.length : first
  return [
    ...content.slice(0, head).map((_row, index) => (index === 0 ? rowWords[language] : '')),
    ...numbersOf(content.slice(head)),
  ]
}

function numbersOf(rows: readonly TableRowJson[]): readonly string[] {
  const numbers: ActNumber[] = []
  let standing = 0
  for (let at = 0; at < rows.length; ) {
    const length = rows.slice(at).findIndex((row) => !isSuggested(row))
    const suggested = length < 0 ? rows.length - at : length
    const isLast = at + suggested === rows.length
    numbers.push(
      ...numbersBetween(standing === 0 ? null : [standing], isLast ? null : [standing + 1], suggested),
    )
    at += suggested
    if (at < rows.length) {
      standing += 1
      numbers.push([standing])
      at += 1
    }
  }
  return numbers.map((number) => formatActNumber(number, 'figures'))
}

function isSuggested({ attrs }: TableRowJson): boolean {
  return Boolean(attrs?.suggestedInsertion)
}

function isHead({ content = [] }: TableRowJson): boolean {
  return content.length > 0 && content.every(({ type }) => type === 'tableHeader')
}
