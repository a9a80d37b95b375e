import type { BracketKind, MarkJson, TextJson } from '@samsyn/editor'

/** A stretch of a line as it is found in a file. */
export type Piece =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly marks: readonly MarkJson[]
      /** What it is by its style: a sign that prints a bracket, the number in front of a line, given or computed, or what a proposal leaves out. */
      readonly role: BracketKind | 'number' | 'computed_number' | 'amended_away' | null
    }
  | { readonly kind: 'break'; readonly marks: readonly MarkJson[] }
  | { readonly kind: 'note'; readonly content: readonly TextJson[]; readonly marks: readonly MarkJson[] }
  | { readonly kind: 'edge'; readonly edge: CommentEdge }

/** Where the passage of a comment begins or ends. */
export interface CommentEdge {
  readonly commentId: string
  readonly isEnd: boolean
}
