/** What a section of a joint text is for; the reading page begins with the speaking points. */
export const jointSectionKinds = [
  'speaking_points',
  'position',
  'drafting_suggestion',
  'justification',
  'background',
] as const

/** What a section of a delegation's own pages is for. */
export const pagesSectionKinds = ['red_lines', 'fall_back', 'defensive_points', 'notes'] as const

/** Every kind of section, in whichever text. */
export const sectionKinds = [...jointSectionKinds, ...pagesSectionKinds] as const

export type JointSectionKind = (typeof jointSectionKinds)[number]

export type SectionKind = (typeof sectionKinds)[number]

/** What a bracket says of its text: not agreed, rival wordings, something to be filled in, or a check in a capital. */
export const bracketKinds = ['unagreed', 'alternative', 'placeholder', 'national_check'] as const

export type BracketKind = (typeof bracketKinds)[number]

/** The delegations that a wording can have the support of, in the order in which they are printed. */
export const supporterCountries = ['DK', 'FI', 'IS', 'NO', 'SE'] as const

export type SupporterCountry = (typeof supporterCountries)[number]

/** What a numbered heading or paragraph is in an act. */
export const numberings = ['heading', 'article', 'recital', 'paragraph', 'point'] as const

export type Numbering = (typeof numberings)[number]

/** The marks that a suggestion can add or remove. */
export const formattingNames = ['bold', 'italic', 'underline', 'strike'] as const

export type FormattingName = (typeof formattingNames)[number]

/** The languages that a passage can be marked as, by their BCP 47 tags. */
export const passageLanguages = [
  ...['da', 'fi', 'is', 'nb', 'nn', 'sv'],
  ...['fo', 'kl', 'se', 'sma', 'smj'],
  ...['de', 'en', 'es', 'et', 'fr', 'la', 'lt', 'lv', 'nl', 'pl'],
] as const

export type PassageLanguage = (typeof passageLanguages)[number]

/**
 * What a table with marked changes sets beside each other: an act and our proposal; the Commission's, the Presidency's
 * and our text; or what is on the table of a trilogue.
 */
export const tableForms = ['amendment', 'presidency', 'trilogue'] as const

export type TableForm = (typeof tableForms)[number]

/** Every node of schema version 3. A total mapping over this list does not compile when a node is added. */
export const nodeNames = [
  'doc',
  'section',
  'sectionTitle',
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'listItem',
  'blockquote',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'hardBreak',
  'bracket',
  'alternative',
  'footnote',
  'text',
] as const

export type NodeName = (typeof nodeNames)[number]

/** Every mark of schema version 3, in the order in which they are nested. */
export const markNames = [
  'insertion',
  'deletion',
  'formatting',
  'language',
  'link',
  'bold',
  'italic',
  'strike',
  'underline',
] as const

export type MarkName = (typeof markNames)[number]

/** Text that a suggestion adds or takes out; several suggestions may lie on one text. */
export type SuggestionMarkJson = {
  readonly type: 'insertion' | 'deletion'
  readonly attrs: { readonly id: string }
}

export type MarkJson =
  | SuggestionMarkJson
  | {
      readonly type: 'formatting'
      readonly attrs: {
        readonly id: string
        /** The mark that the suggestion adds, or an empty string. */
        readonly add: FormattingName | ''
        readonly remove: FormattingName | ''
      }
    }
  | { readonly type: 'language'; readonly attrs: { readonly lang: string } }
  | { readonly type: 'bold' }
  | { readonly type: 'italic' }
  | { readonly type: 'underline' }
  | { readonly type: 'strike' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }

export interface TextJson {
  readonly type: 'text'
  readonly text: string
  readonly marks?: readonly MarkJson[]
}

export interface HardBreakJson {
  readonly type: 'hardBreak'
  readonly attrs?: SuggestedAttrs
  readonly marks?: readonly MarkJson[]
}

/** The ids of the suggestions that add or take out a node; of a line or a list item: the break before it. */
export interface SuggestedAttrs {
  readonly suggestedInsertion?: string | null
  readonly suggestedDeletion?: string | null
}

/** One wording inside a bracket and who supports it; an empty one means that the text is left out. */
export interface AlternativeJson {
  readonly type: 'alternative'
  readonly attrs: { readonly id: string } & { readonly [Country in SupporterCountry]?: true | null }
  readonly content?: readonly InlineJson[]
}

/** Text that is not agreed, with its rival wordings. */
export interface BracketJson {
  readonly type: 'bracket'
  readonly attrs: { readonly id: string; readonly kind: BracketKind } & SuggestedAttrs
  readonly content: readonly AlternativeJson[]
}

