import type { BracketKind, Numbering, SectionKind, TableForm } from '@samsyn/editor'

/**
 * What a document's parts are called in a Word file: names of styles, which Word keeps whatever its language is. What is
 * written under a name here is read under it again.
 */
export const styleNames = {
  title: 'Title',
  /** Lines about the text before and behind it; no part of the text. */
  front: 'Samsyn front matter',
  end: 'Samsyn end matter',
  /** An empty line that Word needs between tables; no part of the text. */
  separator: 'Samsyn separator',
  quotation: 'Quote',
  heading: { 3: 'heading 2', 4: 'heading 3' },
  section: {
    speaking_points: 'Samsyn speaking points',
    position: 'Samsyn position',
    drafting_suggestion: 'Samsyn drafting suggestion',
    justification: 'Samsyn justification',
    background: 'Samsyn background',
    red_lines: 'Samsyn red lines',
    fall_back: 'Samsyn fall-back',
    notes: 'Samsyn notes',
    defensive_points: 'Samsyn defensive points',
  } satisfies Readonly<Record<SectionKind, string>>,
  /** Of a paragraph; behind it that of the heading, if it is one. */
  numbered: {
    heading: 'Samsyn numbered heading',
    article: 'Samsyn article',
    recital: 'Samsyn recital',
    paragraph: 'Samsyn numbered paragraph',
    point: 'Samsyn point',
  } satisfies Readonly<Record<Numbering, string>>,
  /** The number that the base text gave such a line, in front of it. */
  number: 'Samsyn number',
  /** A number that follows from the place of a line or a row, and what stands around one of the base text; no part of the text. */
  computedNumber: 'Samsyn computed number',
  /** The signs that print a bracket. */
  bracket: {
    unagreed: 'Samsyn unagreed',
    alternative: 'Samsyn alternative',
    placeholder: 'Samsyn placeholder',
    national_check: 'Samsyn national check',
  } satisfies Readonly<Record<BracketKind, string>>,
  /** The line before an amendment table: its marking key. The other: the same of any other table. */
  amendmentKey: {
    amendment: 'Samsyn amendment table',
    presidency: 'Samsyn Presidency table',
    trilogue: 'Samsyn trilogue table',
  } satisfies Readonly<Record<TableForm, string>>,
  tableKey: 'Samsyn table key',
  /** In a proposal: words that it adds to the act, and words of the act that it leaves out, which are no part of it. */
  amendedIn: 'Samsyn amended in',
  amendedAway: 'Samsyn amended away',
} as const

/** How the names of bookmarks begin that hold together what Word has no word for. */
export const bookmarkPrefixes = {
  listItem: '_samsyn_item_',
  quotation: '_samsyn_quote_',
  insertedQuotation: '_samsyn_new_quote_',
  deletedQuotation: '_samsyn_old_quote_',
} as const

/** The fill of a header cell, in hexadecimal. */
export const headerFill = 'E3E9F0'

/** The property of a file that says that Samsyn wrote it. */
export const originProperty = 'SamsynDocument'

/** The languages of texts and passages as Word names them. */
export const wordLanguages: Readonly<Record<string, string>> = {
  da: 'da-DK',
  de: 'de-DE',
  en: 'en-GB',
  es: 'es-ES',
  et: 'et-EE',
  fi: 'fi-FI',
  fo: 'fo-FO',
  fr: 'fr-FR',
  is: 'is-IS',
  kl: 'kl-GL',
  la: 'la-Latn',
  lt: 'lt-LT',
  lv: 'lv-LV',
  nb: 'nb-NO',
  nl: 'nl-NL',
  nn: 'nn-NO',
  pl: 'pl-PL',
  se: 'se-NO',
  sma: 'sma-SE',
  smj: 'smj-SE',
  sv: 'sv-SE',
}
