import type { LossOf } from '../losses.ts'

/** What can stand in something that is pasted and has no place in the schema. */
export const pasteLossKinds = [
  'image',
  'object',
  'equation',
  'form_field',
  /** Raised, lowered and highlighted words: the words are kept. */
  'look',
  'hidden_text',
  /** A link to something else than a web or mail address: its words are kept. */
  'link',
  'heading_number',
  /** Letters or Roman numerals in front of list items: they become numbers. */
  'list_format',
  'heading_level',
  'contents',
  /** A tracked deletion; what was inserted is kept as text. */
  'deleted_text',
  'comment',
  /** A table in a cell: its text is kept in lines. */
  'nested_table',
] as const

export type PasteLossKind = (typeof pasteLossKinds)[number]

export type PasteLoss = LossOf<PasteLossKind>
