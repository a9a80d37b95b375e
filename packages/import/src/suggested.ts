import type {
  BlockJson,
  InlineJson,
  ListItemJson,
  MarkJson,
  NodeJson,
  SuggestedAttrs,
  SuggestionMarkJson,
} from '@samsyn/editor'

/** The suggestions of a node, as far as it has any. */
export interface Suggested {
  readonly suggestedInsertion?: string
  readonly suggestedDeletion?: string
}

/** The innermost suggestions among marks: those of a node, where the outer ones are of what it stands in. */
export function suggestedBy(marks: readonly MarkJson[]): Suggested {
  return suggested(lastOf('insertion', marks), lastOf('deletion', marks))
}

function lastOf(type: SuggestionMarkJson['type'], marks: readonly MarkJson[]): string | undefined {
  return marks.flatMap((mark) => (mark.type === type && 'attrs' in mark ? [mark.attrs.id] : [])).at(-1)
}

/** The attributes for these suggestions. */
export function suggested(insertion: string | undefined, deletion: string | undefined): Suggested {
  return {
    ...(insertion === undefined ? {} : { suggestedInsertion: insertion }),
    ...(deletion === undefined ? {} : { suggestedDeletion: deletion }),
  }
}

/** Whether a node has suggestions at all. */
export function isSuggested({ suggestedInsertion, suggestedDeletion }: Suggested): boolean {
  return suggestedInsertion !== undefined || suggestedDeletion !== undefined
}

type Content = InlineJson | BlockJson | ListItemJson

/** The same content without the suggestions that it has because it stands in a node that has them. */
export function withoutSuggestions<Node extends Content>(
  content: readonly Node[],
  inherited: Suggested,
): readonly Node[] {
  if (!isSuggested(inherited)) return content
  // A node of the same type: only suggestions are taken from it and from what is in it.
  return content.map((node) => without(node, inherited) as Node)
}

function without(node: NodeJson, inherited: Suggested): NodeJson {
  const { attrs, marks, content } = node as {
    readonly attrs?: SuggestedAttrs
    readonly marks?: readonly MarkJson[]
    readonly content?: readonly NodeJson[]
  }
  return {
    ...node,
    ...(attrs ? { attrs: withoutAttrs(attrs, inherited) } : {}),
    ...(marks ? { marks: marks.filter((mark) => !isInherited(mark, inherited)) } : {}),
    ...(content ? { content: content.map((child) => without(child, inherited)) } : {}),
  } as NodeJson
}

function isInherited(mark: MarkJson, { suggestedInsertion, suggestedDeletion }: Suggested): boolean {
  return (
    (mark.type === 'insertion' && mark.attrs.id === suggestedInsertion) ||
    (mark.type === 'deletion' && mark.attrs.id === suggestedDeletion)
  )
}

function withoutAttrs(attrs: SuggestedAttrs, inherited: Suggested): SuggestedAttrs {
  const { suggestedInsertion, suggestedDeletion, ...rest } = attrs
  return {
    ...rest,
    ...(suggestedInsertion && suggestedInsertion !== inherited.suggestedInsertion
      ? { suggestedInsertion }
      : {}),
    ...(suggestedDeletion && suggestedDeletion !== inherited.suggestedDeletion ? { suggestedDeletion } : {}),
  }
}
