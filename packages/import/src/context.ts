import type { Losses, TextJson } from '@samsyn/editor'
import type { Changes } from './changes.ts'
import type { LossKind } from './losses.ts'
import type { Numberings } from './numbering.ts'
import type { Styles } from './styles.ts'

/** What the parts of the reader share while one file is read. */
export interface Reading {
  readonly styles: Styles
  readonly numberings: Numberings
  readonly changes: Changes
  readonly losses: Losses<LossKind>
  /** Where the links of this part lead. */
  readonly links: ReadonlyMap<string, string>
  /** The words of a footnote or an endnote; null where there is none of the id. */
  readonly noteOf: (kind: 'footnote' | 'endnote', id: string) => readonly TextJson[] | null
  readonly isOwn: boolean
  /** Whether Samsyn wrote a line beside the text; null where the file does not say. */
  readonly ownWords: ((line: string) => boolean) | null
  /** The level of the headings that begin sections: those under it are headings, those further down subheadings. */
  readonly sectionLevel: number
  readonly newId: () => string
  /** Fields that have begun and not ended: some run over several paragraphs. */
  readonly fields: Field[]
}

/** A field: what Word computes, and the result that it has computed. */
export interface Field {
  instruction: string
  isResult: boolean
}
