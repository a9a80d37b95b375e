/** Why a file is not read as a Word file. */
export const wordRefusals = [
  /** It is larger than is read. */
  'too_large',
  /** It holds more, or unpacks to more, than any text does: a zip bomb, or a mistake that acts like one. */
  'unpacks_too_large',
  /** It has macros. */
  'has_macros',
  /** It is locked with a password, or by rights management. */
  'encrypted',
  /** It is something else than a Word file of the present kind (.docx). */
  'not_word',
  /** It is a Word file, and damaged. */
  'damaged',
  /** There is no text in it. */
  'empty',
] as const

export type WordRefusal = (typeof wordRefusals)[number]

/** Carries an expected no out of the depths of a file; `readWord` makes a value of it. */
export class Refused extends Error {
  readonly code: WordRefusal

  constructor(code: WordRefusal) {
    super(code)
    this.code = code
  }
}