/** A note to the place where it stands; printed at the foot of the text, numbered in order. */
export interface FootnoteJson {
  readonly type: 'footnote'
  readonly attrs: { readonly id: string } & SuggestedAttrs
  readonly content?: readonly TextJson[]
}

export type InlineJson = TextJson | HardBreakJson | BracketJson | FootnoteJson

/** Of a line that has a number in the act: what it is there, and the number of the base text, if it had one. */
export interface NumberedAttrs extends SuggestedAttrs {
  readonly numbering?: Numbering | null
  readonly baseNumber?: string | null
}

export interface ParagraphJson {
  readonly type: 'paragraph'
  readonly attrs?: NumberedAttrs
  readonly content?: readonly InlineJson[]
}

export interface HeadingJson {
  readonly type: 'heading'
  readonly attrs: { readonly level: 3 | 4 } & NumberedAttrs
  readonly content?: readonly InlineJson[]
}

export interface ListItemJson {
  readonly type: 'listItem'
  readonly attrs?: SuggestedAttrs
  readonly content: readonly BlockJson[]
}

export interface BulletListJson {
  readonly type: 'bulletList'
  readonly content: readonly ListItemJson[]
}

export interface OrderedListJson {
  readonly type: 'orderedList'
  readonly attrs?: { readonly start?: number }
  readonly content: readonly ListItemJson[]
}

export interface BlockquoteJson {
  readonly type: 'blockquote'
  readonly attrs?: SuggestedAttrs
  readonly content: readonly BlockJson[]
}

export interface CellJson {
  readonly type: 'tableCell' | 'tableHeader'
  readonly attrs?: { readonly colspan?: number; readonly rowspan?: number }
  readonly content: readonly BlockJson[]
}

export interface TableRowJson {
  readonly type: 'tableRow'
  readonly attrs?: SuggestedAttrs
  readonly content?: readonly CellJson[]
}

export interface TableJson {
  readonly type: 'table'
  readonly attrs?: SuggestedAttrs & {
    /** An amendment table shows changed words under the marking key that it states; its form says what its columns are. */
    readonly form?: TableForm | null
    readonly markingKey?: string | null
  }
  readonly content: readonly TableRowJson[]
}

export type BlockJson =
  | ParagraphJson
  | HeadingJson
  | BulletListJson
  | OrderedListJson
  | BlockquoteJson
  | TableJson

export interface SectionTitleJson {
  readonly type: 'sectionTitle'
  /** Its marks are insertions and deletions only. */
  readonly content?: readonly TextJson[]
}

export interface SectionJson {
  readonly type: 'section'
  readonly attrs: { readonly id: string; readonly kind: SectionKind }
  /** The title first, then at least one block. */
  readonly content: readonly [SectionTitleJson, ...BlockJson[]]
}

/** A document of schema version 3 as ProseMirror JSON. */
export interface DocJson {
  readonly type: 'doc'
  readonly content: readonly SectionJson[]
}

export type NodeJson =
  | DocJson
  | SectionJson
  | SectionTitleJson
  | BlockJson
  | ListItemJson
  | TableRowJson
  | CellJson
  | InlineJson
  | AlternativeJson

/** Whether a value names a kind of section. */
export function isSectionKind(value: unknown): value is SectionKind {
  return sectionKinds.some((kind) => kind === value)
}

/** Whether a value can be the number of a list's first item. */
export function isListStart(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

/** Whether a value can be the number of columns or rows of a cell. */
export function isSpan(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 100
}

/** Whether a value names what a numbered line is. */
export function isNumbering(value: unknown): value is Numbering {
  return numberings.some((numbering) => numbering === value)
}

/** Whether a value names what an amendment table sets beside each other. */
export function isTableForm(value: unknown): value is TableForm {
  return tableForms.some((form) => form === value)
}

/** Whether a value names a language of a passage. */
export function isPassageLanguage(value: unknown): value is PassageLanguage {
  return passageLanguages.some((language) => language === value)
}

/** Whether a value names a mark that a suggestion can add or remove. */
export function isFormattingName(value: unknown): value is FormattingName {
  return formattingNames.some((name) => name === value)
}

/** Whether a value says what a bracket is. */
export function isBracketKind(value: unknown): value is BracketKind {
  return bracketKinds.some((kind) => kind === value)
}

/** The delegations that support a wording, in the order in which they are printed. */
export function supportersOf({ attrs }: AlternativeJson): readonly SupporterCountry[] {
  return supporterCountries.filter((country) => attrs[country] === true)
}
