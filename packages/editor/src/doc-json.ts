/** What a section is for; the reading page begins with the speaking points. */
export const sectionKinds = [
  'speaking_points',
  'position',
  'drafting_suggestion',
  'justification',
  'background',
] as const

export type SectionKind = (typeof sectionKinds)[number]

/** Every node of schema version 1. A total mapping over this list does not compile when a node is added. */
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
  'text',
] as const

export type NodeName = (typeof nodeNames)[number]

/** Every mark of schema version 1, in the order in which they are nested. */
export const markNames = ['link', 'bold', 'italic', 'strike', 'underline'] as const

export type MarkName = (typeof markNames)[number]

export type MarkJson =
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
  readonly marks?: readonly MarkJson[]
}

export type InlineJson = TextJson | HardBreakJson

export interface ParagraphJson {
  readonly type: 'paragraph'
  readonly content?: readonly InlineJson[]
}

export interface HeadingJson {
  readonly type: 'heading'
  readonly attrs: { readonly level: 3 | 4 }
  readonly content?: readonly InlineJson[]
}

export interface ListItemJson {
  readonly type: 'listItem'
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
  readonly content: readonly BlockJson[]
}

export interface CellJson {
  readonly type: 'tableCell' | 'tableHeader'
  readonly attrs?: { readonly colspan?: number; readonly rowspan?: number }
  readonly content: readonly BlockJson[]
}

export interface TableRowJson {
  readonly type: 'tableRow'
  readonly content?: readonly CellJson[]
}

export interface TableJson {
  readonly type: 'table'
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
  readonly content?: readonly TextJson[]
}

export interface SectionJson {
  readonly type: 'section'
  readonly attrs: { readonly id: string; readonly kind: SectionKind }
  /** The title first, then at least one block. */
  readonly content: readonly [SectionTitleJson, ...BlockJson[]]
}

/** A document of schema version 1 as ProseMirror JSON. */
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
