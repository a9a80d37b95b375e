import type { TableForm } from '../doc-json.ts'
import type { TemplateLanguage } from '../templates.ts'
import { amendmentWords } from './amendment-words.ts'

/** What an amendment table can begin with: our own proposals in two to four columns, or as the Council lays out its texts. */
export const amendmentLayouts = [
  'two_columns',
  'three_columns',
  'four_columns',
  'presidency',
  'trilogue',
] as const

export type AmendmentLayout = (typeof amendmentLayouts)[number]

/** The form of a table in a layout. */
export function formOf(layout: AmendmentLayout): TableForm {
  return layout === 'presidency' || layout === 'trilogue' ? layout : 'amendment'
}

/** The titles of the columns that a layout begins with, in the language of the text. */
export function columnTitles(layout: AmendmentLayout, language: TemplateLanguage): readonly string[] {
  const words = amendmentWords[language]
  switch (layout) {
    case 'two_columns':
      return [words.act, words.proposal]
    case 'three_columns':
      return [words.act, words.proposal, words.justification]
    case 'four_columns':
      return [words.number, words.act, words.proposal, words.justification]
    case 'presidency':
      return [words.commission, words.presidency, words.suggestion]
    case 'trilogue':
      return [words.commission, words.parliament, words.council, words.agreement]
  }
}
