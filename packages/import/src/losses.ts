import type { LossOf } from '@samsyn/editor'

/** What Samsyn has no word for, so that it is not brought in. */
export const lossKinds = [
  'image',
  'text_box',
  'equation',
  'chart',
  'object',
  'form_field',
  'symbol',
  /** Raised, lowered and highlighted words: the words are kept. */
  'look',
  'hidden_text',
  /** A link to something else than a web or mail address: its words are kept. */
  'link',
  /** An automatic number in front of a heading. */
  'heading_number',
  /** A number that somebody wrote before a row whose number follows from its place. */
  'row_number',
  /** Letters or Roman numerals in front of list items: they become numbers. */
  'list_format',
  /** Headings under the third level: they become headings of the third. */
  'heading_level',
  'contents',
  'page_text',
  /** A tracked change of something that is not tracked here: the new state is brought in. */
  'change',
  /** A footnote to the title of a section. */
  'title_note',
  'embedded_text',
  /** The words that are said to be supported by a delegation keep no support. */
  'support',
] as const

export type LossKind = (typeof lossKinds)[number]

/** What was lost of a kind: how often, and the words in it, as far as it had any. */
export type Loss = LossOf<LossKind>
